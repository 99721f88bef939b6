import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId, unwrap } from '@gloact/kernel'
import { addUser } from '../module.ts'
import { tables } from '../tables.ts'
import { SECRETS } from '../testing/seal-as-given.ts'
import { AGENCY, COUNTRY, identityApp, OTHER_AGENCY, PUBLIC_URL } from '../testing/app.ts'
import { startProvider, type Mischief } from '../testing/provider.ts'

const SECRET = 'theSecretBetweenTheTwo'
const provider = await startProvider('gloact', SECRET)
after(() => provider.stop())

const settings = {
  issuer: provider.issuer,
  clientId: 'gloact',
  clientSecret: SECRET,
  name: 'Ministry',
  secondFactor: { amr: ['mfa'], acr: ['urn:high'] },
  agencies: undefined,
}
const { app, db, account, browser } = await identityApp({ singleSignOn: settings })
after(() => app.close())

type Browser = ReturnType<typeof browser>
const BASE = '/identity/sign-in/single-sign-on'
let people = 0

interface Asserted {
  readonly sub: string
  readonly [claim: string]: unknown
}

/** Goes to the provider and back. */
async function goThrough(
  own: Browser,
  claims: Asserted,
  given: { readonly invitation?: string; readonly mischief?: Mischief } = {},
) {
  const started = await own.post(
    `${BASE}/start`,
    given.invitation === undefined ? {} : { invitation: given.invitation },
  )
  const { url } = started.body as unknown as { url: string }
  return own.post(`${BASE}/complete`, { returned: await provider.approve(url, claims, given.mischief) })
}

/** An account that was invited, its link's token, and the claims of the provider's person whom it is for. */
async function invited(roles: Parameters<typeof account>[1] = ['analyst'], agency = AGENCY) {
  people += 1
  const email = `person${people}@ministry.example`
  const made = unwrap(
    await addUser(
      db,
      { country: COUNTRY, publicUrl: PUBLIC_URL, secrets: SECRETS },
      { name: 'Somebody', email, roles, agency },
    ),
  )
  const token = made.link?.split('#')[1] ?? ''
  const claims: Asserted = { sub: `subject-${people}`, email, email_verified: true, amr: ['mfa'] }
  return { staffId: made.staffId, email, token, claims }
}

/** An account connected to the provider's person. */
async function connected(roles?: Parameters<typeof account>[1]) {
  const person = await invited(roles)
  const answer = await goThrough(browser(), person.claims, { invitation: person.token })
  assert.deepEqual(answer.body, { next: 'done' })
  return person
}

const refused = (answer: { readonly status: number; readonly body: { readonly code: string } }) => {
  assert.deepEqual([answer.status, answer.body.code], [401, 'identity.single_sign_on_failed'])
}

test('an invitation connects the person whose verified address is the account’s, and then they sign in', async () => {
  const person = await connected()
  const own = browser()
  assert.deepEqual((await goThrough(own, person.claims)).body, { next: 'done' })
  const session = await own.session()
  assert.equal(session.principal.userId, person.staffId)
  assert.equal(session.principal.secondFactor, 'verified')
})

test('what the page shows of the provider is its name', async () => {
  const session = (await browser().get('/identity/session')).body as unknown as { singleSignOn: unknown }
  assert.deepEqual(session.singleSignOn, { name: 'Ministry' })
})

test('nobody is let in whom no account was connected to, whatever address they have', async () => {
  const unconnected = await invited()
  refused(await goThrough(browser(), unconnected.claims))
  refused(await goThrough(browser(), { ...unconnected.claims, email: 'nobody@elsewhere.example' }))
  const rows = await tables(db)
    .selectFrom('staff')
    .select('id')
    .where('email', '=', 'nobody@elsewhere.example')
    .execute()
  assert.deepEqual(rows, [], 'no account is made')
})

test('a link connects only the verified address that it is for, and once', async () => {
  const person = await invited()
  const { token, claims } = person
  refused(await goThrough(browser(), { ...claims, email_verified: false }, { invitation: token }))
  refused(await goThrough(browser(), { ...claims, email: 'other@ministry.example' }, { invitation: token }))
  refused(await goThrough(browser(), claims, { invitation: 'never-a-link' }))
  assert.equal((await goThrough(browser(), claims, { invitation: token })).status, 200)
  refused(await goThrough(browser(), { ...claims, sub: 'another' }, { invitation: token }))
})

test('a provider that gives the address at UserInfo alone connects it, and only its own person’s, verified', async () => {
  const { token, claims } = await invited()
  const { email, email_verified: _verified, ...bare } = claims
  const told = (atUserInfo: Record<string, unknown>) =>
    goThrough(browser(), bare, { invitation: token, mischief: { atUserInfo: { sub: bare.sub, ...atUserInfo } } })
  refused(await told({ email }))
  refused(await told({ email, email_verified: false }))
  refused(await told({ sub: 'another', email, email_verified: true }))
  refused(await goThrough(browser(), bare, { invitation: token }))
  assert.deepEqual((await told({ email, email_verified: true })).body, { next: 'done' })
  assert.deepEqual((await goThrough(browser(), bare)).body, { next: 'done' }, 'connected, it needs no address')
})

