import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { API_PREFIX, createApi } from '@gloact/http/server'
import { asInstant, fixedClock, newId, ok, unwrap, type Instant, type Result } from '@gloact/kernel'
import {
  inScope,
  isOutOfRoom,
  isUnavailable,
  readInScope,
  systemScope,
  type Scope,
  type ScopedTransaction,
} from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { createVault, memoryKekProvider } from '@gloact/vault'
import fastify from 'fastify'
import { sql } from 'kysely'
import { REQUEST_FAILURES, requestContracts, type RequestShown } from '../contract/index.ts'
import { requestAfter } from '../index.ts'
import { everyWalkHolds } from '../testing.ts'
import {
  deriveRequest,
  loadRequest,
  openRequest,
  requestErases,
  requestTables,
  requestTasks,
  serveRequests,
  SYSTEM,
  takeDueSteps,
  takeStep,
  toTakenStep,
  verifyRequestLogs,
  verifyRequests,
  type RequestsOf,
  type ServedTo,
} from './index.ts'
import { QUESTION_FORMS, question } from './testing/question.ts'

const { db, migrator, owner } = await testDatabase()
const clock = fixedClock('2026-11-24T09:00:00Z')
const vault = createVault({ kek: memoryKekProvider() })

declare module '@gloact/audit' {
  interface ModuleAuditWords {
    'trial.step_taken': true
  }
}

const of: RequestsOf = {
  kind: question,
  schema: 'trial',
  db,
  vault,
  clock,
  country: 'DL',
  calendar: { timeZone: 'UTC', weekend: [6, 7], holidays: [] },
  forms: QUESTION_FORMS,
  sealedBy: 'own',
  audited: 'trial.step_taken',
  clockRule: (_, facts) => ({
    unit: 'hours',
    amount: facts['urgent'] === true ? 4 : 48,
    onNonWorkingDay: 'keep',
    warnBefore: { unit: 'hours', amount: 1 },
  }),
}

interface Person {
  readonly userId: string
  readonly agencyId: string
}
const [shelter, clinic, stranger] = [newId(), newId(), newId()]
const [anna, bela, carl, dora] = [
  { userId: newId(), agencyId: shelter },
  { userId: newId(), agencyId: shelter },
  { userId: newId(), agencyId: clinic },
  { userId: newId(), agencyId: stranger },
] as [Person, Person, Person, Person]
const people = [anna, bela, carl, dora]

const to: ServedTo<Person> = {
  scopeOf: ({ userId, agencyId }): Scope => ({
    ...systemScope('DL'),
    'app.user_id': userId,
    'app.agency_id': agencyId,
    'app.row_scope': 'agency',
  }),
  actorOf: ({ userId, agencyId }) => ({ userId, agencyId, may: () => userId !== dora.userId }),
  mayRead: () => null,
}
const contracts = requestContracts({ kind: question, path: '/trial/questions', what: 'questions' })
const app = fastify()

before(async () => {
  await sql`create schema trial`.execute(migrator)
  await sql`grant usage on schema trial to gloact_app`.execute(migrator)
  await sql`select records.lay_requests('trial')`.execute(migrator)
  await sql`select records.let_parties_pass('trial')`.execute(migrator)
  serveRequests(
    createApi<Person>(app, {
      authenticate: async ({ headers }) => people.find(({ userId }) => userId === headers['x-user']) ?? null,
      failures: [REQUEST_FAILURES],
      isUnavailable,
      isOutOfRoom,
    }),
    contracts,
    of,
    to,
  )
  await app.ready()
})

const inside = async <Value, Failed>(
  who: Person,
  run: (trx: ScopedTransaction) => Promise<Result<Value, Failed>>,
): Promise<Result<Value, Failed>> => inScope(db, to.scopeOf(who), run)

const words = (value: string) => ({ answers: { words: { value } } })
const now = () => clock.now()

