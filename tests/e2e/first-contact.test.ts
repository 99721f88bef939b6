import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import ar from '../../modules/protection/locales/ar.json' with { type: 'json' }
import en from '../../modules/protection/locales/en.json' with { type: 'json' }
import referral from '../../modules/referral/locales/en.json' with { type: 'json' }
import { signInAs } from '../support/server-process.ts'
import { until } from '../support/until.ts'
import { expectNoAxeViolations, expectNoSidewaysScroll, takeScreenshot } from './browser.ts'
import { keptDrafts } from './kept-drafts.ts'
import { pageAs, startProduct, type Product } from './product.ts'
import { storyFile } from './screens.ts'

// The browser's own code, loaded as it is: it is compiled with the browser's types, and these tests with Node's.
const { draftOf } = (await import(new URL('../../packages/offline/draft-of.ts', import.meta.url).href)) as {
  readonly draftOf: (key: string) => { readonly kind: string } | undefined
}
const isContact = (key: string): boolean => draftOf(key)?.kind === 'contact'

let product: Product

before(async () => {
  product = await startProduct()
})

after(() => product?.stop())

type MessageId = keyof typeof en

interface Contact {
  readonly page: Page
  /** A sentence in the language of the session. */
  readonly say: (id: MessageId) => string
  readonly choose: (id: string) => Promise<void>
  /** Holds the page to the rules for every page, and goes on. */
  readonly next: () => Promise<void>
  /** Goes on: the page is held to the rules elsewhere. */
  readonly go: () => Promise<void>
  readonly title: (id: MessageId) => Promise<void>
}

/** Somebody with a phone who meets a person, signed in. */
async function meetAs(role: string, language: 'en' | 'ar', name: string): Promise<Contact> {
  const page = await pageAs(product, role, { screen: 'phone', language })
  await page.addInitScript(COUNT_TAPS)
  await page.goto(`${product.server.url}/contact`)
  const say = (id: MessageId): string => (language === 'ar' ? ar : en)[id]
  let pages = 0
  return {
    page,
    say,
    choose: (id) => page.getByLabel(id in en ? say(id as MessageId) : id, { exact: true }).check(),
    async next() {
      await unstick(page)
      await expectNoAxeViolations(page)
      await expectNoSidewaysScroll(page)
      pages += 1
      await takeScreenshot(page, `contact-${name}-${language}-${String(pages).padStart(2, '0')}`)
      await page.locator('button[type=submit]').click()
    },
    go: () => page.locator('button[type=submit]').click(),
    title: (id) => page.getByRole('heading', { level: 1, name: say(id), exact: true }).waitFor(),
  }
}

/** What a hand does is counted as it is done: a press, a choice in a list, a field that is typed into with the press that led there. */
const COUNT_TAPS = `{
  const add = () => sessionStorage.setItem('taps', String(Number(sessionStorage.getItem('taps') ?? 0) + 1))
  let field
  addEventListener('pointerdown', ({ target }) => {
    field = target
    add()
  }, { capture: true })
  addEventListener('input', ({ target }) => {
    if (target === field || target.matches('[type=radio], [type=checkbox]')) return
    field = target
    add()
  }, { capture: true })
}`

const tapsOn = async (page: Page): Promise<number> =>
  Number(await page.evaluate<string | null>(`sessionStorage.getItem('taps')`))

/** What stays in view while a page scrolls covers other things by turns: it is laid out in its place to be looked at. */
const unstick = (page: Page): Promise<void> =>
  page.evaluate(`for (const element of document.querySelectorAll('*'))
    if (getComputedStyle(element).position === 'sticky') element.style.position = 'static'`)

/** The pages of the screening, quickly: what is observed is the first sign of each dimension. */
async function screen({ page, choose, title }: Contact, age: MessageId, next: () => Promise<void>): Promise<void> {
  await title('protection.contact.page.safe')
  await choose('protection.contact.safe.yes')
  await next()
  await title('protection.contact.page.person')
  await choose(age)
  await next()
  await title('protection.contact.page.channel')
  await page.getByRole('radio').nth(7).check()
  await next()
  await title('protection.contact.page.needs')
  await page.getByRole('checkbox').nth(1).check()
  await next()
  await title('protection.contact.page.suspected')
  await choose('protection.contact.suspected.labour')
  await choose('protection.contact.screening.full')
  await next()
  for (let dimension = 0; dimension < 6; dimension += 1) {
    await page.getByRole('checkbox').first().check()
    await next()
  }
}

/** As many as it may take: an adult’s file with consent, explained in their language, from the first page to the last; a screening at a border. */
const MOST_TAPS = { file: 35, border: 20 } as const

interface KnownFile {
  readonly id: string
  readonly number: string
  readonly status: string
}

