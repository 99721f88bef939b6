import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { labelOf, serviceType } from '@gloact/codes'
import type { Page } from 'playwright-core'
import { expectNoAxeViolations, expectNoSidewaysScroll, lead, takeScreenshot } from './browser.ts'
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
  await expectNoSidewaysScroll(clinic)
  await expectNoAxeViolations(clinic)
  await take(clinic, 'accept', async (page) => {
    await typeDate(page, 'First day', '3/3/2027')
  })
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

test('a caseworker of the demonstration has referrals of their own, with what needs an answer first', async () => {
  const page = await pageAs(product, 'caseworker', { language: 'en' })
  await lead(page, product.server.url, '/referral')
  await page.getByText(say('referral.referral.state.expired')).first().waitFor()
  assert.ok((await page.locator('a[href^="/referral/requests/"]').count()) >= 4)
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