const draft = (fileId: string | null = newId(), urgent = false) => ({
  requestId: newId(),
  id: newId(),
  step: 'draft',
  happenedAt: now(),
  payload: words('Is there room for two?'),
  parties: { asker: shelter, asked: clinic },
  fileId,
  facts: { urgent },
})
const opened = (one: ReturnType<typeof draft>) => inside(anna, (trx) => openRequest(trx, of, to.actorOf(anna), one))

async function drafted(fileId: string | null = newId(), urgent = false): Promise<string> {
  const one = draft(fileId, urgent)
  unwrap(await opened(one))
  return one.requestId
}

test('a request whose opening arrives twice at once is opened once, and both are answered alike', async () => {
  for (let times = 0; times < 8; times += 1) {
    const one = draft()
    const both = (await Promise.all([opened(one), opened(one)])).map(unwrap)
    assert.equal(both.filter(({ already }) => already).length, 1)
  }
})

async function ask(who: Person, method: 'GET' | 'POST', path: string, payload?: object, version?: number) {
  const answer = await app.inject({
    method,
    url: `${API_PREFIX}/trial/questions${path}`,
    headers: {
      'x-gloact-request': '1',
      'x-user': who.userId,
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    ...(payload && { payload }),
  })
  const body = answer.json<RequestShown & { code: string; params: Record<string, unknown>; items: RequestShown[] }>()
  return { status: answer.statusCode, body }
}

const step = (
  who: Person,
  id: string,
  name: string,
  answers: object = {},
  version?: number,
  stepId: string = newId(),
) => ask(who, 'POST', `/${id}/steps`, { id: stepId, step: name, happenedAt: now(), answers }, version)

async function sent(urgent = false): Promise<string> {
  const id = await drafted(newId(), urgent)
  assert.equal((await step(bela, id, 'approve')).status, 201)
  assert.equal((await step(anna, id, 'send')).status, 201)
  return id
}

test('what holds for every kind of request holds for this one', () => {
  assert.equal(everyWalkHolds(question).visited.size, Object.keys(question.states).length)
})

test('a draft is not there for its receiver, an unknown one looks the same, and a stranger never sees any', async () => {
  const id = await drafted()
  for (const [who, path] of [
    [carl, `/${id}`],
    [dora, `/${id}`],
    [carl, `/${newId()}`],
  ] as const) {
    const { status, body } = await ask(who, 'GET', path)
    assert.deepEqual([status, body.code], [404, 'records.not_found'])
  }
  assert.equal((await step(carl, id, 'answer', words('Yes.').answers)).status, 404)
  assert.equal((await step(bela, id, 'approve')).status, 201)
  assert.equal((await step(anna, id, 'send')).status, 201)
  const shown = (await ask(carl, 'GET', `/${id}`)).body
  assert.deepEqual(
    shown.steps.map(({ step: name, by }) => [name, by]),
    [
      ['draft', null],
      ['approve', null],
      ['send', null],
    ],
    'names of staff stay with their own side',
  )
  assert.equal((await ask(dora, 'GET', `/${id}`)).status, 404)
  assert.deepEqual((await ask(dora, 'GET', '?list=all')).body.items, [])
  assert.ok((await ask(carl, 'GET', '?list=my_turn')).body.items.some((item) => item.id === id))
})

test('the person who asks for what is not theirs or not there is recorded, folded by the hour, without a word of what it was', async () => {
  const fisher = { userId: newId(), agencyId: stranger } as Person
  people.push(fisher)
  const id = await drafted()
  for (const path of [id, newId(), newId()]) assert.equal((await ask(fisher, 'GET', `/${path}`)).status, 404)
  const { rows } = await sql`
    select entry.action, entry.object_id, detail, times from audit.entry join audit.read_again on entry_id = entry.id
    where entry.actor_id = ${fisher.userId}`.execute(owner)
  assert.deepEqual(rows, [{ action: 'file.refused', object_id: fisher.userId, detail: {}, times: 3 }])
})

test('the second person is another than the first, on screen as in the server', async () => {
  const id = await drafted()
  const shown = (await ask(anna, 'GET', `/${id}`)).body
  assert.equal(shown.open.find(({ step: name }) => name === 'approve')?.barredBy, 'second_person')
  assert.deepEqual((await step(anna, id, 'approve')).body.code, 'records.second_person')
  assert.equal((await step(bela, id, 'approve')).status, 201)
})

test('the same step sent twice is recorded once; its id with other words is refused', async () => {
  const id = await drafted()
  const stepId = newId()
  const amend = (value: string) => step(anna, id, 'amend', words(value).answers, undefined, stepId)
  const first = await amend('For three?')
  const again = await amend('For three?')
  assert.deepEqual([first.status, again.status, again.body.version], [201, 201, first.body.version])
  assert.equal((await amend('For four?')).body.code, 'records.id_used')
  const other = await drafted()
  assert.equal(
    (await step(anna, other, 'amend', words('For three?').answers, undefined, stepId)).body.code,
    'records.id_used',
  )
})

test('of two steps at once one is recorded, and the other is told what changed', async () => {
  const id = await sent()
  const { version } = (await ask(anna, 'GET', `/${id}`)).body
  const [answer, withdraw] = await Promise.all([
    step(carl, id, 'answer', words('Yes.').answers, version),
    step(anna, id, 'withdraw', {}, version),
  ])
  assert.equal(answer.status + withdraw.status, 201 + 409)
  const refused = [answer, withdraw].find(({ status }) => status === 409)!.body
  assert.equal(refused.code, 'records.changed')
  assert.equal(refused.params['version'], version + 1)
  assert.ok(['answered', 'withdrawn'].includes(String(refused.params['state'])))
  // And without saying which version was seen, by what is open then.
  const other = await sent()
  const both = await Promise.all([step(anna, other, 'withdraw'), step(bela, other, 'withdraw')])
  assert.equal(both[0].status + both[1].status, 201 + 409)
  assert.equal(both.find(({ status }) => status === 409)!.body.code, 'records.not_open')
})

test('answers are held against the form, and nothing is recorded that is still to happen', async () => {
  const id = await sent()
  assert.deepEqual((await step(carl, id, 'answer')).body.code, 'records.invalid_answers')
  const foreign = await step(carl, id, 'answer', { other: { value: 'x' } })
  assert.equal(foreign.body.code, 'records.invalid_answers')
  const body = { id: newId(), step: 'withdraw', happenedAt: '2026-12-24T09:00:00Z' }
  assert.equal((await ask(anna, 'POST', `/${id}/steps`, body)).body.code, 'records.in_future')
  assert.equal((await step(anna, id, 'fly')).body.code, 'records.unknown_step')
})

test('a clock follows from what the request is, stands still while the other side is asked, and runs out once', async () => {
  clock.set('2026-11-24T09:00:00Z')
  const id = await sent(true)
  const due = async () => (await ask(anna, 'GET', `/${id}`)).body.clocks[0]?.dueAt
  assert.equal(await due(), '2026-11-24T13:00:00.000Z')
  clock.set('2026-11-24T10:00:00Z')
  await step(carl, id, 'ask_more', words('Which languages?').answers)
  assert.equal(await due(), null)
  clock.set('2026-11-24T15:00:00Z')
  assert.equal(await takeDueSteps(of), 0)
  await step(anna, id, 'give_more', words('Arabic.').answers)
  assert.equal(await due(), '2026-11-24T18:00:00.000Z')
  clock.set('2026-11-24T18:00:00Z')
  const both = await Promise.all([takeDueSteps(of), takeDueSteps(of)])
  assert.equal(both[0] + both[1], 1)
  const { state, turn, steps } = (await ask(carl, 'GET', `/${id}`)).body
  assert.deepEqual([state, turn, steps.at(-1)?.party], ['expired', null, 'system'])
})

test('whose turn it is has a task, due when their clock ends, and nobody else has', async () => {
  clock.set('2026-11-25T09:00:00Z')
  const id = await sent()
  const tasks = async (who: Person) => (await requestTasks(of, to, who)).filter(({ about }) => about.id === id)
  assert.deepEqual(await tasks(anna), [])
  assert.deepEqual(await tasks(dora), [])
  assert.deepEqual(
    (await tasks(carl)).map(({ kind, about, dueAt, details }) => [kind, about.kind, dueAt, details['state']]),
    [['request_turn', 'trial.question', '2026-11-27T09:00:00.000Z', 'sent']],
  )
  const draft = await drafted()
  const waits = (who: Person) => requestTasks(of, to, who)
  assert.ok(
    (await waits(bela)).some(({ about }) => about.id === draft),
    'it is the second person who can go on',
  )
})

test('where a request is settled nothing waits, unless a clock of theirs runs', async () => {
  const draft = await drafted()
  const settled = (states: Partial<typeof question.states>) => ({
    ...of,
    kind: { ...question, states: { ...question.states, ...states } },
  })
  const waits = async (kind: RequestsOf, who: Person, id: string) =>
    (await requestTasks(kind, to, who)).some(({ about }) => about.id === id)
  assert.ok(await waits(of, bela, draft))
  assert.ok(!(await waits(settled({ draft: { ...question.states.draft, isSettled: true } }), bela, draft)))
  const id = await sent()
  assert.ok(await waits(settled({ sent: { ...question.states.sent, isSettled: true } }), carl, id), 'its clock runs')
})

test('who can only take back what they did has no task', async () => {
  const draft = await drafted()
  const waits = async (kind: RequestsOf, who: Person) =>
    (await requestTasks(kind, to, who)).some(({ about }) => about.id === draft)
  const steps = { ...question.steps, withdraw: { ...question.steps.withdraw, retreats: true } as const }
  const retreats = { ...of, kind: { ...question, steps } }
  assert.deepEqual(
    [await waits(of, anna), await waits(retreats, anna), await waits(retreats, bela)],
    [true, false, true],
  )
})

test('every row is what a replay of its log gives', async () => {
  const rows = await readInScope(db, systemScope('DL'), (trx) =>
    requestTables(trx, 'trial').selectFrom('request').selectAll().where('erased_at', 'is', null).execute(),
  )
  assert.ok(rows.length >= 8)
  for (const { id } of rows) {
    const { row, log } = unwrap(await readInScope(db, systemScope('DL'), (trx) => loadRequest(trx, of, id)))
    const replayed = requestAfter(question, log.map(toTakenStep))
    const derived = deriveRequest(of, replayed, row.parties, row.facts, log.at(-1)!.recorded_at as Instant)
    for (const column of Object.keys(derived) as (keyof typeof derived)[]) {
      assert.deepEqual(row[column], derived[column], column)
    }
  }
})

test('nobody but a party writes a step, in nobody’s name but their own, and none is changed', async () => {
  const id = await sent()
  const copy = (who: Person, actor: string) =>
    inside(who, async (trx) => {
      await sql`
        insert into trial.request_step
        select ${newId()}, request_id, 99, step, party, sealed_payload, ${actor}, ${who.agencyId}, happened_at, device_time,
          recorded_at, previous_hash, hash from trial.request_step where request_id = ${id} limit 1`.execute(trx)
      return ok(undefined)
    })
  await assert.rejects(copy(anna, bela.userId), /row-level security/)
  await copy(dora, dora.userId)
  const count = await readInScope(db, systemScope('DL'), (trx) =>
    sql<{ count: number }>`select count(*)::int as count from trial.request_step where sequence = 99`.execute(trx),
  )
  assert.equal(count.rows[0]?.count, 0, 'a stranger finds nothing to copy')
  await assert.rejects(sql`update trial.request_step set step = 'answer'`.execute(owner), /not changed/)
})

test('what was recorded verifies; a step that was changed, or a log that was turned back, is found', async () => {
  const id = await sent()
  const verified = await verifyRequests(of, db)
  assert.equal(verified.broken, undefined)
  assert.ok(verified.steps > verified.requests)
  await owner.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`update trial.request_step set party = 'asked' where request_id = ${id} and sequence = 2`.execute(trx)
  })
  assert.deepEqual((await verifyRequests(of, db)).broken, { requestId: id, break: { brokenAt: 2, reason: 'hash' } })
  await owner.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`update trial.request_step set party = 'asker' where request_id = ${id} and sequence = 2`.execute(trx)
    await sql`delete from trial.request_step where request_id = ${id} and sequence = 3`.execute(trx)
    await sql`
      update trial.request set sequence = 2, state = 'approved',
        head_hash = (select hash from trial.request_step where request_id = ${id} and sequence = 2)
      where id = ${id}`.execute(trx)
  })
  assert.deepEqual((await verifyRequests(of, db)).broken, {
    requestId: id,
    break: { brokenAt: 3, reason: 'behind_audit' },
  })
  await owner.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`delete from trial.request_step where request_id = ${id}`.execute(trx)
    await sql`delete from trial.request where id = ${id}`.execute(trx)
  })
  assert.deepEqual((await verifyRequests(of, db)).broken, { requestId: id, break: { brokenAt: 1, reason: 'gone' } })
})