const filesOf = async (role: string): Promise<readonly KnownFile[]> => {
  const caller = await signInAs(product.server, role)
  const { status, body } = await caller.get('/protection/files?limit=200')
  assert.equal(status, 200)
  return (body as { items: KnownFile[] }).items
}

/** Waits until what was typed lies on the device, and gives it as it lies there. */
const keptOnDevice = async (page: Page, since: number): Promise<string> =>
  (
    await until('what was typed lies on the device', async () =>
      (await keptDrafts(page)).find(({ key, savedAt }) => isContact(key) && savedAt >= since),
    )
  ).bytes

test('an adult agrees in Arabic, in at most 35 taps; one file is opened however often the button is pressed', async () => {
  const before = (await filesOf('frontline_worker')).length
  const contact = await meetAs('frontline_worker', 'en', 'adult')
  const { page, say, choose, next, title } = contact
  await title('protection.contact.page.safe')
  await choose('protection.contact.safe.yes')
  await next()
  await title('protection.contact.page.person')
  await choose('protection.contact.age.adult')
  let deliver = () => {}
  const delivered = new Promise<void>((resolve) => (deliver = resolve))
  await page.route('**/assets/ar-*.js', async (route) => {
    await delivered
    await route.continue()
  })
  await page.getByRole('combobox', { name: say('protection.contact.language.label') }).fill('Arabic')
  await page.getByRole('option', { name: 'Arabic', exact: true }).click()
  await next()
  await title('protection.contact.page.channel')
  await page.getByRole('radio').nth(7).check()
  await next()
  await title('protection.contact.page.needs')
  await page.getByRole('checkbox').nth(1).check()
  await next()
  await title('protection.contact.page.suspected')
  await choose('protection.contact.suspected.labour')
  await next()
  await title('protection.contact.page.signs_short')
  await page.getByRole('checkbox').first().check()
  await next()
  await title('protection.contact.page.result')
  await page.getByText(say('protection.screening.not_a_decision')).waitFor()
  await next()
  await page.getByRole('radio', { name: say('protection.contact.agreement.yes') }).check()
  await next()

  await title('protection.contact.page.search')
  await page.getByLabel(say('protection.search.text')).fill('Nobody Atall')
  await page.keyboard.press('Enter')
  await page.getByText(say('protection.search.none'), { exact: true }).waitFor()
  await choose('protection.contact.search.none_found')
  await next()

  // The language of the person is known by now: it is explained in it, and nobody is asked again which it was.
  await title('protection.consent.explained.title')
  // Nobody goes on before it can be read, nor is a press lost because the button moves as the text arrives.
  await page.getByText(say('protection.consent.explanation.loading')).waitFor()
  await page.locator('button[type=submit]:disabled').waitFor()
  deliver()
  await page.getByText(ar['protection.consent.explained.no']).waitFor()
  // Who explains it reads the same beside it.
  await page.getByText(say('protection.consent.explained.no')).waitFor()
  await next()
  await title('protection.consent.questions.title')
  await page.getByRole('combobox').first().selectOption('yes')
  await next()
  await title('protection.consent.given.title')
  await choose('An adult who can decide')
  assert.equal(await page.getByRole('combobox', { name: say('protection.consent.language') }).inputValue(), 'Arabic')
  await choose('In writing')
  await next()

  await title('protection.consent.told.title')
  await page.getByText(say('protection.consent.grants.empty'), { exact: true }).waitFor()
  // What is agreed to most often is laid out in one press.
  await page.getByRole('button', { name: say('protection.consent.preset.authority'), exact: true }).click()
  assert.equal(await page.getByLabel(/: To decide on identification$/).isChecked(), true)
  await page.getByText(say('protection.consent.nobody_else')).waitFor()
  await page.getByText(ar['protection.consent.nobody_else']).waitFor()
  await next()
  await page.getByText(say('protection.refusal.separate')).waitFor()
  await next()
  await page.getByRole('heading', { level: 1, name: 'Identity', exact: true }).waitFor()
  // What was typed to look for is the name; it is corrected and not typed again.
  assert.equal(await page.getByRole('textbox', { name: 'Family name' }).inputValue(), 'Atall')
  await page.getByRole('textbox', { name: 'Given name' }).fill('Samira')
  for (;;) {
    const heading = await page.getByRole('heading', { level: 1 }).innerText()
    if (heading === say('protection.contact.page.send')) break
    await next()
    await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor({ state: 'detached' })
  }
  await unstick(page)
  const taps = (await tapsOn(page)) + 1
  await page.locator('button[type=submit]').dblclick()
  await page.waitForURL(/\/files\/[0-9a-f-]{36}$/)
  assert.equal((await filesOf('frontline_worker')).length, before + 1)
  assert.ok(taps <= MOST_TAPS.file, `an adult’s file with consent takes ${taps} taps`)

  await page.goto(`${product.server.url}/contact`)
  await title('protection.contact.page.safe')
  await page.context().close()
})

