import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, ok } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { requestErases, verifyRequests } from '@gloact/records/server'
import { findLeaks } from '@gloact/vault/testing'
import { sql } from 'kysely'
import { matchAll } from './find-matches.ts'
import { forgetRequests } from './forget-requests.ts'
import { letterDay } from './requests.ts'
import { findingsOf } from './traced-by.ts'
import {
  ADULT_HEARD,
  AGENCIES,
  CHILD_HEARD,
  CONTACT,
  FINDING,
  PEOPLE,
  type Said,
  type Who,
  ask,
  childOf,
  context,
  db,
  follow,
  matchesOf,
  timeNow,
  part,
  registerChild,
  registerRequest,
  requestFor,
  say,
  sideOf,
  stateOf,
  step,
  vault,
  setNow,
  OF_AGE,
} from './testing/tracing-stage.ts'

// Ten children are known; the stories use the first of them.
const SUBJECTS = new Map<number, string>()
test('children say of their families, once each, and only of files that are the asker’s', async () => {
  for (let number = 1; number <= 10; number++) SUBJECTS.set(number, await registerChild(number))
  await follow()
  const again = await ask('officer', 'POST', 'children', {
    id: newId(),
    stepId: newId(),
    happenedAt: timeNow(),
    answers: say(sideOf(1)),
    fileId: childOf(1).fileId,
  })
  assert.equal(again.body.code, 'children.traced_already')
  const foreign = await ask('elsewhere', 'POST', 'children', {
    id: newId(),
    stepId: newId(),
    happenedAt: timeNow(),
    answers: say(sideOf(1)),
    fileId: childOf(1).fileId,
  })
  assert.equal(foreign.body.code, 'children.no_child')
  assert.equal((await ask('guardian', 'GET', 'children')).status, 403)
  assert.equal((await ask('elsewhere', 'GET', `children/${SUBJECTS.get(1)!}`)).status, 404)
})

test('a request in another script finds the child, by a probability with reasons, and the desk is told nothing', async () => {
  const { id, answered } = await registerRequest(requestFor(1))
  assert.deepEqual(Object.keys(answered.body), ['sentence', 'writesOn'])
  await follow()
  assert.equal(await stateOf(id), 'searching')
  const [best] = await matchesOf(id)
  assert.ok(best!.probability > 0.8, String(best!.probability))
  const { body } = await ask('officer', 'GET', `matches/${best!.id}`)
  assert.equal(body.child['given_name'], 'لين / Leen')
  assert.equal(body.request['given_name'], 'لين')
  assert.ok(body.reasons.some(({ field, how }) => field === 'given_name' && how === 'same'))
  assert.ok(body.nobody + body.probability <= 1.001)
  // What only the family knows is in no suggestion.
  assert.ok(!JSON.stringify(body).includes('crescent'))
  // The desk that took it, the guardian and another agency: nothing is there.
  for (const who of ['desk', 'guardian'] as const)
    assert.equal((await ask(who, 'GET', `matches/${best!.id}`)).status, 403)
  assert.equal((await ask('elsewhere', 'GET', `matches/${best!.id}`)).status, 404)
  assert.deepEqual((await matchesOf(id, 'open', 'elsewhere')).length, 0)
})