test('every request is read, of whatever kind: one that was given another kind does not hold, and one that is gone is missed', async () => {
  const id = await drafted()
  const tamper = (statement: ReturnType<typeof sql>) =>
    owner.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx)
      await statement.execute(trx)
    })
  // What the test before this one took away stays gone.
  const gone = (await verifyRequestLogs(db)).broken!
  assert.equal(gone.break.reason, 'gone')
  const put = (kind: string) => tamper(sql`update trial.request set kind = ${kind} where id = ${id}`)
  await put('trial.another')
  assert.equal((await verifyRequestLogs(db)).broken?.requestId, id)
  await put(question.kind)
  assert.deepEqual((await verifyRequestLogs(db)).broken, gone)
})

test('erasing the person takes the request from everybody, destroys its key, and its chain goes on verifying', async () => {
  const fileId = newId()
  const id = await drafted(fileId)
  const erases = requestErases(of)
  unwrap(
    await inScope(db, systemScope('DL'), async (trx) => {
      await erases.erase(trx, { personId: newId(), fileIds: [fileId], how: 'asked' })
      return ok(undefined)
    }),
  )
  assert.equal((await ask(anna, 'GET', `/${id}`)).status, 404)
  assert.equal((await step(anna, id, 'withdraw')).status, 404)
  const left = await readInScope(db, systemScope('DL'), async (trx) => ({
    row: await requestTables(trx, 'trial').selectFrom('request').selectAll().where('id', '=', id).executeTakeFirst(),
    key: await vault.personKey(trx, id),
    open: await loadRequest(trx, of, id),
  }))
  assert.deepEqual([left.row?.file_id, left.row?.facts, left.row?.clocks], [null, {}, {}])
  assert.deepEqual([left.key.ok, left.open.ok], [false, false])
  const broken = (await verifyRequests(of, db)).broken
  assert.notEqual(broken?.requestId, id)
})

