import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileAttachmentStore } from '@gloact/attachments'
import type { Principal } from '@gloact/identity/contract/principal'
import { fixedClock, ok } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { createVault, memoryKekProvider } from '@gloact/vault'
import { sql } from 'kysely'
import { tracingMatch } from '../../domain/tracing/match-kind.ts'
import { tracingConfig } from './config.ts'
import { demoContext, demoRequestId, demoSideId, loadTracingDemo } from './demo.ts'
import { tracingPart } from './tracing-part.ts'

const { db } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gloact-tracing-demo-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const person = (at: number, role: string, agency: number): Principal =>
  ({
    userId: `00000000-0000-4000-8000-0000000000f${at}`,
    agencyId: `00000000-0000-4000-8000-0000000000a${agency}`,
    country: 'DL',
    teamIds: [],
    roles: [role],
    scope: 'agency',
  }) as unknown as Principal

test('eighty requests in several scripts find the invented children who are sought, and stand in every state', async () => {
  const context = demoContext({
    db,
    vault: createVault({ kek: memoryKekProvider() }),
    clock: fixedClock('2026-11-24T09:00:00Z'),
    country: 'DL',
    calendar: { timeZone: 'UTC', weekend: [6, 7], holidays: [] },
    settings: tracingConfig.parse({}),
    files: {
      filesSeen: async (_trx, ids) => new Set(ids),
      numbers: async (_trx, ids) => new Map(ids.map((id) => [id, id])),
      whoIs: async () => ({}),
      stillAgreed: async (_trx, _fileId, { groups }) => groups,
      toPassOn: async () => ok({ child: true }),
    },
    attachments: { store: fileAttachmentStore(folder), maxBytes: 1_000_000 },
    publish: async () => undefined,
  })
  const part = tracingPart(context)
  const told: string[] = []
  const people = {
    desk: async () => person(1, 'caseworker', 1),
    officer: async () => person(2, 'child_protection_officer', 4),
    second: async () => person(3, 'child_protection_officer', 4),
    lead: async () => person(4, 'supervisor', 4),
    fileOf: async ({ fileId }: { readonly fileId: string }) => fileId,
  }
  const load = () => loadTracingDemo(context, part, people, (message) => void told.push(message))
  // A first start that is interrupted twice, in the midst of the requests and before the verifications, leaves nothing out in the end.
  let reads = 0
  const index = {
    ...part.matching.index,
    read: () => (++reads > 30 ? Promise.reject(new Error('interrupted')) : part.matching.index.read()),
  }
  const broken = { ...part, matching: { ...part.matching, index } }
  await assert.rejects(
    loadTracingDemo(context, broken, people, () => undefined),
    /interrupted/,
  )
  await assert.rejects(
    loadTracingDemo(context, part, people, (message) => {
      if (message.includes('verifications')) throw new Error('interrupted')
    }),
    /interrupted/,
  )
  await load()
  assert.ok(told.every((message) => message.startsWith('Loading invented ')))
  const count = async () =>
    (
      await readInScope(db, systemScope('DL'), (trx) =>
        sql<{ kind: string; state: string; count: number }>`
          select kind, state, count(*)::int as count from children.request group by 1, 2`.execute(trx),
      )
    ).rows
  const first = await count()
  const of = (kind: string) =>
    new Map(first.flatMap((row) => (row.kind === kind ? [[row.state, row.count] as const] : [])))
  const requests = of('children.tracing_request')
  assert.equal(
    [...requests.values()].reduce((sum, each) => sum + each, 0),
    80 + 45, // those of last month were reviewed, and are closed
  )
  for (const state of ['received', 'held', 'searching', 'to_tell', 'closed']) assert.ok(requests.has(state), state)
  const { rows: imported } = await readInScope(db, systemScope('DL'), (trx) =>
    sql<{ state: string }>`
      select state from children.request where id in (select request_id from children.request_step where step = 'take_over')`.execute(
      trx,
    ),
  )
  assert.deepEqual(imported, [{ state: 'held' }], 'one that another system had waits')
  const matches = of(tracingMatch.kind)
  for (const state of Object.keys(tracingMatch.states)) assert.ok(matches.has(state), state)
  assert.equal(of('children.family_link').get('current'), 2)

  // Of those who are here and were searched for, the right child is suggested.
  const { rows } = await readInScope(db, systemScope('DL'), (trx) =>
    sql<{ request: string; subject: string }>`
      select facts ->> 'request_id' as request, facts ->> 'subject_id' as subject from children.request
      where kind = ${tracingMatch.kind}`.execute(trx),
  )
  const held = [20, 22, 24, 26]
  const sought = Array.from({ length: 45 }, (_, at) => at + 1).filter((number) => !held.includes(number))
  const right = sought.filter((number) =>
    rows.some(({ request, subject }) => request === demoRequestId(number) && subject === demoSideId(number)),
  )
  assert.ok(right.length >= 38, `${right.length} of ${sought.length}`)
  for (const number of held) assert.ok(!rows.some(({ request }) => request === demoRequestId(number)), String(number))

  await load()
  assert.deepEqual(await count(), first, 'loaded once')
})