test('what UserInfo says neither overrides the token nor stands for a second factor', async () => {
  const unverified = await invited()
  const atUserInfo = { sub: unverified.claims.sub, email: unverified.claims['email'], email_verified: true }
  const given = { invitation: unverified.token, mischief: { atUserInfo } }
  refused(await goThrough(browser(), { ...unverified.claims, email_verified: false }, given))
  const person = await connected(['caseworker'])
  await tables(db).updateTable('staff').set({ two_factor_enabled: true }).where('id', '=', person.staffId).execute()
  const mischief = { atUserInfo: { sub: person.claims.sub, amr: ['mfa'] } }
  assert.equal((await goThrough(browser(), { sub: person.claims.sub }, { mischief })).body.next, 'second_factor')
})

test('a person of the provider’s opens one account', async () => {
  const first = await connected()
  const second = await invited()
  refused(await goThrough(browser(), { ...second.claims, sub: first.claims.sub }, { invitation: second.token }))
})

for (const [what, mischief] of [
  ['a forged signature', { forgeSignature: true }],
  ['the nonce of another sign-in', { nonce: 'of-another' }],
  ['another audience', { audience: 'somebody-else' }],
  ['another issuer', { issuer: 'http://127.0.0.1:9' }],
  ['a time that is over', { expired: true }],
] as const) {
  test(`a token with ${what} is refused`, async () => {
    const person = await connected()
    const own = browser()
    refused(await goThrough(own, person.claims, { mischief }))
    assert.equal((await own.session()).principal, null)
  })
}

test('an answer is taken once, by the browser that asked, and with the state it was given', async () => {
  const person = await connected()
  const own = browser()
  const { url } = (await own.post(`${BASE}/start`, {})).body as unknown as { url: string }
  const returned = await provider.approve(url, person.claims)
  refused(await browser().post(`${BASE}/complete`, { returned }))
  refused(await own.post(`${BASE}/complete`, { returned: returned.replace(/state=[^&]+/, 'state=wrong') }))
  refused(await own.post(`${BASE}/complete`, { returned }))
})

test('a disabled account is refused like one that never was', async () => {
  const person = await connected()
  await tables(db)
    .updateTable('staff')
    .set({ disabled_at: new Date().toISOString() })
    .where('id', '=', person.staffId)
    .execute()
  refused(await goThrough(browser(), person.claims))
})

test('where the provider did not ask for a second factor, the account’s own is asked for', async () => {
  const person = await connected(['caseworker'])
  const { amr: _amr, ...withoutFactor } = person.claims
  const own = browser()
  assert.deepEqual((await goThrough(own, withoutFactor)).body, { next: 'done' })
  assert.equal((await own.session()).principal.secondFactor, 'not_required', 'its role is not confirmed yet')
  await tables(db).updateTable('staff').set({ two_factor_enabled: true }).where('id', '=', person.staffId).execute()
  const again = browser()
  assert.equal((await goThrough(again, withoutFactor)).body.next, 'second_factor')
  assert.equal((await again.session()).principal, null)
  assert.equal((await goThrough(browser(), { ...withoutFactor, acr: 'urn:high' })).body.next, 'done')
})

test('an account without a password sets up its own factor within minutes of signing on, and not later', async () => {
  const person = await connected()
  const own = browser()
  await goThrough(own, person.claims)
  const started = await own.post('/identity/account/authenticator/start', {})
  assert.equal(started.status, 200)
  assert.ok(started.body.secret)
  await tables(db)
    .updateTable('session')
    .set({ created_at: new Date(Date.now() - 3_600_000).toISOString() })
    .where('staff_id', '=', person.staffId)
    .execute()
  assert.equal((await own.post('/identity/account/passkeys/start', {})).body.code, 'identity.password_wrong')
})

test('where agencies are mapped, a claim opens the accounts of its own agency only', async () => {
  const mapped = await identityApp({
    singleSignOn: {
      ...settings,
      agencies: { claim: 'email_domain', ids: new Map([['ministry.example', OTHER_AGENCY]]) },
    },
  })
  try {
    const invite = async (agency: string, email: string) =>
      unwrap(
        await addUser(
          mapped.db,
          { country: COUNTRY, publicUrl: PUBLIC_URL, secrets: SECRETS },
          { name: 'Somebody', email, roles: ['analyst'], agency },
        ),
      ).link?.split('#')[1] ?? ''
    const claimsOf = (email: string): Asserted => ({ sub: newId(), email, email_verified: true })
    const invitation = await invite(AGENCY, 'a@ministry.example')
    refused(await goThrough(mapped.browser(), claimsOf('a@ministry.example'), { invitation }))
    const right = await invite(OTHER_AGENCY, 'b@ministry.example')
    assert.equal((await goThrough(mapped.browser(), claimsOf('b@ministry.example'), { invitation: right })).status, 200)
    const elsewhere = await invite(OTHER_AGENCY, 'c@elsewhere.example')
    refused(await goThrough(mapped.browser(), claimsOf('c@elsewhere.example'), { invitation: elsewhere }))
  } finally {
    await mapped.app.close()
  }
})

test('without a provider, single sign-on is refused; one that is away is said to be', async () => {
  const none = await identityApp()
  refused(await none.browser().post(`${BASE}/start`, {}))
  await none.app.close()
  const away = await identityApp({ singleSignOn: { ...settings, issuer: 'http://127.0.0.1:9' } })
  assert.equal((await away.browser().post(`${BASE}/start`, {})).body.code, 'identity.single_sign_on_unavailable')
  await away.app.close()
})
