import assert from 'node:assert/strict'
import { webcrypto } from 'node:crypto'
import { test } from 'node:test'
import { addDays, asPlainDate, newId } from '@gloact/kernel'
import { systemScope, readInScope } from '@gloact/postgres'
import { findLeaks } from '@gloact/vault/testing'
import { sql } from 'kysely'
import type { ResultsView } from '../contract/tests.ts'
import { fromBase64Url, verifyCertificate } from '../domain/certificate.ts'
import {
  answersOf,
  ask,
  clinic,
  clock,
  db,
  module,
  office,
  open,
  owner,
  page,
  person,
  phone,
  planned,
  police,
  principal,
  running,
  take,
  vault,
} from './testing/training-stage.ts'
import { MOST_TRIES } from './try-code.ts'

test('an agency nominates its own staff for a published event, and sees nobody else’s', async () => {
  const event = await planned()
  const asPolice = { agency: police, role: 'supervisor' }
  assert.equal(
    (await ask('POST', `events/${event.id}/nominations`, person('A'), asPolice)).body.code,
    'training.unknown',
  )
  assert.equal((await ask('POST', `events/${event.id}/publish`)).status, 200)
  const nominee = person('Aigul Sadyrova')
  for (let times = 0; times < 2; times += 1) {
    assert.equal((await ask('POST', `events/${event.id}/nominations`, nominee, asPolice)).status, 201)
  }
  const again = { ...nominee, id: newId() }
  assert.equal(
    (await ask('POST', `events/${event.id}/nominations`, again, asPolice)).body.code,
    'training.already_nominated',
  )
  await ask(
    'POST',
    `events/${event.id}/nominations`,
    person('Somebody Else', { profession: 'judge', yearsInPost: 1 }),
    {
      agency: clinic,
      role: 'supervisor',
    },
  )
  assert.deepEqual(
    (await page(event.id, asPolice)).nominations.map(({ name }) => name),
    ['Aigul Sadyrova'],
  )
  const all = (await page(event.id)).nominations
  assert.deepEqual(
    all.map(({ name, employer, unmet }) => [name, employer, unmet]),
    [
      ['Aigul Sadyrova', 'Police', []],
      ['Somebody Else', 'Clinic', ['profession', 'years_in_post']],
    ],
  )
  clock.set('2026-11-22T08:00:00Z')
  const late = await ask('POST', `events/${event.id}/nominations`, person('Late'), asPolice)
  assert.equal(late.body.code, 'training.nominations_closed')
  clock.set('2026-11-20T08:00:00Z')
})

test('a selection has a reason that fits, seats are not overbooked, and the latest decision holds', async () => {
  const event = await planned()
  const people = [person('A'), person('B'), person('C')]
  for (const each of people) await ask('POST', `events/${event.id}/nominations`, each)
  const decide = (at: number, decision: string, reason: string, id = newId()) =>
    ask('POST', `nominations/${people[at]!.id}/decisions`, { id, decision, reason })
  assert.equal((await decide(0, 'selected', 'seats_taken')).body.code, 'training.reason_does_not_fit')
  const first = newId()
  assert.equal((await decide(0, 'selected', 'meets_criteria', first)).status, 200)
  assert.equal((await decide(0, 'selected', 'meets_criteria', first)).status, 200)
  assert.equal((await decide(1, 'selected', 'keeps_balance')).status, 200)
  assert.equal((await decide(2, 'selected', 'meets_criteria')).body.code, 'training.seats_taken')
  assert.equal((await decide(2, 'waiting', 'seats_taken')).status, 200)
  assert.equal((await decide(0, 'not_selected', 'leaves_post_soon')).status, 200)
  assert.equal((await decide(2, 'selected', 'replaces_someone')).status, 200)
  const { nominations, participants } = await page(event.id)
  assert.deepEqual(
    nominations.map(({ decision }) => decision),
    ['not_selected', 'selected', 'selected'],
  )
  assert.deepEqual(participants.map(({ name }) => name).toSorted(), ['B', 'C'])
})

