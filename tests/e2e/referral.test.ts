import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { labelOf, serviceType } from '@gloact/codes'
import type { Page } from 'playwright-core'
import { expectNoAxeViolations, expectNoSidewaysScroll, lead, newPage, takeScreenshot } from './browser.ts'
import { pageAs, startProduct, type Product } from './product.ts'
import { storyFile } from './screens.ts'
import { typeDate, words } from './steps.ts'

let product: Product

before(async () => {
  product = await startProduct()
})
after(() => product?.stop())

const say = (id: string): string => words('en', id)

async function pressed(page: Page, name: string | RegExp): Promise<void> {
  await page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()
}

/** Opens a step and records it: with what `fill` types into its form. */
async function take(
  page: Page,
  step: string,
  fill: (page: Page) => Promise<void> = async () => undefined,
): Promise<void> {
  await pressed(page, say(`referral.referral.step.${step}`))
  await fill(page)
  await pressed(page, say('records.record'))
  await page
    .getByRole('list', { name: say('records.history') })
    .getByText(say(`referral.referral.taken.${step}`))
    .waitFor()
}

test('from a need to feedback: a child’s office refers, the clinic answers, each with its own part', async () => {
  const { url } = product.server
  const sender = await pageAs(product, 'child_protection_officer', { language: 'en' })
  await lead(sender, url, `${storyFile(6)}/services`)
  await sender.getByRole('link', { name: say('protection.service.refer') }).click()
  const need = labelOf(serviceType, 'health', 'en')
  await sender.getByRole('combobox', { name: say('referral.need') }).fill(need)
  await sender.getByRole('option', { name: need, exact: true }).click()
  await pressed(sender, /^Choose: General practice, Clinic 1$/)
  await sender
    .getByRole('textbox', { name: say('referral.words') })
    .fill('A check of her hands, with somebody who speaks Kyrgyz.')
  await sender.getByRole('radio', { name: say('referral.assent.yes'), exact: true }).check()
  await sender.getByRole('radio', { name: say('referral.guardian.consulted'), exact: true }).check()
  // She agreed that the clinic writes back as well.
  await sender.getByRole('radio', { name: say('referral.feedback.words'), exact: true }).check()
  await expectNoAxeViolations(sender)
  await pressed(sender, say('referral.refer.preview'))
  await pressed(sender, say('referral.referral.step.send'))
  await sender.getByText(say('referral.preview.about')).waitFor()
  await pressed(sender, say('referral.send'))
  await sender.getByText(say('referral.package.sent')).waitFor()
  const { pathname } = new URL(sender.url())

  const clinic = await pageAs(product, 'service_provider', { language: 'en', screen: 'phone' })
  await lead(clinic, url, pathname)
  await clinic.getByText(say('referral.package.acknowledge_first')).waitFor()
  assert.equal(await clinic.getByText('speaks Kyrgyz').count(), 0)
  await take(clinic, 'acknowledge')
  await clinic.getByText('speaks Kyrgyz').waitFor()
  // What nobody was asked is a line that opens to the questions.
  const unasked = clinic.getByText(/^Not asked: \d+ questions$/).first()
  const questions = clinic
    .locator('details', { has: unasked })
    .getByText(say('forms.absence.not_asked'), { exact: true })
  assert.equal(await questions.filter({ visible: true }).count(), 0)
  await unasked.click()
  const [many] = /\d+/.exec((await unasked.textContent()) ?? '') ?? []
  assert.equal(await questions.filter({ visible: true }).count(), Number(many))
  await expectNoSidewaysScroll(clinic)
  await expectNoAxeViolations(clinic)
  await take(clinic, 'accept', async (page) => {
    await typeDate(page, 'First day', '3/3/2027')
  })
  await clinic.getByText(say('referral.feedback.service.words')).waitFor()
  await take(clinic, 'start')
  await take(clinic, 'complete', async (page) => {
    await page.getByRole('radio', { name: 'Given', exact: true }).check()
    await page
      .getByRole('textbox', { name: /What the other side should know/ })
      .fill('The dressing comes off next week.')
  })
  await takeScreenshot(clinic, 'referral-clinic-phone')

  // What the other side did meanwhile is asked again.
  await sender.reload()
  await sender.getByText('The dressing comes off next week.').first().waitFor()
})

