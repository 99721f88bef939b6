import assert from 'node:assert/strict'
import { webcrypto } from 'node:crypto'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { sql } from 'kysely'
import type { EvaluationView, Reminder } from '../contract/evaluation.ts'
import { fromBase64Url } from '../domain/certificate.ts'
import { printedIn } from './catalogues.ts'
import { eventDocument } from './report.ts'
import {
  ask,
  clinic,
  clock,
  context,
  office,
  owner,
  page,
  person,
  phone,
  planned,
  principal,
  running,
  take,
} from './testing/training-stage.ts'

const evaluation = async (id: string) => (await ask<EvaluationView>('GET', `events/${id}/evaluation`)).body
const ratings = { useful: 5, clear: 4, pace: 3, trainers: 5, practical: 4 }

/** Somebody who was there, with their code. */
async function attended(name: string) {
  const event = await running(name)
  await ask('POST', `sessions/${event.sessions[0]}/state`, { open: true })
  await take(event.code)
  return { ...event, practitionerId: event.nominee.practitionerId }
}

test('what somebody thought of an event is recorded once; a mean says of how many it is', async () => {
  const { id, code } = await attended('Satisfied')
  assert.equal((await take(code)).body.rated, false)
  const sent = { code, id: newId(), ratings, comment: 'More practice, please.' }
  for (let times = 0; times < 2; times += 1)
    assert.equal((await ask('POST', 'take-part/satisfaction', sent, phone)).status, 200)
  const again = { ...sent, id: newId() }
  assert.equal((await ask('POST', 'take-part/satisfaction', again, phone)).body.code, 'training.already_rated')
  assert.equal(
    (await ask('POST', 'take-part/satisfaction', { ...sent, ratings: { ...ratings, pace: 6 } }, phone)).status,
    400,
  )
  const found = await evaluation(id)
  assert.deepEqual(found.satisfaction[0], { item: 'useful', n: 1, mean: 5, spread: null })
  assert.deepEqual([found.comments, (await take(code)).body.rated], [['More practice, please.'], true])
  assert.equal((await ask('GET', `events/${id}/evaluation`, undefined, { agency: clinic })).status, 404)
})

test('months later links go to those alone who agreed; the supervisor answers once, an example counts once it is verified', async () => {
  const { id, code, practitionerId } = await attended('Followed Up')
  clock.set('2027-05-28T08:00:00Z')
  const reminders = async () =>
    (await ask<{ items: Reminder[]; withheld: number }>('POST', `events/${id}/reminders`)).body
  assert.deepEqual(await reminders(), { items: [], withheld: 1 }, 'nobody asked, nobody agreed')
  await ask('POST', `practitioners/${practitionerId}/consent`, { id: newId(), given: true })
  const [reminder] = (await reminders()).items
  assert.deepEqual([reminder?.name, reminder?.code], ['Followed Up', code])
  assert.equal((await reminders()).items[0]?.supervisorCode, reminder?.supervisorCode, 'a second time it is the same')
  const supervisor = { code: reminder!.supervisorCode }
  const asked = await ask<{ name: string; answer: string | null }>('POST', 'confirmations/read', supervisor, phone)
  assert.deepEqual([asked.body.name, asked.body.answer], ['Followed Up', null])
  for (let times = 0; times < 2; times += 1)
    assert.equal((await ask('POST', 'confirmations', { ...supervisor, answer: 'yes' }, phone)).status, 200)
  assert.equal(
    (await ask('POST', 'confirmations', { ...supervisor, answer: 'no' }, phone)).body.code,
    'training.already_confirmed',
  )
  // A participant's code opens no confirmation, and a supervisor's no test.
  assert.equal((await ask('POST', 'confirmations/read', { code }, phone)).body.code, 'training.no_such_code')
  assert.equal((await take(reminder!.supervisorCode)).body.code, 'training.no_such_code')

  const example = 'Spoke with the worker alone at the port.'
  const answer = { code, id: newId(), uses: 'yes', inPost: true, barriers: ['no_resources'], example }
  assert.equal((await ask('POST', 'take-part/follow-up', answer, phone)).status, 200)
  const before = await evaluation(id)
  assert.deepEqual(before.behaviour.responses, { count: 1, of: 1, share: 1 })
  assert.deepEqual([before.behaviour.uses.count, before.behaviour.verified.count], [1, 0])
  const { followUpId, text } = before.examples[0]!
  assert.equal(text, example)
  assert.equal(
    (await ask('POST', `follow-ups/${followUpId}/checks`, { id: newId(), verified: true }, { agency: clinic })).status,
    404,
  )
  assert.equal((await ask('POST', `follow-ups/${followUpId}/checks`, { id: newId(), verified: true })).status, 200)
  const after = await evaluation(id)
  assert.deepEqual([after.behaviour.verified.count, after.behaviour.confirmed], [1, { count: 1, of: 1, share: 1 }])
  await ask('POST', `practitioners/${practitionerId}/consent`, { id: newId(), given: false })
  assert.deepEqual((await reminders()).items, [])
  clock.set('2026-11-20T08:00:00Z')
  const { rows } = await sql<{ row: string }>`
    select to_jsonb(t)::text as row from training.satisfaction t union all
    select to_jsonb(t)::text from training.confirmation t`.execute(owner)
  assert.ok(rows.length > 1 && rows.every(({ row }) => !/practice|port|Followed/.test(row)))
})