const passed = (id: string, fileId: string, agencyId = stranger, stepId: string = newId()) =>
  inScope(db, systemScope('DL'), (trx) =>
    takeStep(trx, of, SYSTEM, id, {
      id: stepId,
      step: 'pass_on',
      happenedAt: asInstant(now()),
      payload: { answers: {} },
      passesTo: { agencyId, fileId },
    }),
  )

test('a party passes to another agency: who leaves finds nothing, who comes goes on with it under a file of their own', async () => {
  const fileId = newId()
  const id = await drafted()
  await step(anna, id, 'amend', words('For two of hers?').answers)
  await step(bela, id, 'approve')
  await step(anna, id, 'send')
  const stepId = newId()
  assert.equal(unwrap(await passed(id, fileId, stranger, stepId)).already, false)
  assert.equal(unwrap(await passed(id, fileId, stranger, stepId)).already, true, 'sent twice it passes once')
  assert.equal((await passed(id, newId(), stranger, stepId)).ok, false, 'the same id with another file')
  assert.equal((await ask(anna, 'GET', `/${id}`)).status, 404)
  assert.equal((await step(anna, id, 'withdraw')).status, 404)
  const shown = (await ask(dora, 'GET', `/${id}`)).body
  assert.deepEqual(
    shown.steps.map(({ step: name, by }) => [name, by]),
    [
      ['draft', null],
      ['approve', null],
      ['send', null],
      ['pass_on', null],
    ],
    'neither what was said inside nor by whom',
  )
  assert.deepEqual([shown.parties['asker'], shown.you], [stranger, ['asker']])
  assert.equal((await ask(carl, 'GET', `/${id}`)).body.parties['asker'], stranger)
  const row = await readInScope(db, systemScope('DL'), (trx) =>
    requestTables(trx, 'trial').selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
  assert.deepEqual([row.file_id, row.agencies.toSorted()], [fileId, [stranger, clinic].toSorted()])
  assert.notEqual((await verifyRequests(of, db)).broken?.requestId, id)
  await step(carl, id, 'ask_more', words('Which languages?').answers)
  assert.equal((await step(dora, id, 'give_more', words('Arabic.').answers)).status, 201)
})

test('a step of who leaves and the passing at once: it counts before, or not at all', async () => {
  for (let times = 0; times < 5; times += 1) {
    const id = await sent()
    const [withdrawn, moved] = await Promise.all([step(anna, id, 'withdraw'), passed(id, newId())])
    assert.equal(withdrawn.status === 201, !moved.ok)
    assert.ok(withdrawn.status === 201 || withdrawn.status === 404, String(withdrawn.status))
  }
})

test('no party passes but by a step of the platform’s', async () => {
  const id = await sent()
  const change = (who: Scope, more: object) =>
    inScope(db, who, async (trx) => {
      const row = await requestTables(trx, 'trial')
        .updateTable('request')
        .set({ agencies: [stranger, clinic], seen_by: [stranger, clinic], ...more })
        .where('id', '=', id)
        .executeTakeFirst()
      return ok(row)
    })
  await assert.rejects(change(systemScope('DL'), {}), /passes with a step/)
  await assert.rejects(change(to.scopeOf(carl), { sequence: 99 }), /passes with a step/)
  assert.equal((await step(dora, id, 'pass_on')).status, 404)
  assert.equal((await step(anna, id, 'pass_on')).body.code, 'records.not_open', 'it is no person’s to take')
  await assert.rejects(
    inScope(db, systemScope('DL'), (trx) =>
      takeStep(trx, of, SYSTEM, id, {
        id: newId(),
        step: 'pass_on',
        happenedAt: asInstant(now()),
        payload: { answers: {} },
      }),
    ),
    /to whom/,
  )
})

test('a request in the log and a step outside of its transaction stand or fall together', async () => {
  const id = await sent()
  const failing: RequestsOf = {
    ...of,
    onTaken: async () => {
      throw new Error('the file is closed')
    },
  }
  const sending = { id: newId(), step: 'withdraw', happenedAt: asInstant(now()), payload: { answers: {} } }
  await assert.rejects(
    inside(anna, (trx) => takeStep(trx, failing, to.actorOf(anna), id, sending)),
    /the file is closed/,
  )
  assert.equal((await ask(anna, 'GET', `/${id}`)).body.state, 'sent')
})