test('a service that keeps files copies what it ticks into a file of its own; with nothing agreed but the end, it ends', async () => {
  const { url } = product.server
  const sender = await pageAs(product, 'child_protection_officer', { language: 'en' })
  await lead(sender, url, `/referral/refer/${storyFile(6).split('/').at(-1)!}`)
  const need = labelOf(serviceType, 'legal_assistance', 'en')
  await sender.getByRole('combobox', { name: say('referral.need') }).fill(need)
  await sender.getByRole('option', { name: need, exact: true }).click()
  await pressed(sender, /^Choose: Legal advice, Advice centre 1$/)
  await sender.getByRole('textbox', { name: say('referral.words') }).fill('Her permit ends in the spring.')
  await sender.getByRole('radio', { name: say('referral.assent.yes'), exact: true }).check()
  await sender.getByRole('radio', { name: say('referral.guardian.informed'), exact: true }).check()
  await sender.getByRole('radio', { name: say('referral.feedback.none'), exact: true }).check()
  await pressed(sender, say('referral.refer.preview'))
  await pressed(sender, say('referral.referral.step.send'))
  await pressed(sender, say('referral.send'))
  await sender.getByText(say('referral.package.sent')).waitFor()
  const { pathname } = new URL(sender.url())

  const adviser = await pageAs(product, 'caseworker', { language: 'en', screen: 'phone' })
  await lead(adviser, url, storyFile(3))
  const number = /DL-[0-9A-Z]{5}-[0-9A-Z]/.exec(
    await adviser
      .getByText(/DL-[0-9A-Z]{5}-[0-9A-Z]/)
      .first()
      .innerText(),
  )![0]
  await lead(adviser, url, pathname)
  await take(adviser, 'acknowledge')
  await take(adviser, 'accept', (page) => typeDate(page, 'First day', '3/3/2027'))
  await adviser.getByText(say('referral.feedback.service.none')).waitFor()
  await pressed(adviser, say('referral.referral.step.copy'))
  await adviser.getByText(say('referral.copy.about')).waitFor()
  assert.equal(await adviser.getByRole('checkbox', { checked: true }).count(), 0, 'nothing is ticked beforehand')
  await adviser.getByRole('textbox', { name: say('referral.copy.number') }).fill(number)
  await adviser.getByRole('checkbox').first().check()
  await expectNoSidewaysScroll(adviser)
  await expectNoAxeViolations(adviser)
  await takeScreenshot(adviser, 'referral-copy-phone')
  await pressed(adviser, say('referral.copy.do'))
  await adviser
    .getByRole('list', { name: say('records.history') })
    .getByText(say('referral.referral.taken.copy'))
    .waitFor()
  await take(adviser, 'end')
  await sender.reload()
  await sender.getByText(say('referral.referral.taken.end')).waitFor()
  assert.equal(await sender.getByText(say('referral.referral.taken.copy')).count(), 0)
})

/** What was sent in the demonstration to a service that has no accounts. */
const BY_LINK = '/referral/requests/00000000-0000-7000-8023-000000000200'