test('the person who asks is answered the same, byte for byte, whether or not there is a child', async () => {
  const known = await registerRequest(requestFor(2))
  const unknown = await registerRequest(
    requestFor(2, {
      relative_name: 'Ngozi',
      given_name: 'Chidi',
      family_name: 'Okafor',
      father_name: 'Emeka',
      mother_name: 'Ngozi',
      siblings: 'Ada',
      citizenship: 'NG',
      origin: 'Enugu',
      separation_place: 'Agadez',
      telephone: '+447700900999',
      paper_number: 'P-none',
    }),
  )
  const held = await registerRequest(
    requestFor(2, { said: 'Where is she?', telephone: '+447700900998', paper_number: 'P-h' }),
  )
  assert.equal(known.answered.text, unknown.answered.text)
  assert.equal(known.answered.text, held.answered.text)
  await follow()
  assert.deepEqual(await Promise.all([known, unknown, held].map(({ id }) => stateOf(id))), [
    'searching',
    'searching',
    'held',
  ])
  assert.ok((await matchesOf(known.id)).length > 0)
  assert.equal((await matchesOf(unknown.id)).length, 0)
  // What the desk reads of each differs in what was entered, and in nothing else.
  const shown = await Promise.all([known, unknown, held].map(({ id }) => ask('desk', 'GET', `requests/${id}`)))
  const bare = shown.map(({ body }) => ({
    ...body,
    id: '',
    openedAt: '',
    changedAt: '',
    steps: body.steps.map(({ step: name }) => name),
  }))
  assert.deepEqual(bare[0], bare[1])
  assert.deepEqual(bare[0], bare[2])
  assert.equal(bare[0]!.state, 'received')
  const listed = (await ask('desk', 'GET', 'requests')).body.items.filter(({ id }) =>
    [known.id, unknown.id, held.id].includes(id),
  )
  for (const { state, suggestions, probability, dueAt } of listed)
    assert.deepEqual([state, suggestions, probability, dueAt], ['received', 0, null, null])
  assert.deepEqual((await ask('desk', 'GET', 'requests?list=held')).body.items, [])
  assert.ok((await ask('officer', 'GET', 'requests?list=held')).body.items.some(({ id }) => id === held.id))
})

test('the list of those who judge has new suggestions first', async () => {
  const { items } = (await ask('officer', 'GET', 'requests')).body
  const probabilities = items.map(({ probability }) => probability ?? -1)
  assert.ok(probabilities[0]! > 0)
  assert.deepEqual(
    probabilities,
    probabilities.toSorted((a, b) => b - a),
  )
})

test('a held request is reviewed by somebody who did not enter it, and searched for afterwards', async () => {
  const { id } = await registerRequest(
    requestFor(3, { said: 'Send me her address please', telephone: '+447700900111', paper_number: 'P-3x' }),
    'officer',
  )
  await follow()
  assert.equal(await stateOf(id), 'held')
  // Anyone who entered it sees of the hold as little as any desk.
  const own = await ask('officer', 'GET', `requests/${id}`)
  assert.deepEqual([own.body.state, own.body.signs], ['received', []])
  assert.equal((await step('officer', `requests/${id}`, 'clear', { why: 'mine' })).body.code, 'records.not_open')
  assert.equal((await step('desk', `requests/${id}`, 'clear', { why: 'x' })).body.code, 'records.not_open')
  assert.deepEqual((await ask('second', 'GET', `requests/${id}`)).body.signs, ['asks_where'])
  const isTold = async (who: Who) => (await part.tasks(PEOPLE[who])).some(({ about }) => about.id === id)
  assert.deepEqual([await isTold('second'), await isTold('officer'), await isTold('desk')], [true, false, false])
  assert.equal((await matchesOf(id, 'open', 'second')).length, 0, 'nothing is searched for meanwhile')
  assert.equal(
    (await step('second', `requests/${id}`, 'clear', { why: 'A mother, and she was told why not.' })).status,
    201,
  )
  await follow()
  const [best] = await matchesOf(id, 'open', 'second')
  assert.ok(best)
  // Who entered the request never judges it: what was suggested is not there for them.
  assert.equal((await ask('officer', 'GET', `matches/${best.id}`)).status, 404)
  assert.equal((await step('officer', `matches/${best.id}`, 'take_up', { seen_both: 'yes', why: 'x' })).status, 404)
  await step('second', `requests/${id}`, 'close', { because: 'duplicate' })
  await follow()
  assert.equal(await stateOf(best.id), 'dropped')
})