test('two who decide at once about the last seat do not both get it', async () => {
  const event = await planned({ seats: 1 })
  const people = [person('A'), person('B')]
  for (const each of people) await ask('POST', `events/${event.id}/nominations`, each)
  const answers = await Promise.all(
    people.map(({ id }) =>
      ask('POST', `nominations/${id}/decisions`, { id: newId(), decision: 'selected', reason: 'meets_criteria' }),
    ),
  )
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  )
})

test('a code opens what is open, records attendance once, and says nothing of which answer is right', async () => {
  const { code, sessions, tests, id } = await running('Code Owner')
  const closed = await take(code)
  assert.deepEqual([closed.status, closed.body.attended, closed.body.tests], [200, [], []])
  await ask('POST', `sessions/${sessions[0]}/state`, { open: true }, { role: 'trainer' })
  assert.deepEqual((await take(code.toLowerCase().replaceAll('-', ' '))).body.attended, ['Day one'])
  assert.deepEqual((await take(code)).body.attended, ['Day one'])
  await open(tests[0]!.id)
  const shown = await take(code)
  assert.equal(shown.body.tests[0]?.questions.length, 4)
  for (const word of ['correct', 'weight', 'feedback', 'answers', 'Code Owner', 'police.example']) {
    assert.ok(!JSON.stringify(shown.body).includes(word), word)
  }
  const row = (await page(id)).participants[0]!
  assert.deepEqual(row.sessions, [{ sessionId: sessions[0], how: 'code' }])
  // What the facilitator took back stays taken back, whatever the phone asks.
  const back = { participantId: row.id, present: false, how: 'facilitator' }
  assert.equal((await ask('POST', `sessions/${sessions[0]}/attendance`, back)).status, 200)
  assert.deepEqual((await take(code)).body.attended, [])
})

test('answers sent twice count once, a second attempt does not count, and the test is marked here', async () => {
  const { code, tests, sessions, id } = await running('Aziz')
  await ask('POST', `sessions/${sessions[0]}/state`, { open: true })
  await open(tests[0]!.id)
  const pre = (await take(code)).body.tests[0]!
  const sending = { code, id: newId(), testId: pre.id, answers: answersOf(pre, 1) }
  const [one, two] = await Promise.all([1, 2].map(() => ask('POST', 'take-part/answers', sending, phone)))
  assert.deepEqual([one!.status, two!.status], [200, 200])
  const other = await ask('POST', 'take-part/answers', { ...sending, answers: answersOf(pre, 4) }, phone)
  assert.equal(other.body.code, 'training.id_used')
  const second = await ask('POST', 'take-part/answers', { ...sending, id: newId(), answers: answersOf(pre, 4) }, phone)
  assert.equal(second.body.code, 'training.already_answered')
  assert.deepEqual(
    (await take(code)).body.tests.map(({ state, questions }) => [state, questions.length]),
    [['answered', 0]],
  )
  await open(tests[1]!.id)
  const post = (await take(code)).body.tests[1]!
  await ask('POST', 'take-part/answers', { code, id: newId(), testId: post.id, answers: answersOf(post, 3) }, phone)
  const results = (await ask<ResultsView>('GET', `events/${id}/results`)).body
  assert.deepEqual([results.attended, results.paired], [1, 1])
  assert.deepEqual(
    [results.comparable, results.gain],
    [false, { n: 0, mean: null }],
    'two forms, and nobody shows them equal',
  )
  assert.deepEqual(results.passed, { n: 1, count: 1, share: 1 })
  assert.equal(results.items.length, 8)
  assert.deepEqual([...new Set(results.items.map(({ discrimination }) => discrimination))], [null])
  assert.equal((await ask('POST', `events/${id}/tests`, { bankId: newId(), perForm: 4 })).body.code, 'training.unknown')
})

