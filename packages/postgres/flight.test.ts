import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { err, failure, ok } from '@gloact/kernel'
import { CompiledQuery, sql } from 'kysely'
import pg from 'pg'
import {
  Flight,
  inScope,
  openDatabase,
  readInScope,
  sendAlong,
  systemScope,
  together,
  type ScopedTransaction,
} from './index.ts'
import { emptyDatabase } from './testing.ts'

const { connections, owner } = await emptyDatabase()
await sql.raw('create table thing (id int primary key, text text)').execute(owner)
await sql.raw('grant all on thing to public').execute(owner)
// One connection, so that what a statement leaves behind would be met by the next.
const db = openDatabase(connections.owner, { max: 1 })
test.after(() => db.destroy())
const scope = systemScope('DL')

const sentBy = async (work: () => Promise<unknown>): Promise<string[][]> => {
  const flights: string[][] = []
  const prototype = pg.Client.prototype as { query: (...args: unknown[]) => unknown }
  const original = prototype.query
  prototype.query = function query(this: unknown, ...args: unknown[]): unknown {
    if (args[0] instanceof Flight) flights.push(args[0].statements.map(({ text }) => text.split(' ')[0]!))
    return original.apply(this, args)
  }
  try {
    await work()
  } finally {
    prototype.query = original
  }
  return flights
}
const things = async (): Promise<number[]> =>
  (await sql<{ id: number }>`select id from thing order by id`.execute(db)).rows.map(({ id }) => id)
const add = (id: number) => CompiledQuery.raw('insert into thing (id) values ($1)', [id])

test('what opens a transaction goes with its first statement, what is sent along with the commit', async () => {
  const flights = await sentBy(() =>
    inScope(db, scope, async (trx) => {
      const answers = await together(
        trx,
        sql<{ a: number }>`select 1 as a`.compile(trx),
        sql<{ b: string }>`select current_setting('app.row_scope') as b`.compile(trx),
      )
      assert.deepEqual(answers, [[{ a: 1 }], [{ b: 'system' }]])
      await sendAlong(trx, add(1))
      return ok(null)
    }),
  )
  assert.deepEqual(flights, [
    ['begin', 'select', 'select', 'select'],
    ['insert', 'commit'],
  ])
  assert.deepEqual(await things(), [1])
})

test('a transaction in which nothing is asked costs nothing', async () => {
  assert.deepEqual(await sentBy(() => readInScope(db, scope, async () => 1)), [])
})

test('a statement that fails keeps those after it from running, and nothing of the transaction stays', async () => {
  const failing = inScope(db, scope, async (trx) => {
    await together(trx, add(2), sql`select 1 / 0`.compile(trx), add(3))
    return ok(null)
  })
  await assert.rejects(failing, /division by zero/)
  assert.deepEqual(await things(), [1])
})

test('where the scope cannot be set, the first statement is not run', async () => {
  // As a setting that PostgreSQL refuses: a null byte.
  const refused = inScope(db, { ...scope, 'app.user_id': '\0' }, async (trx) => {
    await trx.executeQuery(add(4))
    return ok(null)
  })
  await assert.rejects(refused)
  assert.deepEqual(await things(), [1])
})

test('what was sent along and meets what is there is answered with its failure, whatever it went with; any other error is thrown', async () => {
  const taken = (constraint: string, then: (trx: ScopedTransaction) => Promise<unknown> = async () => undefined) =>
    inScope(db, scope, async (trx) => {
      await sendAlong(trx, add(2))
      await sendAlong(trx, add(1), { [constraint]: failure('taken') })
      await sendAlong(trx, add(3))
      await then(trx)
      return ok(null)
    })
  assert.deepEqual(await taken('thing_pkey'), err(failure('taken')))
  assert.deepEqual(await taken('thing_pkey', (trx) => sql`select 1`.execute(trx)), err(failure('taken')))
  await assert.rejects(taken('thing_other'), /duplicate key/)
  await assert.rejects(taken('toString'), /duplicate key/)
  assert.deepEqual(await things(), [1])
})