test('at a border without a signal: seven screens to the result, a number to call a tap away, and the rest can follow', async () => {
  const contact = await meetAs('frontline_worker', 'en', 'short')
  const { page, say, choose, next, go, title } = contact
  await title('protection.contact.page.safe')
  await until('the directory lies on the device', async () =>
    (await keptDrafts(page)).some(({ key }) => key === 'kept:directory'),
  )
  await page.context().setOffline(true)
  let screens = 1
  const on = async (): Promise<void> => {
    const heading = await page.getByRole('heading', { level: 1 }).innerText()
    await go()
    await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor({ state: 'detached' })
    screens += 1
  }
  await choose('protection.contact.safe.yes')
  await on()
  await choose('protection.contact.age.adult')
  await on()
  await page.getByRole('radio').nth(7).check()
  await on()
  await on()
  await choose('protection.contact.suspected.labour')
  assert.equal(await page.getByRole('radio', { name: /^Short: 12 indicators/ }).isChecked(), true)
  await on()
  await title('protection.contact.page.signs_short')
  assert.equal(await page.getByRole('checkbox').count(), 12)
  await page.getByRole('checkbox').first().check()
  await on()
  await title('protection.contact.page.result')
  assert.equal(screens, 7)
  const taps = await tapsOn(page)
  assert.ok(taps <= MOST_TAPS.border, `a short screening takes ${taps} taps`)
  assert.equal(await page.getByRole('link', { name: '+999 112' }).getAttribute('href'), 'tel:+999112')
  // Who can help is there too: of a safe house neither the name of the place nor where it is.
  const near = page.getByRole('region', { name: referral['referral.near.title'] })
  await near.getByText('Safe house for women').first().waitFor()
  await near.getByText(referral['referral.near.confidential']).first().waitFor()
  assert.equal(await near.getByText(/House \d/).count(), 0)
  await near.getByText('General practice').first().waitFor()
  await near.getByText(/^No signal: the directory as of/).waitFor()
  await takeScreenshot(page, 'contact-near-services')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: say('protection.contact.screening.ask_rest'), exact: true }).click()
  // What was observed is kept, and the whole list is asked.
  await page.getByRole('checkbox', { checked: true }).waitFor()
  for (let dimension = 0; dimension < 6; dimension += 1) await on()
  await title('protection.contact.page.result')
  await next()
  await page.context().close()
})

test('somebody who was smuggled is asked whether they fear to return, told their rights, and handed over with a slip', async () => {
  const { page, choose, go, title, say } = await meetAs('frontline_worker', 'en', 'smuggled')
  const on = async (id: MessageId): Promise<void> => {
    await go()
    await title(id)
  }
  await choose('protection.contact.safe.yes')
  await on('protection.contact.page.person')
  await choose('protection.contact.age.adult')
  await on('protection.contact.page.channel')
  await page.getByRole('radio').nth(7).check()
  await on('protection.contact.page.needs')
  // The first needs of the list at once; a need among the others stands beside one of the first.
  const needs = page.getByRole('checkbox').filter({ visible: true })
  assert.equal(await needs.count(), 8)
  await needs.first().check()
  await page.getByText(say('protection.contact.needs.more'), { exact: true }).first().click()
  await needs.nth(8).check()
  assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 2)
  await expectNoAxeViolations(page)
  await expectNoSidewaysScroll(page)
  await takeScreenshot(page, 'first-contact-needs')
  await on('protection.contact.page.suspected')
  await page.getByRole('radio', { name: say('protection.contact.suspected.other') }).check()
  await page.getByRole('checkbox', { name: 'Forced marriage' }).check()
  await page.getByRole('radio', { name: say('protection.contact.suspected.smuggling') }).check()
  await on('protection.contact.page.signs_short')
  await on('protection.contact.page.smuggled')
  await choose('protection.contact.child.answer.observed')
  await choose('protection.smuggled.danger.debt')
  await expectNoAxeViolations(page)
  await on('protection.contact.page.result')
  await page.getByText(say('protection.smuggled.right.no_return')).waitFor()
  await page.getByText(say('protection.contact.next.smuggled_asylum')).waitFor()
  await page.context().close()

  const caseworker = await pageAs(product, 'caseworker', { language: 'en', screen: 'phone' })
  await caseworker.goto(`${product.server.url}${storyFile(2)}/slip`)
  await caseworker.getByText(say('protection.slip.say_number')).waitFor()
  assert.equal(await caseworker.getByText(/सीता|थापा/).count(), 0, 'it names nobody')
  await expectNoSidewaysScroll(caseworker)
  await caseworker.context().close()
})

