import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { err, failure, newId, ok } from '@gloact/kernel'
import { inScope, openDatabase, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { createJobs, type JobData, type Jobs } from './index.ts'

const { owner, connections } = await testDatabase()
const database = openDatabase(connections.app)
after(() => database.destroy())

const scope = systemScope('DL')
const started: Jobs[] = []
after(() => Promise.all(started.map((jobs) => jobs.stop())))

function newJobs(extra: Partial<Parameters<typeof createJobs>[0]> = {}): Jobs {
  const jobs = createJobs({ database, pollingSeconds: 0.5, ...extra })
  started.push(jobs)
  return jobs
}

const enqueue = (jobs: Jobs, name: string, data: JobData) =>
  inScope(database, scope, async (trx) => ok(await jobs.enqueue(trx, name, data)))

/** Collects what a handler was called with; `reached(n)` resolves when there are n. */
function collector() {
  const seen: JobData[] = []
  let waiting: { count: number; resolve: () => void } | undefined
  return {
    seen,
    handler: async (data: JobData) => {
      seen.push(data)
      if (waiting && seen.length >= waiting.count) waiting.resolve()
    },
    reached: (count: number) =>
      new Promise<void>((resolve) => {
        if (seen.length >= count) resolve()
        else waiting = { count, resolve }
      }),
  }
}

const jobsIn = async (name: string) =>
  (
    await sql<{ state: string; data: unknown; output: unknown }>`
    select state, data, output from jobs.job where name = ${name} order by created_on`.execute(owner)
  ).rows

test('a job of a transaction that was rolled back never runs, one of a committed transaction runs once', async () => {
  const jobs = newJobs()
  const { seen, handler, reached } = collector()
  jobs.work('trial.index', handler)
  await jobs.start()
  const [lost, thrown, kept] = [newId(), newId(), newId()]
  await inScope(database, scope, async (trx) => {
    await jobs.enqueue(trx, 'trial.index', { fileId: lost })
    return err(failure('trial.refused'))
  })
  await assert.rejects(
    inScope(database, scope, async (trx) => {
      await jobs.enqueue(trx, 'trial.index', { fileId: thrown })
      throw new Error('a bug')
    }),
  )
  await enqueue(jobs, 'trial.index', { fileId: kept })
  await reached(1)
  await jobs.stop()
  assert.deepEqual(seen, [{ fileId: kept }])
  assert.deepEqual(await jobsIn('trial.index'), [{ state: 'completed', data: { fileId: kept }, output: null }])
})

test('each job runs once, however many servers work', async () => {
  const { seen, handler, reached } = collector()
  const servers = [newJobs(), newJobs()]
  for (const server of servers) {
    server.work('trial.shared', handler)
    await server.start()
  }
  const ids = Array.from({ length: 100 }, () => newId<'Trial'>())
  await inScope(database, scope, async (trx) => {
    for (const id of ids) await servers[0]!.enqueue(trx, 'trial.shared', { id })
    return ok(undefined)
  })
  await reached(ids.length)
  await Promise.all(servers.map((server) => server.stop()))
  assert.deepEqual(seen.map((data) => String(data['id'])).toSorted(), ids.toSorted())
})

test('an event enqueues a job for everything that follows it, with the transaction', async () => {
  const jobs = newJobs()
  const [statistics, referral] = [collector(), collector()]
  jobs.on('trial.file_closed', 'statistics.count_file', statistics.handler)
  jobs.on('trial.file_closed', 'referral.end_referrals', referral.handler)
  await jobs.start()
  await inScope(database, scope, async (trx) => {
    await jobs.publishEvent(trx, 'trial.file_closed', { fileId: newId() })
    return err(failure('trial.refused'))
  })
  const fileId = newId()
  await inScope(database, scope, async (trx) => {
    await jobs.publishEvent(trx, 'trial.file_closed', { fileId })
    await jobs.publishEvent(trx, 'trial.nobody_follows', { fileId })
    return ok(undefined)
  })
  await Promise.all([statistics.reached(1), referral.reached(1)])
  await jobs.stop()
  assert.deepEqual([statistics.seen, referral.seen], [[{ fileId }], [{ fileId }]])
})

test('a job carries ids and codes only, and what it refuses it does not repeat', async () => {
  const jobs = newJobs({ queues: ['trial.index'] })
  await jobs.start()
  const wrong: JobData[] = [
    { name: 'Nurgul Asanova' },
    { phone: '+996555123456' },
    { note: 'She left.' },
    { 'Her name': 1 },
  ]
  for (const data of wrong) {
    await assert.rejects(enqueue(jobs, 'trial.index', data), (error: unknown) => {
      assert.ok(error instanceof TypeError)
      assert.doesNotMatch(error.message, /Nurgul|996|left|Her/)
      return true
    })
  }
  await enqueue(jobs, 'trial.index', { fileId: newId(), kind: 'case_file', country: 'KG', count: 3, urgent: true })
})

test('a handler that fails is told of and tried again, and its error is not kept in the queue', async () => {
  const told: { readonly error: unknown; readonly queue: string | undefined }[] = []
  const jobs = newJobs({ onError: (error, job) => told.push({ error, queue: job?.queue }) })
  const failed = Promise.withResolvers<void>()
  jobs.work('trial.fail', async () => {
    failed.resolve()
    throw Object.assign(new Error('no consent of Nurgul Asanova'), { code: 'protection.consent_missing' })
  })
  await jobs.start()
  await enqueue(jobs, 'trial.fail', { fileId: newId() })
  await failed.promise
  await jobs.stop()
  const [job] = await jobsIn('trial.fail')
  assert.equal(job?.state, 'retry')
  assert.deepEqual(job?.output, { code: 'protection.consent_missing' })
  assert.doesNotMatch(JSON.stringify(job), /Nurgul/)
  assert.match(String(told.find(({ queue }) => queue === 'trial.fail')?.error), /no consent of/)
})

test('a schedule is kept in UTC, and while its job waits or runs there is no second one', async () => {
  const jobs = newJobs()
  const { seen, handler, reached } = collector()
  jobs.schedule('audit.close_block', '* * * * *', handler)
  await jobs.start()
  const { rows } = await sql`select name, cron, timezone from jobs.schedule`.execute(owner)
  assert.deepEqual(rows, [{ name: 'audit.close_block', cron: '* * * * *', timezone: 'UTC' }])
  await inScope(database, scope, async (trx) => {
    await jobs.enqueue(trx, 'audit.close_block', {})
    await jobs.enqueue(trx, 'audit.close_block', {})
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from jobs.job where name = 'audit.close_block' and state <= 'active'`.execute(trx)
    assert.deepEqual(rows, [{ n: 1 }])
    return ok(undefined)
  })
  await reached(1)
  await jobs.stop()
  assert.deepEqual(seen[0], {})
})

test('a queue is ready once it has started and until it stops', async () => {
  const jobs = newJobs()
  assert.equal(await jobs.ready(), false)
  await jobs.start()
  assert.equal(await jobs.ready(), true)
  await jobs.stop()
  assert.equal(await jobs.ready(), false)
  await assert.rejects(enqueue(jobs, 'trial.index', {}), /has not been started/)
})

test('a worker is registered once, before the start, under a code', async () => {
  const jobs = newJobs()
  const idle = async (): Promise<void> => undefined
  jobs.work('trial.once', idle)
  assert.throws(() => jobs.work('trial.once', idle), /already/)
  assert.throws(() => jobs.work('Nurgul Asanova', idle), /is a code/)
  await jobs.start()
  assert.throws(() => jobs.work('trial.late', idle), /before the start/)
  await assert.rejects(enqueue(jobs, 'trial.nowhere', {}), /does not exist/)
  await jobs.stop()
})

test('the migrated tables are those that the installed pg-boss expects, and its upkeep runs in the application’s role', async () => {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.pool.query(text, values) },
    schema: 'jobs',
    migrate: false,
    reindex: false,
    monitorVacuum: false,
    schedule: false,
  })
  const errors: unknown[] = []
  boss.on('error', (error) => errors.push(error))
  await boss.start()
  await boss.createQueue('trial.upkeep')
  await boss.supervise()
  const { ok: same, ...drift } = await boss.detectSchemaDrift()
  await boss.stop({ graceful: false })
  assert.equal(same, true, JSON.stringify(drift))
  assert.deepEqual(errors, [])
})