test('nobody is searched for as long as it is not known who asks, or they were not asked, whatever a review says', async () => {
  const said = requestFor(4, { telephone: '+447700900112', paper_number: 'P-4x' })
  const { id } = await registerRequest({ ...said, identity_seen: 'none', agrees: 'no' })
  await follow()
  const cleared = await step('second', `requests/${id}`, 'clear', { why: 'A kind man.' })
  assert.deepEqual([cleared.status, cleared.body.code], [409, 'children.amend_first'])
  await step('desk', `requests/${id}`, 'amend', { ...said, agrees: 'no' })
  await follow()
  assert.equal((await step('second', `requests/${id}`, 'clear', { why: 'x' })).body.code, 'children.amend_first')
  await step('desk', `requests/${id}`, 'amend', said)
  await follow()
  assert.equal(await stateOf(id), 'searching')
  await step('desk', `requests/${id}`, 'withdraw')
})

test('anyone who has turned 18, and was not asked since, is suggested for nobody', async () => {
  OF_AGE.add(childOf(16).fileId)
  await registerChild(16)
  const { id } = await registerRequest(requestFor(16, { telephone: '+447700900113', paper_number: 'P-16x' }))
  await follow()
  assert.equal(await stateOf(id), 'searching')
  assert.ok(!(await matchesOf(id)).some(({ fileId }) => fileId === childOf(16).fileId))
  OF_AGE.delete(childOf(16).fileId)
  await matchAll(part.matching)
  assert.ok(
    (await matchesOf(id)).some(({ fileId }) => fileId === childOf(16).fileId),
    'who agrees is',
  )
})

test('the uncle who must not find her is suggested nothing, even after a review', async () => {
  await registerChild(11, {
    'against/00000000-0000-7000-8000-000000000001': true,
    'against/00000000-0000-7000-8000-000000000001/name': 'Karim Bouaziz',
  })
  await follow()
  const { id } = await registerRequest(
    requestFor(11, {
      relative_name: 'كريم بوعزيز',
      relation: 'uncle',
      telephone: '+447700900222',
      paper_number: 'P-u',
    }),
  )
  await follow()
  assert.equal(await stateOf(id), 'held')
  assert.ok((await ask('second', 'GET', `requests/${id}`)).body.signs.includes('near_one_who_must_not_find'))
  await step('second', `requests/${id}`, 'clear', { why: 'Seems kind.' })
  await follow()
  assert.equal(await stateOf(id), 'searching')
  const files = (await matchesOf(id, 'open', 'second')).map(({ fileId }) => fileId)
  assert.ok(!files.includes(childOf(11).fileId))
})

test('fishing for many: the fourth from one telephone, another family, an edit towards a child are each held', async () => {
  const phone = '+447700900333'
  for (const [at, number] of [5, 6, 7].entries())
    await registerRequest(requestFor(number, { telephone: phone, paper_number: `V-${at}` }))
  const fourth = await registerRequest(requestFor(8, { telephone: phone, paper_number: 'V-4' }))
  await follow()
  const { signs } = (await ask('officer', 'GET', `requests/${fourth.id}`)).body
  assert.ok(signs.includes('asks_often') && signs.includes('several_families'), signs.join())
  // Tries out variants of who is sought until one fits.
  const trying = await registerRequest(
    requestFor(9, { origin: 'Aleppo', telephone: '+447700900444', paper_number: 'T-1' }),
  )
  await follow()
  const open = await matchesOf(trying.id)
  assert.ok(open.length > 0)
  await step(
    'desk',
    `requests/${trying.id}`,
    'amend',
    requestFor(9, { telephone: '+447700900444', paper_number: 'T-1' }),
  )
  await follow()
  assert.equal(await stateOf(trying.id), 'held')
  assert.ok((await ask('officer', 'GET', `requests/${trying.id}`)).body.signs.includes('turns_towards_a_child'))
  for (const { id } of open)
    assert.equal(await stateOf(id), 'dropped', 'what was suggested is withdrawn while it is held')
})

