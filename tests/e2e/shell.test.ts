import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Account } from '@gloact/identity/contract/account'
import type { Device } from '@gloact/identity/contract/devices'
import type { CurrentSession } from '@gloact/identity/contract/session'
import { newRandomId } from '@gloact/kernel'
import type { Browser, Page } from 'playwright-core'
import {
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  launchBrowser,
  newPage,
  pressTwice,
  type PageOptions,
} from './browser.ts'
import { buildApp, type Built } from './build.ts'
import { serveStatic, type StaticServer } from './static-server.ts'

const NOBODY: CurrentSession = {
  principal: null,
  demo: true,
  trainingUrl: null,
  mustCreateFirstAdministrator: false,
  locked: false,
  mustAcceptConduct: false,
  mustEnrolSecondFactor: false,
  withheldRoles: [],
  idleTimeoutSeconds: 900,
  languages: ['en', 'ar'],
  timeZone: 'UTC',
  singleSignOn: null,
  hasPassword: true,
  notices: [],
}

const CASEWORKER: CurrentSession = {
  ...NOBODY,
  principal: {
    userId: newRandomId(),
    agencyId: newRandomId(),
    agencyName: 'Shelter North',
    agencyType: 'ngo',
    country: 'XD',
    teamIds: [],
    roles: ['caseworker'],
    scope: 'team',
    displayName: 'A. Haddad',
    language: 'en',
    demo: true,
    secondFactor: 'skipped',
  },
}

const ACCOUNT: Account = {
  name: 'A. Haddad',
  email: 'someone@example.org',
  agencyName: 'Shelter North',
  language: 'en',
  roles: [],
  secondFactorRequired: false,
  authenticator: false,
  recoveryCodesLeft: 0,
  passkeys: [],
  sessions: [],
}

const LOST: Device = {
  id: newRandomId(),
  userAgent: 'a browser that was lost',
  firstSeenAt: '2026-01-05T09:00:00.000Z',
  lastSeenAt: '2026-01-06T09:00:00.000Z',
  current: false,
  forgottenAt: null,
  clearedAt: null,
}

let built: Built
let server: StaticServer
let browser: Browser
let session: CurrentSession = NOBODY

before(async () => {
  built = await buildApp()
  // The shell alone: of the API there is the session and little else, which is how a broken server looks.
  server = await serveStatic(built.folder, (path) => {
    if (path === '/api/v1/identity/session') return { status: 200, body: session }
    if (path === '/api/v1/identity/account/language') return { status: 200, body: { done: true } }
    if (path === '/api/v1/identity/account') return { status: 200, body: ACCOUNT }
    if (path === '/api/v1/identity/account/devices') return { status: 200, body: { items: [LOST] } }
    if (path === '/api/v1/identity/sign-in') return { status: 200, body: { next: 'done' } }
    return undefined
  })
  browser = await launchBrowser()
})

after(async () => {
  await browser?.close()
  await server?.close()
  built?.remove()
})

async function open(path: string, as: CurrentSession, look: PageOptions = {}): Promise<Page> {
  session = as
  const page = await newPage(browser, look)
  await page.goto(`${server.url}${path}`)
  await page.locator('main').waitFor()
  // The screen's own part comes after the frame; a test that goes offline must not do so in between.
  await page.waitForLoadState('networkidle')
  return page
}

for (const screen of ['phone', 'desktop'] as const) {
  for (const language of ['en-GB', 'ar']) {
    test(`signed out, every address leads to sign-in (${screen}, ${language})`, async () => {
      const page = await open('/files', NOBODY, { screen, language })
      await page.waitForURL('**/sign-in')
      await page.locator('input[type=password]').waitFor()
      await expectNoAxeViolations(page)
      await expectNoSidewaysScroll(page)
      await page.context().close()
    })

    test(`signed in, the frame shows what the roles open (${screen}, ${language})`, async () => {
      const page = await open('/', CASEWORKER, { screen, language })
      await page.locator('h1').waitFor()
      const leadsTo = (path: string) => page.locator(`nav a[href="${path}"]`).count()
      if (screen === 'desktop')
        assert.deepEqual([await leadsTo('/files'), await leadsTo('/administration/staff')], [1, 0])
      await expectNoAxeViolations(page)
      await expectNoSidewaysScroll(page)
      await page.context().close()
    })
  }
}

test('the browser’s language is spoken, and another is chosen by one press and remembered', async () => {
  const page = await open('/sign-in', NOBODY, { language: 'ar' })
  assert.equal(await page.locator('html').getAttribute('dir'), 'rtl')
  await page.getByRole('button', { name: /^اللغة/ }).click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await page.locator('html[lang=en][dir=ltr]').waitFor()
  await page.reload()
  await page.locator('html[lang=en][dir=ltr]').waitFor()
})

const chooses = async (page: Page, name: string) => {
  const kept = page.waitForRequest('**/identity/account/language')
  await page.getByRole('button', { name: /^(Language|اللغة)/ }).click()
  await page.getByRole('menuitemradio', { name }).click()
  const request = await kept
  return request.postDataJSON() as unknown
}