test('a phone that was away for a while is still heard after the test was closed, and not a day later', async () => {
  const { code, tests } = await running('Away')
  await open(tests[0]!.id)
  const pre = (await take(code)).body.tests[0]!
  await open(tests[0]!.id, false)
  clock.set('2026-11-21T08:00:00Z')
  const sending = { code, id: newId(), testId: pre.id, answers: answersOf(pre, 2) }
  assert.equal((await ask('POST', 'take-part/answers', sending, phone)).body.code, 'training.test_closed')
  clock.set('2026-11-20T08:20:00Z')
  assert.equal((await ask('POST', 'take-part/answers', sending, phone)).status, 200)
  clock.set('2026-11-20T08:00:00Z')
})

test('a code tried a thousand times opens nothing: none, malformed and withdrawn are one answer, then everybody there waits', async () => {
  const { code, nominee } = await running('Withdrawn')
  await ask('POST', `nominations/${nominee.id}/decisions`, {
    id: newId(),
    decision: 'not_selected',
    reason: 'attended_before',
  })
  const from = '10.9.9.9'
  const guess = async (typed: string) => (await take(typed, { role: null, from })).body.code
  assert.deepEqual(await Promise.all(['22222-22222', 'x', code].map(guess)), Array(3).fill('training.no_such_code'))
  const other = await running('Still Here')
  const answers: string[] = []
  for (let tries = 0; tries < 1000; tries += 1)
    answers.push(await guess(`2222222${String(tries).padStart(3, '2').replaceAll(/[01]/g, '2')}`))
  assert.equal(answers.filter((answer) => answer === 'training.no_such_code').length, MOST_TRIES - 3)
  assert.equal(answers.at(-1), 'training.too_many_tries')
  assert.equal(await guess(other.code), 'training.too_many_tries', 'the right one waits as well')
  assert.equal((await take(other.code)).status, 200, 'from elsewhere it opens')
  clock.set('2026-11-20T08:11:00Z')
  assert.equal((await take(other.code, { role: null, from })).status, 200)
  clock.set('2026-11-20T08:00:00Z')
})

test('a certificate is signed, printed, verified without the server and by its code, and says when it was revoked', async () => {
  const { id, code, sessions } = await running('Nurgul Асанова')
  assert.equal((await ask('POST', `events/${id}/certificates`)).body.code, 'training.nobody_to_certify')
  await ask('POST', `sessions/${sessions[0]}/state`, { open: true })
  await take(code)
  assert.equal((await ask<{ issued: number }>('POST', `events/${id}/certificates`)).body.issued, 1)
  assert.equal((await ask('POST', `events/${id}/certificates`)).body.code, 'training.nobody_to_certify')
  const certificate = (await page(id)).participants[0]!.certificate!
  const pdf = await ask('GET', `certificates/${certificate.id}/pdf`)
  assert.ok(pdf.raw.subarray(0, 5).toString() === '%PDF-')
  const kept = await keptCertificate(certificate.id)
  const { keys } = (await ask<{ keys: { keyId: string; publicKey: string }[] }>('GET', 'issuer-keys', undefined, phone))
    .body
  const verified = await verifyCertificate(
    kept.token,
    new Map(keys.map(({ keyId, publicKey }) => [keyId, publicKey])),
    async (publicKey, signature, bytes) => {
      const raw = Buffer.from(fromBase64Url(publicKey)!)
      const key = await webcrypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify'])
      return webcrypto.subtle.verify({ name: 'Ed25519' }, key, Buffer.from(signature), Buffer.from(bytes))
    },
  )
  assert.ok(verified.state === 'genuine' && verified.content.name === 'Nurgul Асанова')
  const check = () => ask<{ state: string; name: string }>('POST', 'certificate-checks', { code: kept.code }, phone)
  assert.deepEqual([(await check()).body.state, (await check()).body.name], ['valid', 'Nurgul Асанова'])
  for (let times = 0; times < 2; times += 1)
    assert.equal((await ask('POST', `certificates/${certificate.id}/revoke`)).status, 200)
  assert.equal((await check()).body.state, 'revoked')
  assert.equal((await ask('GET', `certificates/${certificate.id}/pdf`)).body.code, 'training.unknown')
  assert.equal(
    (await ask('POST', 'certificate-checks', { code: '22222-22222-22222' }, phone)).body.code,
    'training.no_such_code',
  )
})