test('a rejected pair is never suggested again, unless what spoke against it changed', async () => {
  const { id } = await registerRequest(
    requestFor(10, { mother_name: 'Someone', telephone: '+447700900555', paper_number: 'R-1' }),
  )
  await follow()
  const [best] = await matchesOf(id)
  const rejection = { against: ['mother_name'], why: 'The mother is called otherwise.' }
  assert.equal((await step('officer', `matches/${best!.id}`, 'reject', rejection)).status, 201)
  // Unrelated edits, and the search of a night, bring nothing back.
  await step(
    'desk',
    `requests/${id}`,
    'amend',
    requestFor(10, {
      mother_name: 'Someone',
      last_place: 'Elsewhere',
      telephone: '+447700900555',
      paper_number: 'R-1',
    }),
  )
  await follow()
  await matchAll(part.matching)
  assert.deepEqual(await matchesOf(id), [])
  assert.equal((await matchesOf(id, 'ended')).filter(({ fileId }) => fileId === best!.fileId).length, 1)
  const subject = SUBJECTS.get(10)!
  await step('officer', `children/${subject}`, 'change', { ...sideOf(10), mother_name: 'Someone' })
  await follow()
  const [back] = await matchesOf(id)
  assert.notEqual(back?.id, best!.id)
  assert.ok((await ask('officer', 'GET', `matches/${back!.id}`)).body.again.includes('mother_name'))
})

test('main line: taken up, heard apart by two, confirmed by a third, linked, and only then may anybody be told', async () => {
  await registerChild(15)
  await follow()
  const { id } = await registerRequest(requestFor(15, { telephone: '+447700900666', paper_number: 'M-1' }))
  await follow()
  const [best] = await matchesOf(id)
  const path = `matches/${best!.id}`
  const at = async (who: Who, name: string, said: Said) => (await step(who, path, name, said)).body
  assert.equal((await at('officer', 'confirm', FINDING)).code, 'records.not_open', 'nothing is confirmed at once')
  assert.equal((await at('officer', 'take_up', { seen_both: 'yes', why: 'Mother and child fit.' })).state, 'verifying')
  assert.equal((await at('officer', 'hear_child', CHILD_HEARD)).state, 'child_heard')
  // What the child said stays sealed to the officer who hears the adult.
  const sealed = (await ask('second', 'GET', path)).body.steps.find(({ step: name }) => name === 'hear_child')
  assert.ok(Object.keys(sealed!.answers).length >= 6, 'the questions are there, to be asked again')
  assert.deepEqual(
    Object.keys(sealed!.answers).filter((path) => !/^questions\/[^/]+(\/question)?$/.test(path)),
    [],
  )
  assert.equal((await at('officer', 'hear_adult_then', ADULT_HEARD)).code, 'records.second_person')
  const heard = await at('second', 'hear_adult_then', ADULT_HEARD)
  assert.equal(heard.state, 'heard')
  assert.ok(Object.keys(heard.steps.find(({ step: name }) => name === 'hear_child')!.answers).length > 0)
  for (const who of ['officer', 'second'] as const)
    assert.equal((await at(who, 'confirm', FINDING)).code, 'records.second_person')
  assert.equal((await at('supervisor', 'confirm', FINDING)).state, 'confirmed')
  const { items } = (await ask('officer', 'GET', `links?list=all&fileId=${childOf(15).fileId}`)).body
  assert.equal(items.length, 1)
  // The desk knows no more than on the first day.
  assert.equal((await ask('desk', 'GET', `requests/${id}`)).body.state, 'received')
  const refused = await step('officer', path, 'allow_contact', { ...CONTACT, safety: 'with_care' })
  assert.deepEqual([refused.status, refused.body.code], [409, 'children.not_yet_told'])
  // A child who has turned 18 meanwhile says it themselves.
  OF_AGE.add(childOf(15).fileId)
  assert.ok((await ask('officer', 'GET', path)).body.missing.includes('adult_agrees'))
  const ofAge = await step('officer', path, 'allow_contact', CONTACT)
  assert.deepEqual([ofAge.status, ofAge.body.code], [409, 'children.not_yet_told'])
  OF_AGE.delete(childOf(15).fileId)
  assert.equal((await at('officer', 'allow_contact', CONTACT)).state, 'contact')
  await follow()
  assert.equal((await ask('desk', 'GET', `requests/${id}`)).body.state, 'to_tell')
  const number = await step('desk', `requests/${id}`, 'tell', { message: 'She is well: +961 70 123456' })
  assert.deepEqual([number.status, number.body.code], [422, 'children.message_has_number'])
  assert.equal(
    (await step('desk', `requests/${id}`, 'tell', { message: 'Somebody thinks of you.' })).body.state,
    'closed',
  )
  // A verdict is reversed by ending the link, with a reason: the gate that a return passes reads it as a rejection.
  const findings = () =>
    readInScope(db, systemScope('DL'), async (trx) =>
      (await findingsOf(context)(trx, childOf(15).fileId)).map(({ finding }) => finding),
    )
  assert.deepEqual(await findings(), ['yes'])
  assert.equal((await ask('second', 'GET', path)).body.linkId, items[0]!.id)
  const ended = await step('second', `links/${items[0]!.id}`, 'end', { why: 'The mother herself came forward.' })
  assert.equal(ended.body.state, 'ended')
  assert.deepEqual(await findings(), ['rejected'])
})