test('an account’s language comes to a new device, and another that is chosen is kept with the account', async () => {
  const principal = { ...CASEWORKER.principal!, demo: false, language: 'ar' }
  const page = await open('/', { ...CASEWORKER, principal }, { language: 'en-GB' })
  await page.locator('html[lang=ar][dir=rtl]').waitFor()
  assert.deepEqual(await chooses(page, 'English'), { language: 'en' })
  await page.locator('html[lang=en][dir=ltr]').waitFor()
  // Chosen on another device since.
  session = { ...CASEWORKER, principal: { ...principal, language: 'ar' } }
  await page.reload()
  await page.locator('html[lang=ar][dir=rtl]').waitFor()
  await page.context().close()
})

test('a language chosen before signing in is kept with the account of the person who signs in', async () => {
  const page = await open('/sign-in', NOBODY, { language: 'ar' })
  await page.getByRole('button', { name: /^اللغة/ }).click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await page.locator('html[lang=en]').waitFor()
  session = { ...CASEWORKER, principal: { ...CASEWORKER.principal!, demo: false, language: 'ar' } }
  const kept = page.waitForRequest('**/identity/account/language')
  await page.goto(`${server.url}/`)
  assert.deepEqual((await kept).postDataJSON(), { language: 'en' })
  await page.locator('nav').first().waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  await page.context().close()
})

for (const [what, part, path, wanted] of [
  ['a menu', 'menus-', '/', /^Language/],
  ['a question', 'confirm-dialog-', '/account', 'Report as lost'],
  ['the rest of a language', 'en-', '/', undefined],
] as const) {
  test(`${what} that cannot be fetched when it is wanted says what is safe, and comes with the page loaded again`, async () => {
    session = CASEWORKER
    const page = await newPage(browser)
    let spoken = 0
    const lost: string[] = []
    const fetched = (url: URL) => url.pathname.startsWith(`/assets/${part}`) && url.pathname.endsWith('.js')
    await page.route(fetched, (route) => {
      // The first file of a language is what is said before anybody is signed in.
      if (wanted === undefined && spoken++ === 0) return route.continue()
      lost.push(route.request().url())
      return route.abort()
    })
    await page.goto(`${server.url}${path}`)
    const button = page.getByRole('button', { name: wanted ?? /^Language/ }).first()
    if (wanted !== undefined) await button.click()
    await page.getByText('This page has stopped working').waitFor()
    await page.getByText('What you typed is kept on this device.').waitFor()
    assert.ok(lost.length > 0)
    await expectNoAxeViolations(page)
    await page.unroute(fetched)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.locator('#main h1').waitFor()
    await button.click()
    await page.getByRole('menu').or(page.getByRole('dialog')).first().waitFor()
    await page.context().close()
  })
}

test('a demonstration says so on every page', async () => {
  const page = await open('/', CASEWORKER)
  await page.getByText('Demonstration with invented people.').waitFor()
})

test('a page that is for other roles looks as if it were not there', async () => {
  const page = await open('/administration/staff', CASEWORKER)
  await page.getByText('Nothing to show here').waitFor()
  assert.equal(await page.getByRole('link', { name: 'Staff' }).count(), 0)
  const unknown = await open('/no/such/page', CASEWORKER)
  await unknown.getByText('Nothing to show here').waitFor()
})

test('after signing in one is where one wanted to go', async () => {
  const page = await open('/search', NOBODY)
  await page.waitForURL('**/sign-in')
  await page.locator('input[type=email]').fill('someone@example.org')
  await page.locator('input[type=password]').fill('a long password')
  session = CASEWORKER
  await page.locator('button[type=submit]').click()
  await page.waitForURL('**/search')
})

test('no connection is said, with what becomes of what is typed', async () => {
  const page = await open('/', CASEWORKER)
  await page.context().setOffline(true)
  await page.getByText('No connection. What you type is kept on this device').waitFor()
  await page.context().setOffline(false)
  // The banner alone: a list that was asked for meanwhile says in its own words that there was no connection.
  await page.getByText('No connection. What you type is kept on this device').waitFor({ state: 'hidden' })
})

test('the tab says nothing of what this is', async () => {
  const page = await open('/', CASEWORKER)
  assert.equal(await page.title(), 'Notes')
  assert.equal(await page.locator('link[rel=icon]').getAttribute('href'), '/icon.svg')
})

test('Esc twice leaves the app, and what was read is no longer in the page', async () => {
  const page = await open('/', CASEWORKER)
  await page.getByText('A. Haddad').waitFor()
  await page.clock.install()
  await pressTwice(page, 'Escape')
  await page.getByRole('heading', { name: 'Notes' }).waitFor()
  assert.doesNotMatch(await page.content(), /Haddad|GloACT/)
})

test('a locked session keeps its page behind the lock', async () => {
  const page = await open('/', { ...CASEWORKER, locked: true })
  await page.locator('input[type=password]').waitFor()
  assert.equal(await page.getByRole('navigation').count(), 0)
  await expectNoAxeViolations(page)
})
