import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startProvider } from '../../modules/identity/server/testing/provider.ts'
import { totp } from '../../modules/identity/server/testing/totp.ts'
import { expectNoAxeViolations, expectNoSidewaysScroll } from './browser.ts'
import { startProduct, type Product } from './product.ts'
import { signedIn, visit, type Visit } from './steps.ts'

const SECRET = 'theSecretBetweenTheTwo'
const folder = mkdtempSync(join(tmpdir(), 'gloact-secret-'))
const PASSWORD = 'harbour lantern wet stones'

let product: Product
let provider: Awaited<ReturnType<typeof startProvider>>
/** Somebody who joins in the first test and whose authenticator this is. */
const joined = { name: 'Dina Rahimi', email: 'dina@shelter.example', secret: '', codes: [] as string[] }

before(async () => {
  provider = await startProvider('gloact', SECRET)
  const secretFile = join(folder, 'secret')
  writeFileSync(secretFile, SECRET)
  product = await startProduct({
    env: () => ({
      GLOACT_OIDC_ISSUER: provider.issuer,
      GLOACT_OIDC_CLIENT_ID: 'gloact',
      GLOACT_OIDC_CLIENT_SECRET_FILE: secretFile,
      GLOACT_OIDC_NAME: 'Ministry',
    }),
  })
})