test('what was sent along and cannot be done fails the commit, and is not sent where the use case fails', async () => {
  const twice = inScope(db, scope, async (trx) => {
    await trx.executeQuery(add(5))
    await sendAlong(trx, add(1))
    return ok(null)
  })
  await assert.rejects(twice, (error: unknown) => error instanceof pg.DatabaseError && error.code === '23505')
  assert.deepEqual(await things(), [1])
  const flights = await sentBy(() =>
    inScope(db, scope, async (trx) => {
      await sendAlong(trx, add(6))
      return err(failure('trial.refused'))
    }),
  )
  assert.deepEqual(flights, [])
  assert.deepEqual(await things(), [1])
})

test('anyone who goes on past a statement that failed is told that nothing was kept', async () => {
  const goneOn = inScope(db, scope, async (trx) => {
    await trx.executeQuery(add(7))
    // The mistake that is tried here: a caller that goes on as if the statement had not failed.
    await sql`select 1 / 0`.execute(trx).catch(() => undefined)
    return ok(null)
  })
  await assert.rejects(goneOn, /rolled back/)
  assert.deepEqual(await things(), [1])
})

test('a statement is prepared once a connection, answers the same from then on, and follows a changed table', async () => {
  const ask = () => sql<Record<string, unknown>>`select * from thing where id = ${1}`.execute(db)
  for (let time = 0; time < 4; time++) assert.deepEqual((await ask()).rows, [{ id: 1, text: null }])
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_prepared_statements where statement like 'select * from thing%'`.execute(db)
  assert.deepEqual(rows, [{ count: 1 }])
  await sql.raw('alter table thing add column more int').execute(owner)
  // What was prepared for the table as it was is refused once; the connection is given up, and the next knows the table.
  await assert.rejects(ask(), /cached plan/)
  assert.deepEqual((await ask()).rows, [{ id: 1, text: null, more: null }])
})

test('several commands in one text, a value that cannot be sent and one that cannot be read', async () => {
  await sql.raw('insert into thing (id) values (8); delete from thing where id = 8').execute(db)
  const round: { self?: unknown } = {}
  round.self = round
  await assert.rejects(sql`select ${round}::jsonb`.execute(db))
  await assert.rejects(sql`select 9007199254740993::bigint`.execute(db), /too large to be exact/)
  assert.deepEqual(await things(), [1])
})

test('what is flushed at its end commits without waiting for the disk until then, and waits again afterwards', async () => {
  const app = openDatabase(connections.app, { max: 1 })
  try {
    const write = () => inScope(app, scope, async (trx) => ok(await trx.executeQuery(add(7))))
    const plans = () =>
      inScope(app, scope, async (trx) => {
        const { rows } = await sql<{ mode: string }>`select current_setting('plan_cache_mode') as mode`.execute(trx)
        return ok(rows[0]?.mode)
      })
    assert.deepEqual(await app.flushedAtEnd(plans), ok('force_generic_plan'))
    assert.deepEqual(await plans(), ok('auto'))
    const flights = await sentBy(async () => {
      await app.flushedAtEnd(write)
      await inScope(app, scope, async (trx) => ok(await trx.executeQuery(CompiledQuery.raw('delete from thing'))))
    })
    assert.deepEqual(flights, [
      ['begin', 'select', 'select', 'insert'],
      ['commit'],
      ['begin', 'select', 'delete'],
      ['commit'],
    ])
    await assert.rejects(
      app.flushedAtEnd(() => Promise.reject(new Error('not written'))),
      /not written/,
    )
    assert.deepEqual(await sentBy(write), [['begin', 'select', 'insert'], ['commit']])
  } finally {
    await app.destroy()
  }
})

test('where a connection broke meanwhile, what was to be flushed is not said to be there', async () => {
  const app = openDatabase(connections.app, { max: 1 })
  try {
    const broken = once(app.pool, 'error')
    await assert.rejects(
      app.flushedAtEnd(async () => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(app)
        await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(owner)
        await broken
      }),
      /terminat/,
    )
  } finally {
    await app.destroy()
  }
})