test('two officers who decide at once: one is recorded, and twice the same is once', async () => {
  const { id } = await registerRequest(requestFor(5, { telephone: '+447700900777', paper_number: 'D-1' }))
  await follow()
  const [best] = await matchesOf(id)
  const path = `matches/${best!.id}`
  const both = await Promise.all([
    step('officer', path, 'take_up', { seen_both: 'yes', why: 'a' }),
    step('second', path, 'reject', { against: ['origin'], why: 'b' }),
  ])
  const won = both.filter(({ status }) => status === 201)
  assert.ok(won.length === 1 || (await stateOf(best!.id)) === 'rejected')
  const again = newId<string>()
  const other = await matchesOf(
    (await registerRequest(requestFor(6, { telephone: '+447700900778', paper_number: 'D-2' }))).id,
    'open',
  )
  assert.equal(other.length, 0, 'nothing before the queue has run')
  await follow()
  const request = newId<string>()
  const sent = {
    id: request,
    stepId: again,
    happenedAt: timeNow(),
    answers: say(requestFor(7, { telephone: '+447700900779' })),
  }
  const [one, two] = [await ask('desk', 'POST', 'requests', sent), await ask('desk', 'POST', 'requests', sent)]
  assert.deepEqual([one.status, two.status, one.text], [201, 201, two.text])
  await follow()
})

