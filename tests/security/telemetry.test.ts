import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { err, failure, newId, ok, type Failure, type Result } from '@gloact/kernel'
import { createApi, serveOpen } from '@gloact/http/server'
import { route } from '@gloact/http/contract'
import { createJobs } from '@gloact/jobs'
import { inScope, openDatabase, readInScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import {
  SPAN_ATTRIBUTES,
  startTelemetry,
  traced,
  type RunningTelemetry,
  type TelemetryOptions,
} from '@gloact/telemetry'
import fastify from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { gloact } from '../support/gloact-command.ts'

const { db, connections } = await testDatabase()
type Exporter = NonNullable<TelemetryOptions['exporter']>
type Spans = Parameters<Exporter['export']>[0]

/** Keeps what a collector would be sent. */
let sent: Spans = []
const exporter: Exporter = {
  export: (spans, done) => {
    sent = [...sent, ...spans]
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- 0: it was taken; the SDK that names it is not loaded here
    done({ code: 0 })
  },
  shutdown: async () => undefined,
}
const app = fastify()
const NAME = 'Amina'
const personId = newId()
let telemetry: RunningTelemetry

const greet = route({
  method: 'POST',
  path: '/people/:personId/greet',
  summary: 'Greet',
  tag: 'test',
  session: 'none',
  params: z.object({ personId: z.uuid() }),
  body: z.object({ name: z.string(), how: z.enum(['well', 'refused', 'broken']) }),
  response: z.object({ done: z.boolean() }),
  failures: ['test.refused'],
})

before(async () => {
  telemetry = await startTelemetry({ endpoint: 'http://collector.invalid', exporter })
  const api = createApi<null>(app, {
    authenticate: async () => null,
    failures: [{ 'test.refused': { status: 409, title: 'No.' } }],
    isUnavailable: () => false,
    isOutOfRoom: () => false,
  })
  serveOpen(api, greet, async ({ body }) =>
    inScope(db, systemScope('DL'), async (trx): Promise<Result<{ done: boolean }, Failure>> => {
      await sql`select ${body.name}::text`.execute(trx)
      if (body.how === 'broken') throw new Error(`${body.name} broke it`)
      return body.how === 'refused' ? err(failure('test.refused')) : ok({ done: true })
    }),
  )
  await app.ready()
})

beforeEach(() => {
  sent = []
})
after(async () => {
  await telemetry.stop()
  await app.close()
})

const ask = (how: string) =>
  app.inject({
    method: 'POST',
    url: `/api/v1/people/${personId}/greet`,
    headers: { 'x-gloact-request': '1' },
    payload: { name: NAME, how },
  })
const finished = () => sent
const spanOf = (name: string) => {
  const span = finished().find((each) => each.name === name)
  assert.ok(span, `no span ${name}`)
  return span
}

test('a use case is one span by its template, and its transaction a span within it', async () => {
  assert.equal((await ask('well')).statusCode, 200)
  assert.equal(finished().length, 2)
  const useCase = spanOf('POST /people/:personId/greet')
  const transaction = spanOf('transaction')
  assert.equal(transaction.parentSpanContext?.spanId, useCase.spanContext().spanId)
  assert.deepEqual(useCase.attributes, {
    'http.request.method': 'POST',
    'http.route': '/people/:personId/greet',
    'http.response.status_code': 200,
    'gloact.outcome': 'ok',
    'gloact.module': 'test',
  })
  assert.deepEqual(transaction.attributes, {
    'gloact.outcome': 'ok',
    'gloact.row_scope': 'system',
    'gloact.transaction': 'write',
  })
})

test('a refusal is told by its code', async () => {
  assert.equal((await ask('refused')).statusCode, 409)
  assert.equal(spanOf('POST /people/:personId/greet').attributes['gloact.outcome'], 'test.refused')
  assert.equal(spanOf('POST /people/:personId/greet').attributes['http.response.status_code'], 409)
  assert.equal(spanOf('transaction').attributes['gloact.outcome'], 'test.refused')
})

test('no span says anything but what is on the list, whatever happens', async () => {
  for (const how of ['well', 'refused', 'broken']) await ask(how)
  await readInScope(db, systemScope('DL'), async (trx) => sql`select 1`.execute(trx))
  // What a careless caller adds is dropped as well.
  await traced(
    'careless',
    { name: NAME } as object,
    async () => null,
    () => ({ personId }) as object,
  )
  assert.equal(finished().length, 8)
  for (const span of finished()) {
    const told = JSON.stringify([span.name, span.attributes, span.events, span.status, span.links])
    assert.deepEqual(
      Object.keys(span.attributes).filter((key) => !(SPAN_ATTRIBUTES as readonly string[]).includes(key)),
      [],
    )
    assert.deepEqual(span.events, [])
    assert.ok(!told.includes(NAME) && !told.includes(personId), told)
  }
  assert.equal(finished().filter(({ attributes }) => attributes['gloact.outcome'] === 'exception').length, 2)
})

test('a job is one span by its queue, with the transactions within it; of what it carries and of what broke nothing', async () => {
  const database = openDatabase(connections.app)
  after(() => database.destroy())
  const jobs = createJobs({ database, pollingSeconds: 0.5, onError: () => undefined })
  const queues = ['test.greet', 'test.refuse', 'test.break'] as const
  const ran = new Map(queues.map((queue) => [queue, Promise.withResolvers<void>()]))
  jobs.work('test.greet', async ({ personId: carried }) => {
    await inScope(db, systemScope('DL'), async (trx) => ok(await sql`select ${String(carried)}::text`.execute(trx)))
    ran.get('test.greet')!.resolve()
  })
  jobs.work('test.refuse', async () => {
    ran.get('test.refuse')!.resolve()
    throw Object.assign(new Error(`no consent of ${NAME}`), { code: 'test.refused' })
  })
  jobs.work('test.break', async () => {
    ran.get('test.break')!.resolve()
    throw new Error(`${NAME} broke it`)
  })
  await jobs.start()
  for (const queue of queues) {
    await inScope(db, systemScope('DL'), async (trx) => ok(await jobs.enqueue(trx, queue, { personId })))
  }
  await Promise.all([...ran.values()].map(({ promise }) => promise))
  await jobs.stop()
  const outcomes = finished()
    .filter(({ name }) => name.startsWith('job '))
    .map(({ name, attributes }) => [name, attributes])
  assert.deepEqual(
    new Map(outcomes as [string, object][]),
    new Map(
      [
        ['greet', 'ok'],
        ['refuse', 'test.refused'],
        ['break', 'jobs.failed'],
      ].map(([job, outcome]) => [
        `job test.${job}`,
        { 'gloact.job': `test.${job}`, 'gloact.module': 'test', 'gloact.outcome': outcome },
      ]),
    ),
  )
  const greeted = spanOf('job test.greet').spanContext().spanId
  assert.ok(
    finished().some(({ name, parentSpanContext: above }) => name === 'transaction' && above?.spanId === greeted),
  )
  const told = JSON.stringify(
    finished().map(({ name, attributes, events, status }) => [name, attributes, events, status]),
  )
  assert.ok(!told.includes(NAME) && !told.includes(personId), told)
})

test('a command is one span by its name and its outcome; its arguments are not told', async () => {
  const bodies: string[] = []
  const collector = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += String(chunk)))
    request.on('end', () => {
      bodies.push(body)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((listening) => collector.listen(0, '127.0.0.1', listening))
  const folder = mkdtempSync(join(tmpdir(), 'gloact-telemetry-'))
  try {
    const email = 'amina@nowhere.example'
    const called = await gloact(
      folder,
      ['user', 'add', '--name', NAME, '--email', email, '--agency', 'No such agency', '--role', 'caseworker'],
      {
        DATABASE_URL: connections.app,
        DATABASE_MIGRATOR_URL: connections.migrator,
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
      },
    )
    assert.equal(called.exit, 3, called.error)
    const told = bodies.join('\n')
    assert.match(told, /"name":"command user add"/)
    assert.ok(told.includes(String(called.json['error'])), told)
    assert.match(told, /"name":"transaction"/)
    // One that does not answer costs spans, never a command.
    const unanswered = await gloact(folder, ['audit', 'check', join(folder, 'nothing')], {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    })
    assert.equal(unanswered.json['error'], 'file_unreadable')
    for (const secret of [NAME, email, 'No such agency', folder]) assert.ok(!told.includes(secret), told)
  } finally {
    collector.closeAllConnections()
    await new Promise((closed) => collector.close(closed))
    rmSync(folder, { recursive: true, force: true })
  }
})

test('without a collector nothing is recorded, and what runs runs', async () => {
  await telemetry.stop()
  assert.equal((await ask('well')).statusCode, 200)
  assert.deepEqual(finished(), [])
})