test('an adult who declines to be recorded is counted without a name, and nothing is left on the phone', async () => {
  const before = (await filesOf('frontline_worker')).length
  const contact = await meetAs('frontline_worker', 'ar', 'declines')
  const { page, say, next, title } = contact
  await screen(contact, 'protection.contact.age.adult', next)
  await title('protection.contact.page.result')
  await next()
  await page.getByRole('radio', { name: say('protection.contact.agreement.no') }).check()
  await next()
  await title('protection.contact.page.refusal')
  await page.getByRole('radio').first().check()
  const sent = page.waitForRequest('**/api/v1/protection/refusals')
  await next()
  const body = (await sent).postDataJSON() as Record<string, string>
  assert.deepEqual(Object.keys(body).toSorted(), ['ageBand', 'id', 'nationality', 'sex'])
  assert.deepEqual([body['sex'], body['ageBand'], body['nationality']], ['female', 'not_known', 'not_known'])
  await page.getByText(say('protection.refusal.done_about')).waitFor()
  assert.equal((await filesOf('frontline_worker')).length, before)
  await page.reload()
  await title('protection.contact.page.safe')
  await page.context().close()
})

test('a person whose age is not sure is not kept waiting for consent, and a lost reply records once', async () => {
  const before = (await filesOf('child_protection_officer')).length
  const contact = await meetAs('child_protection_officer', 'en', 'child')
  const { page, say, choose, next, go, title } = contact
  await screen(contact, 'protection.contact.age.not_sure', go)
  await title('protection.contact.page.child')
  await next()
  await title('protection.contact.page.result')
  await next()
  await title('protection.contact.page.search')
  await choose('protection.contact.search.no_name')
  await next()
  await title('protection.contact.page.when')
  await page.getByRole('radio', { name: say('protection.contact.when.later') }).check()
  const chosenAt = Date.now()
  await next()

  const kept = await keptOnDevice(page, chosenAt)
  assert.ok(kept.length > 0)
  for (const word of ['not_sure', 'labour', 'exploitation']) assert.ok(!kept.includes(word), `${word} lies unsealed`)
  await page.reload()
  await page.getByText(say('protection.contact.resume.title')).waitFor()
  await page.getByRole('button', { name: say('protection.contact.resume.go_on') }).click()
  for (;;) {
    const heading = await page.getByRole('heading', { level: 1 }).innerText()
    if (heading === say('protection.contact.page.send')) break
    await go()
    await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor({ state: 'detached' })
  }
  // The request arrives; its reply does not.
  let replies = 0
  await page.route('**/api/v1/protection/files', async (route) => {
    if (route.request().method() !== 'POST' || replies > 0) return route.continue()
    replies += 1
    await route.fetch()
    return route.abort()
  })
  await next()
  await page.getByText(say('protection.contact.unanswered.title')).waitFor()
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: say('protection.contact.unanswered.again') }).click()
  await page.waitForURL(/\/files\/[0-9a-f-]{36}$/)
  assert.equal((await filesOf('child_protection_officer')).length, before + 1)
  await page.context().close()
})

test('a person who has a file is found by its number and added to it', async () => {
  const files = await filesOf('caseworker')
  const known = files.find(({ status }) => status === 'open')
  assert.ok(known)
  const contact = await meetAs('caseworker', 'en', 'known')
  const { page, say, next, go, title } = contact
  await page.goto(product.server.url)
  await page.getByRole('link', { name: say('protection.work.new_contact'), exact: true }).click()
  await screen(contact, 'protection.contact.age.adult', go)
  await go()
  await page.getByRole('radio', { name: say('protection.contact.agreement.yes') }).check()
  // The browser's Back is the page before, not the way out of what is half filled in.
  await page.goBack()
  await title('protection.contact.page.result')
  await go()
  assert.equal(await page.getByRole('radio', { name: say('protection.contact.agreement.yes') }).isChecked(), true)
  await go()
  await title('protection.contact.page.search')
  await page.getByLabel(say('protection.search.text')).fill(known.number)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: say('protection.contact.search.this') }).click()
  await next()
  await title('protection.contact.page.add')
  await next()
  await page.waitForURL(`**/files/${known.id}`)
  assert.equal((await filesOf('caseworker')).length, files.length)
  await page.context().close()
})

test('without a signal the screening goes on to its result, and is sent to nobody', async () => {
  const contact = await meetAs('frontline_worker', 'en', 'offline')
  const { page, go, title } = contact
  await title('protection.contact.page.safe')
  await page.context().setOffline(true)
  await screen(contact, 'protection.contact.age.adult', go)
  await title('protection.contact.page.result')
  await page.getByText(/Saved on this device only/).waitFor()
  await page.context().close()
})
