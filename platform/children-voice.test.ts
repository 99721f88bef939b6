import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { sql } from 'kysely'
import {
  appointment,
  ask,
  atOnce,
  bytesOf,
  clock,
  done,
  guardian,
  NEED,
  newChild,
  open,
  owner,
  platform,
  said,
  sendBytes,
  step,
  store,
  WHO,
  type Who,
} from './testing/children-stage.ts'

/** What a browser records, as far as it is told by its bytes; `said` is what the child says in it. */
const sound = (words: string): Buffer =>
  Buffer.from(`\u001aE\u00df\u00a3\u0000B\u0082\u0084webm A_OPUS ${words}`, 'latin1')
const SECRET = 'he-comes-at-night'

async function guarded(): Promise<{ fileId: string; id: string }> {
  const kept = newId()
  await done(ask('authority', 'PUT', `/children/guardians/${kept}`, { answers: guardian(`Zainab ${kept.slice(-6)}`) }))
  const fileId = await newChild()
  const { id } = await open('officer', fileId, 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  await done(step('authority', 'guardianship', id, 'appoint', appointment(kept)))
  return { fileId, id }
}
const voice = (id: string, complaint: string) => `/children/guardianship/${id}/voices/${complaint}`
const complain = (who: Who, id: string, complaint: string, bytes = sound(SECRET), more = '') =>
  sendBytes(who, `${voice(id, complaint)}?contentType=audio/webm${more}`, bytes)
const voices = async (who: Who, id: string) =>
  (await ask(who, 'GET', `/children/guardianship/${id}/voices`)).body as unknown as {
    readonly code?: string
    readonly items: readonly { readonly complaintId: string; readonly contentType: string }[]
  }
const objects = async (): Promise<number> =>
  (await sql<{ count: number }>`select count(*)::int as count from children.complaint_voice`.execute(owner)).rows[0]!
    .count

test('a child complains by voice: one complaint however often it is sent, answered within a day, and played by the authority alone', async () => {
  const { id } = await guarded()
  const complaint = newId<string>()
  const sent = await complain('officer', id, complaint)
  assert.equal(sent.status, 200, sent.text)
  assert.equal((await complain('officer', id, complaint)).status, 200, 'sent again, it is the same')
  assert.equal((await complain('officer', id, complaint, sound('another'))).body.code, 'records.id_used')
  const shown = await done(ask('authority', 'GET', `/children/guardianship/${id}`))
  const steps = shown.steps.filter((each) => each.step === 'complain')
  assert.deepEqual(
    steps.map(({ id: taken, answers }) => [taken, answers['how'], answers['safety']]),
    [[complaint, { value: 'voice' }, { absent: 'not_known' }]],
  )
  const due = shown.clocks.find((each) => each.clock === 'complaint')!.dueAt!
  assert.equal(Date.parse(due) - Date.parse(clock.now()), 24 * 3_600_000, 'nobody knows whether it is a danger')

  assert.deepEqual(
    (await voices('authority', id)).items.map((each) => each.complaintId),
    [complaint],
  )
  assert.deepEqual(await bytesOf('authority', voice(id, complaint)), sound(SECRET))
  for (const who of ['officer', 'lead', 'guardian', 'caseworker', 'panel'] as const) {
    const refused = await ask(who, 'GET', voice(id, complaint))
    assert.deepEqual([refused.status, refused.body.code], [403, 'children.not_allowed'], who)
    assert.equal((await voices(who, id)).code, 'children.not_allowed')
  }
  assert.equal((await ask('authority', 'GET', voice(id, newId()))).body.code, 'children.no_voice')
  const { rows } = await sql<{ played: number }>`
    select count(*)::int as played from audit.entry where action = 'children.voice_played' and object_id = ${complaint}`.execute(
    owner,
  )
  assert.deepEqual(rows, [{ played: 1 }], 'each time is recorded')
})

test('pictures beside it say that the child is in danger; what is no sound, is too long or comes from nobody who works here is refused', async () => {
  const { id } = await guarded()
  const before = await objects()
  const refused = async (answer: ReturnType<typeof complain>) => (await answer).body.code
  assert.equal(await refused(complain('guardian', id, newId())), 'children.not_allowed')
  assert.equal(await refused(complain('caseworker', id, newId())), 'records.not_found', 'another agency’s child')
  assert.equal(await refused(complain('officer', id, newId(), Buffer.from('%PDF-1.4'))), 'children.voice_refused')
  const long = Buffer.concat([sound(SECRET), Buffer.alloc(4 * 1024 * 1024)])
  assert.equal(await refused(complain('officer', id, newId(), long)), 'children.voice_too_long')
  assert.equal(
    await refused(complain('officer', id, newId(), sound('x'), '&pictures=unknown')),
    'records.invalid_answers',
  )
  assert.equal(await objects(), before, 'nothing is left of what was refused')

  assert.equal((await complain('officer', id, newId(), sound('x'), '&of=everyone')).status, 400, 'one of those asked')
  assert.equal(await objects(), before)
  const complaint = newId<string>()
  assert.equal((await complain('officer', id, complaint, sound('x'), '&pictures=afraid,hurts')).status, 200)
  const shown = await done(ask('authority', 'GET', `/children/guardianship/${id}`))
  assert.deepEqual(shown.steps.find((each) => each.id === complaint)!.answers['safety'], { value: 'yes' })
  // Said of a voice message that nobody sent: a complaint that says nothing.
  const empty = await step('officer', 'guardianship', id, 'complain', said({ how: 'voice', safety: 'no' }))
  assert.equal(empty.body.params?.missing, 'complaint_empty')
  const both = newId<string>()
  assert.deepEqual(await atOnce(complain('officer', id, both), complain('officer', id, both)), ['done', 'done'])
  assert.equal((await voices('authority', id)).items.length, 2)
})

test('the authority reads whom a child points at, or that the child does not want to say; nothing is suspended by it', async () => {
  const { id } = await guarded()
  const said = async (more: string) => {
    const complaint = newId<string>()
    assert.equal((await complain('officer', id, complaint, sound('x'), more)).status, 200)
    const shown = await done(ask('authority', 'GET', `/children/guardianship/${id}`))
    return [shown.state, shown.steps.find((each) => each.id === complaint)!.answers['alleged_of']]
  }
  assert.deepEqual(await said('&of=guardian'), ['appointed', { value: 'guardian' }])
  assert.deepEqual(await said('&of=other_child&pictures=hurts'), ['appointed', { value: 'other_child' }])
  assert.deepEqual(await said('&of=rather_not'), ['appointed', { absent: 'declined' }])
  assert.deepEqual(await said(''), ['appointed', undefined], 'what was not answered is no answer')
  assert.doesNotMatch((await ask('guardian', 'GET', '/children/mine')).text, /alleged|complain|other_child/)
})

test('no word lies unsealed, and with the child the message is forgotten', async () => {
  const { fileId, id } = await guarded()
  const complaint = newId<string>()
  await complain('officer', id, complaint)
  const { rows } = await sql<{ person: string; object: string }>`
    select person_id as person, object_id as object from protection.case_file
    join children.complaint_voice voice on voice.file_id = case_file.id where case_file.id = ${fileId}`.execute(owner)
  const [row] = rows
  const kept = async () => {
    const found = await store.get(row!.object as never)
    if (!found.ok) return null
    const pieces: Uint8Array[] = []
    for await (const piece of found.value) pieces.push(piece)
    return Buffer.concat(pieces)
  }
  const bytes = await kept()
  assert.ok(bytes && bytes.length > 0 && !bytes.includes(SECRET), 'sealed where it lies')
  await platform.eraseAgain([row!.person])
  assert.equal(await kept(), null)
  assert.equal((await ask('authority', 'GET', voice(id, complaint))).status, 404)
})