test('a report leaves as Word and as PDF, of an event and of a year, with no figure of a few people in it', async () => {
  const { id, code } = await attended('Alone In Figures')
  await ask('POST', 'take-part/satisfaction', { code, id: newId(), ratings, comment: 'Only mine' }, phone)
  for (const path of [`events/${id}/report?language=en&`, 'report?year=2026&language=ar&']) {
    const pdf = await ask('GET', `${path}format=pdf`)
    assert.equal(pdf.raw.subarray(0, 5).toString(), '%PDF-')
    const word = await ask('GET', `${path}format=docx`)
    assert.equal(word.raw.subarray(0, 2).toString(), 'PK')
  }
  const officer = principal(office, 'training_officer')
  const document = await eventDocument(context, officer, id, printedIn('en'))
  assert.ok(document.ok)
  const said = JSON.stringify(document.value.blocks)
  // One attended, one rated: neither how many nor what they said.
  assert.ok(!/"[1-5](?:\.\d)?"/.test(said), said)
  assert.ok(said.includes('not shown') && !said.includes('Only mine') && !said.includes('Alone In Figures'))
  assert.equal(
    (await ask('GET', `events/${id}/report?language=en&format=pdf`, undefined, { agency: clinic })).status,
    404,
  )
  assert.equal(
    (await ask('GET', 'report?year=2026&language=en&format=pdf', undefined, { role: 'supervisor' })).status,
    403,
  )
})

async function certified(name: string) {
  const { id } = await attended(name)
  assert.equal((await ask<{ issued: number }>('POST', `events/${id}/certificates`)).body.issued, 1)
  return (await page(id)).participants[0]!.certificate!.id
}

interface Keys {
  readonly keys: readonly { readonly keyId: string; readonly publicKey: string }[]
}

/** Verified as anyone would: by the public key that the credential names. */
async function verified(jwt: string): Promise<'genuine' | 'changed' | 'unknown_key'> {
  const [header, claims, signature] = jwt.split('.') as [string, string, string]
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }
  const { keys } = (await ask<Keys>('GET', 'issuer-keys', undefined, phone)).body
  const known = keys.find(({ keyId }) => kid.endsWith(`#${keyId}`))
  if (!known) return 'unknown_key'
  const raw = Buffer.from(fromBase64Url(known.publicKey)!)
  const key = await webcrypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify'])
  const bytes = Buffer.from(`${header}.${claims}`)
  const good = await webcrypto.subtle.verify({ name: 'Ed25519' }, key, Buffer.from(signature, 'base64url'), bytes)
  return good ? 'genuine' : 'changed'
}