test('a provider without an account opens one referral on a phone, in Arabic, and answers it; the link opens in no other browser', async () => {
  const { url } = product.server
  const arabic = (id: string) => words('ar', id)
  const sender = await pageAs(product, 'child_protection_officer', { language: 'en' })
  await lead(sender, url, BY_LINK)
  await pressed(sender, say('referral.link.new'))
  const shown = sender.getByText(/message#/)
  const secret = /#(\S+)/.exec(await shown.innerText())![1]!
  const pin = async () => (await sender.getByText(/^\d{4} \d{4}$/).innerText()).trim()
  const first = await pin()

  const provider = await newPage(product.browser, { screen: 'phone', language: 'ar' })
  await provider.goto(`${url}/message#${secret}`)
  const box = provider.getByRole('textbox', { name: arabic('referral.message.pin') })
  await box.waitFor()
  assert.equal(await provider.title(), 'Notes', 'the title says nothing of what it is')
  await expectNoAxeViolations(provider)
  await expectNoSidewaysScroll(provider)
  await takeScreenshot(provider, 'referral-message-pin-arabic-phone')
  await box.fill(first)
  await pressed(provider, arabic('referral.message.open'))
  await provider.getByText(arabic('referral.package.acknowledge_first')).waitFor()
  assert.equal(new URL(provider.url()).hash, '', 'the secret is out of the address')
  assert.equal(await provider.getByText('She has a cough').count(), 0)

  const step = async (name: string) => {
    await pressed(provider, arabic(`referral.referral.step.${name}`))
    await pressed(provider, arabic('records.record'))
  }
  // Nobody answers without saying who they are.
  await step('acknowledge')
  await provider.getByText(arabic('referral.message.name_first')).waitFor()
  await provider.getByRole('textbox', { name: arabic('referral.message.name') }).fill('Nurse Amina')
  await provider.getByRole('textbox', { name: arabic('referral.message.role') }).fill('Reception')
  await pressed(provider, arabic('records.record'))
  await provider.getByText('She has a cough').waitFor()
  await expectNoAxeViolations(provider)
  await expectNoSidewaysScroll(provider)
  await takeScreenshot(provider, 'referral-message-read-arabic-phone')
  // What identifies beyond a first name is not there for them.
  assert.equal(await provider.getByText(/\d{4}-\d{2}-\d{2}/).count(), 0)
  await pressed(provider, arabic('referral.referral.step.put_on_list'))
  await pressed(provider, arabic('records.record'))
  await provider.getByText(arabic('referral.referral.taken.put_on_list')).first().waitFor()

  await sender.reload()
  await sender.getByText(say('referral.link.claimed')).waitFor()
  assert.ok((await sender.getByText('Nurse Amina').count()) > 0)
  await takeScreenshot(sender, 'referral-message-sender')
  await pressed(sender, say('referral.link.new_pin'))
  const second = await pin()
  const other = await newPage(product.browser, { screen: 'phone', language: 'ar' })
  await other.goto(`${url}/message#${secret}`)
  await other.getByRole('textbox', { name: arabic('referral.message.pin') }).fill(second)
  await pressed(other, arabic('referral.message.open'))
  await other.getByText(arabic('referral.link_not_open')).waitFor()
  await takeScreenshot(other, 'referral-message-other-browser')
})

test('a caseworker of the demonstration has referrals of their own, with what needs an answer first', async () => {
  const page = await pageAs(product, 'caseworker', { language: 'en' })
  await lead(page, product.server.url, '/referral')
  await page.getByText(say('referral.referral.state.expired')).first().waitFor()
  assert.ok((await page.locator('a[href^="/referral/requests/"]').count()) >= 4)
})

test('a provider proposes a change on a phone, a supervisor of another agency approves; the map stands beside its table', async () => {
  const { url } = product.server
  const arabic = (id: string) => words('ar', id)
  const provider = await pageAs(product, 'service_provider', { language: 'ar', screen: 'phone' })
  await lead(provider, url, '/referral/services')
  // On a phone the services come before their map.
  await provider.getByText(arabic('referral.areas.title'), { exact: true }).first().click()
  await provider.getByRole('img', { name: arabic('referral.areas.map') }).waitFor()
  await provider.getByRole('table', { name: arabic('referral.areas.title') }).waitFor()
  await expectNoSidewaysScroll(provider)
  await expectNoAxeViolations(provider)
  await takeScreenshot(provider, 'referral-services-arabic-phone')
  await provider.getByText(arabic('referral.entry.title')).first().click()
  const name = provider.getByRole('textbox', { name: arabic('referral.entry.field.name') })
  const proposed = `${await name.inputValue()}, mornings`
  await name.fill(proposed)
  await pressed(provider, arabic('referral.entry.propose'))
  await provider.getByText(arabic('referral.entry.proposed')).waitFor()
  await expectNoAxeViolations(provider)

  const supervisor = await pageAs(product, 'supervisor', { language: 'en' })
  await lead(supervisor, url, '/referral/services')
  await supervisor.getByRole('link', { name: say('referral.proposals.title') }).click()
  await supervisor.getByText(proposed).first().waitFor()
  await takeScreenshot(supervisor, 'referral-proposals')
  await supervisor
    .getByRole('button', { name: `${say('referral.proposals.approve')}: ${proposed}` })
    .first()
    .click()
  await supervisor.getByText(say('referral.proposals.none')).waitFor()
  await lead(supervisor, url, '/referral/services')
  await supervisor.getByRole('heading', { name: proposed }).waitFor()
  await takeScreenshot(supervisor, 'referral-services-desktop')
})

test('the coordinator sees a quarter of the country, with what is few withheld, and places by need', async () => {
  const page = await pageAs(product, 'national_coordinator', { language: 'en' })
  await lead(page, product.server.url, '/referral/figures/country')
  const areas = page.getByRole('table', { name: say('referral.areas.title') })
  await areas.getByRole('row', { name: /Northern Province/ }).waitFor()
  await page.getByRole('table', { name: say('referral.figures.places') }).waitFor()
  await page.getByText(say('referral.figures.unmet')).waitFor()
  await expectNoAxeViolations(page)
  await takeScreenshot(page, 'referral-country-figures')
})

test('in Arabic the same page reads from the right, on a phone, and says what waits for whom', async () => {
  const clinic = await pageAs(product, 'service_provider', { language: 'ar', screen: 'phone' })
  await lead(clinic, product.server.url, '/referral')
  await clinic.getByRole('heading', { level: 1, name: words('ar', 'referral.title') }).waitFor()
  const row = clinic.locator('a[href^="/referral/requests/"]').first()
  await row.click()
  await clinic.getByText(words('ar', 'records.turn.you')).first().waitFor()
  assert.equal(await clinic.locator('html').getAttribute('dir'), 'rtl')
  await expectNoSidewaysScroll(clinic)
  await expectNoAxeViolations(clinic)
  await takeScreenshot(clinic, 'referral-arabic-phone')
})