after(async () => {
  await product?.stop()
  await provider?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const SECOND_ADMINISTRATOR = 'second-administrator@demo.example'

const sound = async ({ page }: Visit) => {
  await expectNoAxeViolations(page)
  await expectNoSidewaysScroll(page)
}

/** Makes an invitation on the page; gives the link that is shown once. */
async function invite(administrator: Visit, who: { name: string; email: string; agency: string; role: RegExp }) {
  const { page, say, open, press, field } = administrator
  await open('/administration/staff/invite')
  await field(say('identity.field.name')).fill(who.name)
  await field(say('identity.field.email')).fill(who.email)
  await page.getByRole('combobox', { name: say('identity.field.agency') }).selectOption({ label: who.agency })
  await page.getByRole('checkbox', { name: who.role }).check()
  await press('identity.invite.button')
  const link = await page.locator('bdi', { hasText: '/join#' }).innerText()
  return new URL(link)
}

const openLink = ({ page }: Visit, link: URL) => page.goto(product.server.url + link.pathname + link.hash)

/** The second administrator confirms what the first asked for; gives the code, the other half of the link. */
async function confirmAsSecond(name: string, look: string, screen: 'desktop' | 'phone' = 'desktop'): Promise<string> {
  const second = await signedIn(product, SECOND_ADMINISTRATOR, { screen, at: '/administration/confirmations' })
  await second.page.getByRole('table').last().getByText(name).first().waitFor()
  await second.press('identity.resets.confirm')
  await second.choose('identity.resets.how.in_person')
  await second.look(look)
  await sound(second)
  const dialog = second.page.getByRole('dialog')
  await dialog.getByRole('button', { name: second.say('identity.resets.confirm'), exact: true }).click()
  const code = await dialog.locator('bdi[dir=ltr]').innerText()
  await second.look(`${look}-code`)
  await sound(second)
  await dialog.getByRole('button', { name: second.say('identity.code.done') }).click()
  await second.sees(second.say('identity.changes.none'))
  await second.leave()
  return code
}

async function typeCode({ page, say, press, field }: Visit, code: string): Promise<void> {
  await page.getByRole('heading', { name: say('identity.join.title_code') }).waitFor()
  await field(say('identity.join.code')).fill(code)
  await press('identity.join.code_button')
}

async function choosePassword({ page, press }: Visit): Promise<void> {
  for (const box of await page.locator('input[type=password]').all()) await box.fill(PASSWORD)
  await press('identity.join.button')
}

async function signInWithPassword({ page, say, press }: Visit): Promise<void> {
  await page.getByRole('textbox', { name: say('identity.field.email') }).fill(joined.email)
  await page.locator('input[type=password]').fill(PASSWORD)
  await press('identity.sign_in.button')
}

/** Sets up an authenticator on the page of the second factor, and keeps the codes to print. */
async function setUpAuthenticator(visitor: Visit): Promise<void> {
  const { page, say, press, title, look, field } = visitor
  await title('identity.second_factor.title')
  await look('accounts-second-factor')
  await sound(visitor)
  await page.locator('input[type=password]').first().fill(PASSWORD)
  await press('identity.authenticator.start')
  joined.secret = (await page.locator('bdi[dir=ltr]').innerText()).replaceAll(/\s/g, '')
  await field(say('identity.field.code')).fill('000000')
  await press('identity.authenticator.confirm')
  await page.getByRole('alert').waitFor()
  await look('accounts-authenticator')
  await field(say('identity.field.code')).fill(totp(joined.secret))
  await press('identity.authenticator.confirm')
  await title('identity.recovery.title')
  await look('accounts-recovery-codes')
  await sound(visitor)
  joined.codes = await page.locator('ol code').allInnerTexts()
  assert.equal(joined.codes.length, 10)
  assert.equal(await visitor.button('identity.recovery.go_on').isDisabled(), true)
  await page.getByRole('checkbox', { name: say('identity.recovery.kept') }).check()
  await press('identity.recovery.go_on')
  await page.waitForURL(`${product.server.url}/`)
}

test('somebody is invited and confirmed by two administrators, joins, promises, and sets up a second factor', async () => {
  const administrator = await signedIn(product, 'administrator')
  const link = await invite(administrator, { ...joined, agency: 'Shelter North', role: /^Supervisor/ })
  await administrator.look('accounts-invited')
  await sound(administrator)

  const newcomer = await visit(product, { screen: 'phone' })
  // A link that was copied in part, and then the whole one into the same tab.
  await openLink(newcomer, new URL('#cut', link))
  await newcomer.sees(newcomer.say('identity.join.invalid'))
  await openLink(newcomer, link)
  await newcomer.title('identity.join.title_code')
  await newcomer.look('accounts-code')
  await sound(newcomer)
  const code = await confirmAsSecond(joined.name, 'accounts-confirm')
  await typeCode(newcomer, code)
  await newcomer.title('identity.join.title_invitation')
  await newcomer.sees(joined.email)
  await newcomer.look('accounts-join')
  await sound(newcomer)
  await choosePassword(newcomer)
  await newcomer.title('identity.join.done')
  assert.equal(new URL(newcomer.page.url()).hash, '')
  await newcomer.open('/sign-in')
  await openLink(newcomer, link)
  await typeCode(newcomer, code)
  await newcomer.sees(newcomer.say('identity.join.invalid'))

  const second = await signedIn(product, SECOND_ADMINISTRATOR, { at: '/administration/staff' })
  await second.page.getByRole('link', { name: joined.name }).click()
  await second.sees(second.say('identity.grant_state.in_force'))
  await second.look('accounts-confirmed')
  await second.leave()
  await administrator.leave()

  await newcomer.open('/sign-in')
  await signInWithPassword(newcomer)
  await newcomer.page.waitForURL('**/code-of-conduct')
  await newcomer.page.getByRole('checkbox', { name: newcomer.say('identity.conduct.agree') }).waitFor()
  await newcomer.look('accounts-conduct')
  await sound(newcomer)
  // Nothing else opens before the promise.
  await newcomer.open('/files')
  await newcomer.page.waitForURL('**/code-of-conduct')
  assert.equal(await newcomer.button('identity.conduct.button').isDisabled(), true)
  await newcomer.page.getByRole('checkbox', { name: newcomer.say('identity.conduct.agree') }).check()
  await newcomer.press('identity.conduct.button')
  await setUpAuthenticator(newcomer)
  await newcomer.leave()
})

test('an erasure is asked for by one person and confirmed by another, and leaves a certificate', async () => {
  const asker = await signedIn(product, 'supervisor', { at: '/files?status=closed' })
  const { page, say, press, sees, open, look, field } = asker
  const number = await page.getByRole('link', { name: /^DL-/ }).first().innerText()
  await open('/erasures')
  await press('protection.erasure.new')
  await press('protection.erasure.ask')
  await sees(say('protection.erasure.basis_missing'))
  await asker.choose('protection.erasure.basis.person_asked')
  await field(say('protection.erasure.number')).fill(number)
  await look('accounts-erasure-asked')
  await sound(asker)
  await press('protection.erasure.ask')
  await sees(say('protection.erasure.asked_said'))
  await sees(say('protection.erasure.second_person'))
  assert.equal(await asker.button('protection.erasure.go_on').count(), 0)
  await asker.leave()

  const confirmer = await visit(product, { screen: 'phone' })
  await signInWithPassword(confirmer)
  await confirmer.title('identity.second_step.title')
  await confirmer.look('accounts-second-step')
  // A code opens once, and the one of this half minute set the authenticator up.
  await confirmer.field(confirmer.say('identity.field.code')).fill(totp(joined.secret, Date.now() + 30_000))
  await confirmer.press('identity.second_step.button')
  await confirmer.page.waitForURL(`${product.server.url}/`)
  await confirmer.open('/erasures')
  await confirmer.press('protection.erasure.go_on')
  await confirmer.field(confirmer.say('protection.erasure.type_number')).fill('DL-00000-0')
  await confirmer.press('protection.erasure.confirm')
  await confirmer.sees(confirmer.say('protection.erasure_number_differs'))
  await confirmer.field(confirmer.say('protection.erasure.type_number')).fill(number)
  await confirmer.look('accounts-erasure-confirmed')
  await sound(confirmer)
  await confirmer.press('protection.erasure.confirm')
  await confirmer.sees(confirmer.say('protection.erasure.erased_said'))
  await confirmer.page.getByRole('table').getByRole('link').first().click()
  await confirmer.title('protection.erasure.certificate')
  await confirmer.page.locator('main').getByText('Kofi Osei').waitFor()
  await confirmer.page.locator('main').getByText(joined.name).waitFor()
  await confirmer.look('accounts-certificate')
  await sound(confirmer)
  assert.equal(await confirmer.page.getByText(number).count(), 0)
  await confirmer.leave()
})

test('a phone that is lost: an administrator ends its sessions, and two reset the second factor that was on it', async () => {
  const owner = await visit(product)
  await signInWithPassword(owner)
  await owner.press('identity.second_step.use_recovery_code')
  await owner.field(owner.say('identity.field.recovery_code')).fill(joined.codes[0] ?? '')
  await owner.press('identity.second_step.button')
  await owner.page.waitForURL(`${product.server.url}/`)

  const administrator = await signedIn(product, 'administrator')
  const confirm = (visitor: Visit, id: Parameters<Visit['say']>[0]) =>
    visitor.page
      .getByRole('dialog')
      .getByRole('button', { name: visitor.say(id), exact: true })
      .click()
  await administrator.open('/administration/staff')
  await administrator.page.getByRole('link', { name: joined.name }).click()
  await administrator.press('identity.staff.phone_lost')
  await administrator.look('accounts-phone-lost')
  await confirm(administrator, 'identity.staff.phone_lost')
  await administrator.sees(administrator.say('identity.staff.phone_lost_done'))
  await owner.page.reload()
  await owner.page.waitForURL('**/sign-in')

  await administrator.press('identity.staff.reset_factor')
  await confirm(administrator, 'identity.staff.reset_factor')
  const half = new URL(await administrator.page.locator('bdi', { hasText: '/join#' }).innerText())
  await administrator.sees(administrator.say('identity.link.half_title'))
  await administrator.open('/administration/confirmations')
  await administrator.sees(administrator.say('identity.resets.own'))
  assert.equal(await administrator.button('identity.resets.confirm').count(), 0)
  await administrator.leave()

  const code = await confirmAsSecond(joined.name, 'accounts-reset', 'phone')
  await openLink(owner, half)
  await typeCode(owner, code)
  await owner.title('identity.join.title_factor')
  await owner.look('accounts-reset-by-owner')
  await sound(owner)
  await owner.page.locator('input[type=password]').fill(PASSWORD)
  await owner.press('identity.join.button_factor')
  await owner.title('identity.join.done_factor')

  await owner.open('/sign-in')
  await signInWithPassword(owner)
  await setUpAuthenticator(owner)
  await owner.page
    .getByText(/Paul Thapa.*Mariam Keita/)
    .first()
    .waitFor()
  await owner.look('accounts-reset-told')
  await owner.press('identity.notice.seen')
  await owner.page
    .getByText(/Paul Thapa.*Mariam Keita/)
    .first()
    .waitFor({ state: 'hidden' })
  await owner.leave()
})

test('a device of one’s own that is lost is signed out, destroys what was typed on it, and says so', async () => {
  const lost = await signedIn(product, 'caseworker', { at: '/files/00000000-0000-7000-8001-000003000000/notes' })
  await lost.press('protection.note.add')
  await lost.field(lost.say('protection.note.text')).fill('Typed on the phone that was lost')
  await lost.sees(/Saved on this device only/)
  // What it asks by itself would be refused: it would go to sign-in before it is loaded again, or meanwhile.
  await lost.page.route('**/{presence,notices}', (route) => route.abort())

  const found = await signedIn(product, 'caseworker', { screen: 'phone', at: '/account' })
  await found.press('identity.devices.forget')
  await found.look('accounts-device-lost')
  await found.page
    .getByRole('dialog')
    .getByRole('button', { name: found.say('identity.devices.forget'), exact: true })
    .click()
  await found.sees(found.say('identity.devices.to_forget'))
  await sound(found)
  await found.look('accounts-device-told')
  await lost.page.reload()
  await lost.page.waitForURL('**/sign-in')
  await found.page.reload()
  await found.sees(/^Destroyed /)
  await found.leave()
  await lost.leave()
})

/** The ministry's own page, where the person of these claims says yes. */
const answersAtProvider = (page: Page, claims: { readonly sub: string; readonly [claim: string]: unknown }) =>
  page.route(`${provider.issuer}/authorize**`, async (route) => {
    const asked = route.request().url()
    const back = new URL(new URL(asked).searchParams.get('redirect_uri') ?? '')
    back.search = await provider.approve(asked, claims)
    back.host = new URL(product.server.url).host
    await route.fulfill({ status: 302, headers: { location: back.href } })
  })

test('somebody joins and signs in with the ministry’s own account; a stranger is told that it opens nothing here', async () => {
  const administrator = await signedIn(product, 'administrator')
  const email = 'omar@ministry.example'
  const who = { name: 'Omar Dial', email, agency: 'Office of the National Coordinator', role: /^Analyst/ }
  const link = await invite(administrator, who)
  await administrator.leave()

  const visitor = await visit(product)
  const { page, say, look } = visitor
  await answersAtProvider(page, { sub: 'omar-1', email, email_verified: true, amr: ['mfa'] })
  await openLink(visitor, link)
  await typeCode(visitor, await confirmAsSecond(who.name, 'accounts-confirm-sso'))
  await page.getByRole('button', { name: 'Join with Ministry' }).click()
  await page.waitForURL('**/code-of-conduct')
  await page.getByRole('checkbox', { name: say('identity.conduct.agree') }).check()
  await visitor.press('identity.conduct.button')
  await page.waitForURL(`${product.server.url}/`)
  await page.getByRole('button', { name: who.name }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  await page.getByRole('button', { name: 'Sign in with Ministry' }).waitFor()
  await look('accounts-sign-in')
  await sound(visitor)
  await page.getByRole('button', { name: 'Sign in with Ministry' }).click()
  await page.waitForURL(`${product.server.url}/`)
  await page.getByRole('button', { name: who.name }).waitFor()
  await visitor.leave()

  const stranger = await visit(product, { screen: 'phone', language: 'ar' })
  await answersAtProvider(stranger.page, { sub: 'stranger', email: 'x@ministry.example', email_verified: true })
  await stranger.page.getByRole('button', { name: /Ministry/ }).click()
  await stranger.title('identity.single_sign_on.failed_title')
  assert.equal(new URL(stranger.page.url()).search, '', 'what the provider said stays in no address')
  await stranger.sees(stranger.say('identity.single_sign_on_failed'))
  await stranger.look('accounts-sign-in-refused')
  await sound(stranger)
  await stranger.page.getByRole('link', { name: stranger.say('identity.single_sign_on.back') }).click()
  await stranger.title('identity.sign_in.title')
  await stranger.leave()
})

test('the officer marks an account as reviewed, has the record checked, and saves a proof that names nobody', async () => {
  const officer = await signedIn(product, 'data_protection_officer', { at: '/oversight' })
  const { page, say, press, sees, open, look } = officer
  await page.getByRole('checkbox', { name: 'Amal Haddad' }).check()
  await page.getByRole('button', { name: 'Mark 1 account as reviewed' }).click()
  await look('accounts-review')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('oversight.access.review') })
    .click()
  await sees('1 account marked as reviewed.')
  await page
    .getByRole('row', { name: /Amal Haddad/ })
    .getByText('Ines Carvalho')
    .waitFor()
  await look('accounts-reviewed')
  await sound(officer)

  await open('/oversight/audit')
  await press('oversight.audit.check_now')
  await sees(say('oversight.audit.whole'))
  const download = page.waitForEvent('download')
  await press('oversight.audit.proof_make')
  const text = readFileSync(await (await download).path(), 'utf8')
  const proof = JSON.parse(text) as { blocks: unknown[] }
  assert.ok(proof.blocks.length > 0)
  assert.doesNotMatch(text, /Haddad|Osei|@/)
  await page.getByText(/^audit-proof-.* saved/).waitFor()
  await look('accounts-proof')
  await sound(officer)
  await officer.leave()
})