test('a badge is an Open Badges 3.0 credential; the key rotates and it still verifies; with a changed name, or of a revoked key, it does not', async () => {
  const certificate = await certified('Badge Holder')
  const badge = async (id: string) => (await ask('GET', `certificates/${id}/badge`)).raw.toString()
  const first = await badge(certificate)
  const claims = JSON.parse(Buffer.from(first.split('.')[1]!, 'base64url').toString()) as {
    type: string[]
    jti: string
    credentialSubject: { identifier: { identityHash: string }[]; achievement: { type: string[] } }
  }
  assert.deepEqual(claims.type, ['VerifiableCredential', 'OpenBadgeCredential'])
  assert.deepEqual(claims.credentialSubject.achievement.type, ['Achievement'])
  assert.equal(claims.credentialSubject.identifier[0]?.identityHash, 'Badge Holder')
  assert.equal(await verified(first), 'genuine')
  const renamed = Buffer.from(JSON.stringify(claims).replace('Badge Holder', 'Somebody Else')).toString('base64url')
  assert.equal(await verified(first.replace(first.split('.')[1]!, renamed)), 'changed')

  const rotate = (revokeEarlier: boolean, role = 'training_officer') =>
    ask<{ keyId: string }>('POST', 'issuer-keys', { revokeEarlier }, { role })
  assert.equal((await rotate(false, 'trainer')).status, 403)
  clock.set('2026-11-28T08:00:01Z')
  const { keyId } = (await rotate(false)).body
  const second = await badge(certificate)
  assert.ok(Buffer.from(second.split('.')[0]!, 'base64url').toString().includes(keyId))
  assert.deepEqual([await verified(first), await verified(second)], ['genuine', 'genuine'])

  const revoked = async () =>
    (await ask<{ revokedCredential: { id: string }[] }>('GET', 'revocations', undefined, phone)).body.revokedCredential
  assert.ok(!(await revoked()).some(({ id }) => id === claims.jti))
  await ask('POST', `certificates/${certificate}/revoke`)
  assert.ok((await revoked()).some(({ id }) => id === claims.jti))
  assert.equal((await ask('GET', `certificates/${certificate}/badge`)).status, 404)

  const later = await certified('Of A Stolen Key')
  clock.set('2026-11-20T08:00:02Z')
  assert.equal((await rotate(true)).status, 200)
  assert.deepEqual([await verified(first), await verified(second)], ['unknown_key', 'unknown_key'])
  assert.ok((await revoked()).some(({ id }) => id === `urn:uuid:${later}`))
  assert.equal(await verified(await badge(later)), 'genuine', 'signed again by the key of today')
  clock.set('2026-11-20T08:00:00Z')
})

test('somebody of another event counts in no figure of this one', async () => {
  const event = await planned()
  const nominee = person('Elsewhere')
  await ask('POST', `events/${event.id}/nominations`, nominee)
  assert.deepEqual((await evaluation(event.id)).behaviour.responses, { count: 0, of: 0, share: null })
})

test('a refusal on one entry of a person applies to the entries that were merged with it', async () => {
  const one = await attended('Known Twice')
  const other = await attended('Known Two Times')
  const decision = { id: newId(), one: one.practitionerId, other: other.practitionerId, same: true }
  assert.equal((await ask('POST', 'doubles', decision)).status, 200)
  clock.set('2027-05-28T08:00:00Z')
  const reminded = async (eventId: string) =>
    (await ask<{ items: Reminder[] }>('POST', `events/${eventId}/reminders`)).body.items.length
  await ask('POST', `practitioners/${one.practitionerId}/consent`, { id: newId(), given: true })
  assert.deepEqual([await reminded(one.id), await reminded(other.id)], [1, 1])
  clock.set('2027-05-28T09:00:00Z')
  await ask('POST', `practitioners/${other.practitionerId}/consent`, { id: newId(), given: false })
  assert.deepEqual([await reminded(one.id), await reminded(other.id)], [0, 0])
  clock.set('2026-11-20T08:00:00Z')
})