async function keptCertificate(id: string): Promise<{ token: string; code: string }> {
  const key = await vault.wordKey(db, 'DL')
  return readInScope(db, systemScope('DL'), async (trx) => {
    const { rows } = await sql<{
      sealed: Uint8Array
    }>`select sealed from training.certificate where id = ${id}`.execute(trx)
    return key.unseal(`training.certificate.sealed:${id}`, rows[0]!.sealed) as { token: string; code: string }
  })
}

test('while an event is under way, those who run it find attendance among their tasks', async () => {
  const { id } = await running('Under way')
  const now = clock.now()
  const tasks = async (role: string) =>
    ((await module.tasks?.(principal(office, role))) ?? [])
      .filter(({ about }) => about.id === id)
      .map(({ kind, details, dueAt }) => [kind, details['count'], dueAt])
  const { event } = await page(id)
  for (const [day, expected] of [
    [addDays(asPlainDate(event.startsOn), -1), []],
    [event.startsOn, [['attendance', 1, `${event.endsOn}T12:00:00.000Z`]]],
    [event.endsOn, [['attendance', 1, `${event.endsOn}T12:00:00.000Z`]]],
    [addDays(asPlainDate(event.endsOn), 1), []],
  ] as const) {
    clock.set(`${day}T08:00:00Z`)
    for (const role of ['trainer', 'training_officer']) assert.deepEqual(await tasks(role), expected, `${role} ${day}`)
  }
  assert.deepEqual(await tasks('supervisor'), [])
  clock.set(now)
})

test('months later a code asks again, in its window and once', async () => {
  const { code, sessions, id } = await running('Later')
  await ask('POST', `sessions/${sessions[0]}/state`, { open: true })
  await take(code)
  const answer = {
    code,
    id: newId(),
    uses: 'yes',
    inPost: true,
    barriers: ['no_cases'],
    example: 'Used it at the port.',
  }
  assert.equal((await ask('POST', 'take-part/follow-up', answer, phone)).body.code, 'training.no_follow_up')
  clock.set('2027-05-28T08:00:00Z')
  assert.equal((await take(code)).body.followUp, 'due')
  const tasks = async () =>
    (await module.tasks?.(principal(office, 'training_officer')))?.filter(({ about }) => about.id === id)
  assert.deepEqual(
    (await tasks())?.map(({ kind, details }) => [kind, details['count']]),
    [['follow_up', 1]],
  )
  for (let times = 0; times < 2; times += 1) {
    assert.equal((await ask('POST', 'take-part/follow-up', answer, phone)).status, 200)
  }
  assert.equal((await take(code)).body.followUp, 'answered')
  assert.deepEqual(await tasks(), [])
  clock.set('2026-11-20T08:00:00Z')
})

test('who may not is refused, and another agency’s event looks like none', async () => {
  const { id, sessions, tests } = await running('Hidden')
  for (const role of ['caseworker', 'administrator', 'analyst']) {
    assert.equal((await ask('GET', 'events', undefined, { role })).status, 403, role)
    assert.equal((await ask('GET', `events/${id}`, undefined, { role })).status, 403, role)
  }
  assert.equal((await ask('GET', 'events', undefined, phone)).status, 401)
  const other = { agency: clinic }
  const none = newId()
  for (const [method, path] of [
    ['GET', 'events/:id'],
    ['GET', 'events/:id/results'],
    ['POST', 'events/:id/invitations'],
    ['POST', 'events/:id/certificates'],
    ['POST', 'events/:id/publish'],
  ] as const) {
    const theirs = await ask(method, path.replace(':id', id), undefined, other)
    const nothing = await ask(method, path.replace(':id', none), undefined, other)
    assert.deepEqual([theirs.status, theirs.body.code], [404, 'training.unknown'], path)
    assert.deepEqual([nothing.status, nothing.body.code], [404, 'training.unknown'], path)
  }
  assert.equal((await ask('POST', `sessions/${sessions[0]}/state`, { open: true }, other)).status, 404)
  assert.equal((await ask('POST', `tests/${tests[0]!.id}/state`, { open: true }, other)).status, 404)
  assert.equal((await ask('POST', `events/${id}/certificates`, undefined, { role: 'trainer' })).status, 403)
  // A supervisor is given an event as it is announced: no participant, no count, no test.
  const announced = await page(id, { agency: clinic, role: 'supervisor' })
  assert.deepEqual(
    [announced.participants, announced.tests, announced.nominations, announced.event.counts],
    [[], [], [], null],
  )
})