test('a child who says no, or is not safe, leaves matching at once', async () => {
  const number = 12
  const subject = await registerChild(number)
  const { id } = await registerRequest(requestFor(number, { telephone: '+447700900888', paper_number: 'N-1' }))
  await follow()
  const mine = async () => (await matchesOf(id)).filter(({ fileId }) => fileId === childOf(number).fileId)
  assert.equal((await mine()).length, 1)
  await step('officer', `children/${subject}`, 'change', { ...sideOf(number), wish: 'no' })
  await follow()
  assert.equal((await mine()).length, 0)
  await matchAll(part.matching)
  assert.equal((await mine()).length, 0)
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('what was done to find a family is recorded with who learned of it; a consulate is asked with the child’s yes and no asylum question open', async () => {
  const subject = SUBJECTS.get(3)!
  const action = { done_on: timeNow().slice(0, 10), outcome: 'pending', learned: 'A clerk of the register.' }
  const act = (more: Said) => step('officer', `children/${subject}`, 'act', { ...action, ...more })
  const due = async () =>
    (await ask('officer', 'GET', `children/${subject}`)).body.clocks.flatMap(({ clock, dueAt, stoppedAt }) =>
      dueAt !== null && stoppedAt === null ? [clock] : [],
    )
  assert.deepEqual(await due(), ['first_action'], 'family is looked for within days')
  assert.equal((await act({ type: 'register', child_agrees: 'yes', asylum_open: 'yes' })).status, 201)
  for (const [childAgrees, asylumOpen] of [
    ['no', 'no'],
    ['yes', 'yes'],
    ['no', 'yes'],
  ] as const) {
    const refused = await act({ type: 'consulate', child_agrees: childAgrees, asylum_open: asylumOpen })
    assert.equal(refused.body.code, 'children.no_consulate', `${childAgrees} ${asylumOpen}`)
  }
  const asked = await act({ type: 'consulate', child_agrees: 'yes', asylum_open: 'no' })
  assert.equal(asked.status, 201, asked.text)
  const { body } = await ask('officer', 'GET', `children/${subject}`)
  assert.equal(body.steps.filter(({ step: name }) => name === 'act').length, 2)
  assert.deepEqual(await due(), ['action'], 'the next one is due')
  await step('officer', `children/${subject}`, 'pause')
  assert.deepEqual(await due(), [])
  await step('officer', `children/${subject}`, 'resume')
  assert.deepEqual(await due(), ['action'], 'taken up again, the next one is due')
  for (const who of ['guardian', 'elsewhere'] as const)
    assert.ok((await step(who, `children/${subject}`, 'act', { ...action, type: 'register' })).status >= 403)
})

test('a photograph is seen by a judge of an open suggestion alone, and one of the wrong child is taken back', async () => {
  const number = 13
  const subject = await registerChild(number)
  const { id } = await registerRequest(requestFor(number, { telephone: '+447700900889', paper_number: 'F-1' }))
  await follow()
  const path = `children/${subject}/photographs/${newId()}`
  assert.equal((await ask('officer', 'PUT', `${path}?contentType=image/png`, PNG)).status, 200)
  assert.equal((await ask('officer', 'PUT', `${path}?contentType=image/png`, PNG)).status, 200, 'sent twice, kept once')
  const [best] = await matchesOf(id)
  const photograph = (who: Who) => ask(who, 'GET', `matches/${best!.id}/photograph`)
  assert.equal((await photograph('officer')).body.code, 'children.no_photograph', 'not before somebody judges')
  await step('officer', `matches/${best!.id}`, 'take_up', { seen_both: 'yes', why: 'x' })
  const seen = await photograph('officer')
  assert.deepEqual([seen.status, seen.raw.equals(PNG)], [200, true])
  assert.equal((await photograph('second')).body.code, 'children.no_photograph', 'not to anyone who does not judge it')
  assert.equal((await photograph('desk')).status, 403)
  assert.equal((await photograph('elsewhere')).status, 404)
  assert.equal((await ask('officer', 'POST', `${path}/take-back`, { because: 'wrong_child' })).status, 200)
  assert.equal((await photograph('officer')).body.code, 'children.no_photograph')
  assert.equal(
    (await ask('officer', 'POST', `${path}/take-back`, { because: 'wrong_child' })).status,
    200,
    'taken back once',
  )
  const kept = await readInScope(db, systemScope('DL'), (trx) =>
    sql<{ objectId: string }>`select object_id as "objectId" from children.tracing_photograph`.execute(trx),
  )
  assert.equal((await part.keepsObjects(kept.rows.map(({ objectId }) => objectId))).size, 0)
  assert.equal((await context.attachments.store.get(kept.rows[0]!.objectId as never)).ok, false)
  const without = await registerChild(14, { photograph: 'no' })
  const refused = await ask('officer', 'PUT', `children/${without}/photographs/${newId()}?contentType=image/png`, PNG)
  assert.equal(refused.status, 403, 'a child who did not agree has none')
  const program = await ask('officer', 'PUT', `children/${subject}/photographs/${newId()}`, Buffer.from('<svg/>'))
  assert.equal(program.body.code, 'children.photograph_refused')
})

test('words that a machine might obey are words: read as they were said, and held against nothing', async () => {
  const hostile = [
    `'; drop table children.request; --`,
    `<script>alert(1)</script>`,
    `{{constructor.constructor('x')()}}`,
    `=HYPERLINK("http://e.org","open")`,
    `%00%0d%0aSet-Cookie: a=b`,
  ]
  for (const [at, words] of hostile.entries()) {
    const { id } = await registerRequest(
      requestFor(30 + at, { given_name: words, said: words, telephone: `+44770090800${at}`, paper_number: `H-${at}` }),
    )
    const { body } = await ask('desk', 'GET', `requests/${id}`)
    assert.deepEqual(body.steps[0]!.answers['said'], { value: words })
    for (const list of ['children', 'links'])
      assert.ok((await ask('officer', 'GET', `${list}?after=${encodeURIComponent(words)}`)).status < 500)
    assert.ok((await step('officer', `requests/${id}`, words.slice(0, 30))).status < 500)
    await follow()
  }
})

test('nothing that anybody said lies in the database in clear', async () => {
  const tables = await readInScope(db, systemScope('DL'), async (trx) => ({
    requests: (await sql`select * from children.request`.execute(trx)).rows,
    steps: (await sql`select * from children.request_step`.execute(trx)).rows,
    photographs: (await sql`select * from children.tracing_photograph`.execute(trx)).rows,
  }))
  assert.ok(tables.steps.length > 60)
  const text = JSON.stringify(tables, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  )
  const { leaks } = findLeaks({
    secrets: ['Al-Homsi', 'الحمصي', 'crescent on the left', 'Al-Saqqaf', 'Question one', 'probability'],
    texts: { tables: text },
  })
  assert.deepEqual(leaks, [])
  const { requests, subjects, matches, links } = part.kinds
  for (const kind of [requests, subjects, matches, links]) {
    const verified = await verifyRequests(kind)
    assert.deepEqual([verified.broken, verified.requests > 0], [undefined, true], kind.kind.kind)
  }
})

test('rows are the agency’s: another one reads none of them past every route', async () => {
  const { rows } = await readInScope(
    db,
    {
      ...systemScope('DL'),
      'app.row_scope': 'agency',
      'app.agency_id': AGENCIES.shelter,
      'app.user_id': PEOPLE.elsewhere.userId,
    },
    (trx) => sql`select id from children.request union all select id from children.tracing_photograph`.execute(trx),
  )
  assert.deepEqual(rows, [])
})

test('an erased child is gone from matching, with its suggestions, links and photographs', async () => {
  const erases = requestErases({ schema: 'children', vault })
  const { fileId, personId } = childOf(1)
  await inScope(db, systemScope('DL'), async (trx) => {
    await part.erase(trx, [fileId])
    await erases.erase(trx, { personId, fileIds: [fileId], how: 'asked' })
    return ok(undefined)
  })
  const held = await part.matching.index.read()
  assert.ok(![...held.subjects.values()].some((subject) => subject.fileId === fileId))
  const left = await readInScope(db, systemScope('DL'), (trx) =>
    sql`select id from children.request where file_id = ${fileId}`.execute(trx),
  )
  assert.deepEqual(left.rows, [])
})

test('a request that was closed is forgotten after the months that the country keeps it, and not before', async () => {
  const there = timeNow()
  const closed = async () =>
    (
      await readInScope(db, systemScope('DL'), (trx) =>
        sql<{
          id: string
        }>`select id from children.request where kind = 'children.tracing_request' and ended_at is not null
          and erased_at is null`.execute(trx),
      )
    ).rows.length
  const before = await closed()
  assert.ok(before > 0)
  assert.equal(await forgetRequests(context), 0)
  setNow('2028-12-24T09:00:00.000Z')
  assert.equal(await forgetRequests(context), before)
  assert.equal(await closed(), 0)
  setNow(there)
})

test('everybody is written to on one day of the month', () => {
  assert.equal(letterDay('2026-11-24' as never, 1), '2026-12-01')
  assert.equal(letterDay('2026-12-31' as never, 1), '2027-01-01')
  assert.equal(letterDay('2026-11-01' as never, 15), '2026-11-15')
})
