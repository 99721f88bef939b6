import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import { CONDUCT_VERSION } from '../../domain/sessions.ts'
import { recoverAdministrator } from '../module.ts'
import { administratorsOf, tokenOf } from '../testing/administrators.ts'
import { SECRETS } from '../testing/seal-as-given.ts'
import { COUNTRY, identityApp, PASSWORD, PUBLIC_URL } from '../testing/app.ts'

const { db, owner, clock, account, browser } = await identityApp()
const secondEmail = 'second@south.example'
await account('first@south.example', ['administrator'], 'First Admin')
const secondId = await account(secondEmail, ['administrator'], 'Second Admin')
const workerId = await account('worker@south.example', ['caseworker'], 'Wor Ker')
const { signedIn, waitingFor, accept } = administratorsOf({ browser }, secondEmail)
const recover = (input: Parameters<typeof recoverAdministrator>[2]) =>
  recoverAdministrator(db, { country: COUNTRY, publicUrl: PUBLIC_URL, secrets: SECRETS, clock }, input)
const codeOf = async (input: Parameters<typeof recover>[0]) => {
  const recovered = await recover(input)
  return recovered.ok ? 'recovered' : recovered.error.code
}
const inWhole = (link: string) => link.split('#')[1] ?? ''

test('one administrator who is left alone gets nothing confirmed, whatever they do to the other', async () => {
  const first = await signedIn('first@south.example')
  assert.equal((await first.post(`/identity/staff/${secondId}/disable`)).status, 200)
  await first.post(`/identity/staff/${secondId}/enable`)
  const [change] = await waitingFor(first, secondId)
  const confirmed = await first.post(`/identity/access-changes/${change!.id}/confirm`, { checkedHow: 'in_person' })
  assert.equal(confirmed.body.code, 'identity.second_administrator_needed')
  assert.equal((await first.get(`/identity/staff/${secondId}`)).body.state, 'disabled')
})

test('the server gives the second administrator back: a whole link on the console, and everybody is told', async () => {
  const recovered = unwrap(await recover({ email: secondEmail.toUpperCase() }))
  assert.deepEqual([recovered.staffId, recovered.made], [secondId, false])
  assert.equal((await browser().signIn(secondEmail)).status, 200, 'enabled')
  assert.equal((await accept(inWhole(recovered.link), 'amber window ladder')).status, 200)
  const second = await signedIn(secondEmail, 'amber window ladder')
  assert.deepEqual((await second.session()).principal.roles, ['administrator'])
  for (const email of ['first@south.example', 'worker@south.example']) {
    const { notices } = await (await signedIn(email)).session()
    const told = notices.find(({ event }) => event === 'recovered')
    assert.partialDeepStrictEqual(told, { kind: 'recovery', name: 'Second Admin', askedBy: null })
  }
  const entries = await owner
    .selectFrom('audit.entry')
    .selectAll()
    .where('action', '=', 'account.recovered')
    .where('object_id', '=', secondId)
    .execute()
  assert.deepEqual(
    entries.map((entry): unknown => entry['detail']),
    [{ role: 'administrator', stateFrom: 'disabled', stateTo: 'enabled' }],
  )
  // Nobody had it in their hands: the two can work at once.
  const first = await signedIn('first@south.example')
  const reset = await first.post(`/identity/staff/${workerId}/reset`)
  const [change] = await waitingFor(second, workerId)
  assert.ok(change?.mayConfirm)
  const { code } = (await second.post(`/identity/access-changes/${change.id}/confirm`, { checkedHow: 'called_back' }))
    .body
  assert.equal((await accept(tokenOf(reset) + code, PASSWORD)).status, 200)
})

test('it is no way round two administrators who are there, nor to one who opens files', async () => {
  assert.equal(await codeOf({ email: 'worker@south.example' }), 'identity.two_administrators_left')
  assert.equal(
    await codeOf({ email: 'third@south.example', name: 'Third', agency: 'Shelter South' }),
    'identity.two_administrators_left',
  )
  const first = await signedIn('first@south.example')
  await first.post(`/identity/staff/${secondId}/disable`)
  assert.equal(await codeOf({ email: 'worker@south.example' }), 'identity.roles_exclude_each_other')
  assert.equal(await codeOf({ email: 'third@south.example' }), 'identity.account_unknown')
  assert.equal(
    await codeOf({ email: 'third@south.example', name: 'Third', agency: 'Nowhere' }),
    'identity.agency_unknown',
  )
})

test('where nobody is left it makes an administrator, who opens their account and is the second of the person who is there', async () => {
  const made = unwrap(await recover({ email: 'third@south.example', name: 'Third Admin', agency: 'Shelter South' }))
  assert.equal(made.made, true)
  assert.equal((await accept(inWhole(made.link), 'quiet marble orbit')).status, 200)
  const third = await signedIn('third@south.example', 'quiet marble orbit')
  await third.post('/identity/account/conduct', { version: CONDUCT_VERSION })
  assert.deepEqual((await third.session()).principal.roles, ['administrator'])
  const first = await signedIn('first@south.example')
  await first.post(`/identity/staff/${secondId}/enable`)
  const [change] = await waitingFor(third, secondId)
  assert.equal(change?.mayConfirm, true)
})