test('a bank is imported once, its findings named; one without a question that can be used is refused', async () => {
  const bank = { id: newId(), title: 'B', language: 'en', text: '::A::So?{T}\n\n::B::Which?{~a ~b}' }
  for (let times = 0; times < 2; times += 1) {
    const { status, body } = await ask<{ questions: number; findings: { line: number; code: string }[] }>(
      'POST',
      'banks',
      bank,
    )
    assert.equal(status, 201)
    assert.deepEqual(
      [body.questions, body.findings.map(({ line, code }) => [line, code])],
      [1, [[3, 'no_right_answer']]],
    )
  }
  assert.equal((await ask('POST', 'banks', { ...bank, text: 'Other?{T}' })).body.code, 'training.id_used')
  assert.equal(
    (await ask('POST', 'banks', { ...bank, id: newId(), text: 'Nothing.' })).body.code,
    'training.bank_empty',
  )
  const event = await planned()
  assert.equal(
    (await ask('POST', `events/${event.id}/tests`, { bankId: bank.id, perForm: 5 })).body.code,
    'training.bank_too_small',
  )
})

test('one person at two events is one person, two entries and as many days; the register has one line for them', async () => {
  const before = (await ask<Totals>('GET', 'events')).body.totals
  const somebody = person('Twice Trained')
  for (let times = 0; times < 2; times += 1) {
    const event = await planned()
    const nominee = { ...somebody, id: newId() }
    assert.equal((await ask('POST', `events/${event.id}/nominations`, nominee)).status, 201)
    await ask('POST', `nominations/${nominee.id}/decisions`, {
      id: newId(),
      decision: 'selected',
      reason: 'meets_criteria',
    })
    const [row] = (await page(event.id)).participants
    for (const session of event.sessions) {
      const there = { participantId: row!.id, present: true, how: 'list' }
      assert.equal((await ask('POST', `sessions/${session}/attendance`, there)).status, 200)
    }
  }
  const after = (await ask<Totals>('GET', 'events')).body.totals
  assert.deepEqual(
    [after.people - before.people, after.entries - before.entries, after.participantDays - before.participantDays],
    [1, 2, 4],
  )
  const { items } = (await ask<{ items: { name: string; events: number }[] }>('GET', 'practitioners')).body
  assert.deepEqual(
    items.filter(({ name }) => name === 'Twice Trained').map(({ events }) => events),
    [2],
  )
  assert.deepEqual(
    (await ask<{ items: object[] }>('GET', 'practitioners', undefined, { agency: clinic })).body.items,
    [],
  )
  assert.equal((await ask('GET', 'practitioners', undefined, { role: 'supervisor' })).status, 403)
})

interface Totals {
  readonly totals: { readonly people: number; readonly entries: number; readonly participantDays: number }
}

test('names, contacts, answers, codes and examples lie sealed', async () => {
  const { rows: found } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'training' and table_type = 'BASE TABLE'`.execute(
    owner,
  )
  assert.ok(found.length >= 16)
  const texts: Record<string, string> = {}
  for (const { name } of found) {
    const { rows } = await sql<{
      row: string
    }>`select to_jsonb(t)::text as row from ${sql.table(`training.${name}`)} t`.execute(owner)
    texts[name] = rows.map(({ row }) => row).join('\n')
  }
  const secrets = ['Aigul Sadyrova', 'Nurgul Асанова', 'police.example', 'Used it at the port']
  const { leaks, bytes } = findLeaks({ secrets, texts })
  assert.ok(bytes > 10_000)
  assert.deepEqual(leaks, [])
})
