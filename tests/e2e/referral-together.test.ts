import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { labelOf, recipientKind, serviceType } from '@gloact/codes'
import type { Page } from 'playwright-core'
import { expectNoAxeViolations, expectNoSidewaysScroll, lead, newPage, settle, takeScreenshot } from './browser.ts'
import { pageAs, startProduct, type Product } from './product.ts'
import { storyFile } from './screens.ts'
import { typeDate, words, type Language } from './steps.ts'

let product: Product

before(async () => {
  product = await startProduct()
})
after(() => product?.stop())

const say = (id: string): string => words('en', id)
const LEAD = 'children-supervisor@demo.example'
const between = (kind: string, number: number): string =>
  `/referral/between/${kind}/00000000-0000-7000-8027-${String(number).padStart(12, '0')}`

const pressed = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click()

/** Opens a step of a kind and records it, with what `fill` answers in its form. */
async function take(
  page: Page,
  kind: string,
  step: string,
  { fill, language = 'en' }: { readonly fill?: () => Promise<void>; readonly language?: Language } = {},
): Promise<void> {
  await pressed(page, words(language, `referral.${kind}.step.${step}`))
  await fill?.()
  await pressed(page, words(language, 'records.record'))
  await page
    .getByRole('list', { name: words(language, 'records.history') })
    .getByText(words(language, `referral.${kind}.taken.${step}`))
    .first()
    .waitFor()
}

/** Reads what is sent and sends it. */
async function sendDraft(page: Page, kind: string): Promise<void> {
  await pressed(page, say(`referral.${kind}.step.send`))
  await page.getByText(say('referral.preview.about')).waitFor()
  await pressed(page, say('referral.send'))
  await page.getByText(say('referral.package.sent')).waitFor()
}

const sound = async (page: Page): Promise<void> => {
  await expectNoSidewaysScroll(page)
  await expectNoAxeViolations(page)
}

/** From a file: the need and the service, why, and what is sent. */
async function refer(page: Page, file: string, need: string, service: RegExp, why: string): Promise<string> {
  const { url } = product.server
  await lead(page, url, `/referral/refer/${file.split('/').at(-1)!}`)
  const label = labelOf(serviceType, need, 'en')
  await page.getByRole('combobox', { name: say('referral.need') }).fill(label)
  await page.getByRole('option', { name: label, exact: true }).click()
  await page.getByRole('button', { name: service }).click()
  await page.getByRole('textbox', { name: say('referral.words') }).fill(why)
  await pressed(page, say('referral.refer.preview'))
  await sendDraft(page, 'referral')
  return new URL(page.url()).pathname
}

test('from need to outcome with a withdrawal in the middle: what went by link is called back, another service is given', async () => {
  const { url } = product.server
  const arabic = (id: string) => words('ar', id)
  const file = storyFile(9)
  const caseworker = await pageAs(product, 'caseworker', { language: 'en' })
  const first = await refer(caseworker, file, 'health', /^Choose: .*Clinic 5$/, 'A cough that does not go away.')
  await caseworker.getByText(/^\d{4} \d{4}$/).waitFor()
  const secret = /#(\S+)/.exec(await caseworker.getByText(/message#/).innerText())![1]!
  const pin = (await caseworker.getByText(/^\d{4} \d{4}$/).innerText()).trim()

  // The clinic's outpost has no accounts: a telephone, in Arabic.
  const outpost = await newPage(product.browser, { screen: 'phone', language: 'ar' })
  await outpost.goto(`${url}/message#${secret}`)
  await outpost.getByRole('textbox', { name: arabic('referral.message.pin') }).fill(pin)
  await pressed(outpost, arabic('referral.message.open'))
  await outpost.getByRole('textbox', { name: arabic('referral.message.name') }).fill('Nurse Amina')
  await outpost.getByRole('textbox', { name: arabic('referral.message.role') }).fill('Reception')
  await take(outpost, 'referral', 'acknowledge', { language: 'ar' })
  await outpost.getByText('A cough that does not go away.').waitFor()
  await sound(outpost)

  await lead(caseworker, url, `${file}/consent`)
  await pressed(caseworker, say('protection.panel.consent.withdraw'))
  const agreed = caseworker.getByRole('group', { name: say('protection.panel.consent.withdraw_which') })
  // What the clinic may be told for her health; what it may be told for counselling stays.
  await agreed.getByRole('checkbox', { name: /whereabouts/ }).check()
  await pressed(caseworker, say('protection.panel.consent.withdraw_submit'))
  await caseworker.getByText(say('protection.panel.consent.withdrawn')).waitFor()

  // Whatever the holder presses next, nothing is there any more.
  await pressed(outpost, arabic('referral.referral.step.put_on_list'))
  await pressed(outpost, arabic('records.record'))
  await outpost.getByText(arabic('referral.link_not_open')).waitFor()
  await lead(caseworker, url, first)
  await caseworker.getByText(say('referral.no_package')).waitFor()

  const second = await refer(
    caseworker,
    file,
    'psychosocial',
    /^Choose: .*Counselling rooms 1$/,
    'She would like to talk.',
  )
  const clinic = await pageAs(product, 'service_provider', { language: 'ar', screen: 'phone' })
  await lead(clinic, url, second)
  await take(clinic, 'referral', 'acknowledge', { language: 'ar' })
  await clinic.getByText('She would like to talk.').waitFor()
  await take(clinic, 'referral', 'accept', {
    language: 'ar',
    fill: () => typeDate(clinic, /./, '3/3/2027'),
  })
  await take(clinic, 'referral', 'start', { language: 'ar' })
  await take(clinic, 'referral', 'complete', {
    language: 'ar',
    fill: () => clinic.getByRole('radio').first().check(),
  })
  await sound(clinic)
  await takeScreenshot(clinic, 'referral-outcome-arabic-phone')
  await caseworker.reload()
  await settle(caseworker)
  await take(caseworker, 'referral', 'close', { fill: () => caseworker.getByRole('radio').first().check() })
  await caseworker.getByText(say('records.ended')).waitFor()
})

test('joint work: one agency proposes, the other agrees, each adds what it works on, both see the goals', async () => {
  const { url } = product.server
  const path = between('joint_work', 5)
  const shelter = await pageAs(product, 'supervisor', { language: 'en' })
  await lead(shelter, url, path)
  await take(shelter, 'joint_work', 'agree', {
    fill: () => shelter.getByRole('radio', { name: 'Yes', exact: true }).check(),
  })
  await take(shelter, 'joint_work', 'add_goal', {
    fill: async () => {
      await shelter.getByRole('textbox', { name: /^Goal/ }).fill('A residence paper of her own.')
      await typeDate(shelter, 'By', '3/3/2027')
    },
  })
  const officer = await pageAs(product, 'child_protection_officer', { language: 'ar', screen: 'phone' })
  await lead(officer, url, path)
  await officer.getByText('A residence paper of her own.').first().waitFor()
  await sound(officer)
  await takeScreenshot(officer, 'referral-joint-work-arabic-phone')
  await shelter.getByRole('heading', { name: say('referral.between.parts') }).waitFor()
  await expectNoAxeViolations(shelter)
})

test('a case conference: two agencies are invited, read what was agreed for both, and a decision is a task of one', async () => {
  const { url } = product.server
  const child = storyFile(6)
  const officer = await pageAs(product, 'child_protection_officer', { language: 'en' })
  await lead(officer, url, `/referral/between/file/${child.split('/').at(-1)!}/conference`)
  for (const kind of ['shelter', 'health'])
    await officer.getByRole('checkbox', { name: new RegExp(`, ${labelOf(recipientKind, kind, 'en')}$`) }).check()
  await typeDate(officer, 'Day', '3/3/2027')
  await officer.getByRole('textbox', { name: /^Questions/ }).fill('Who goes with her to the registry?')
  await officer.getByRole('radio', { name: say('referral.assent.yes'), exact: true }).check()
  await officer.getByRole('radio', { name: say('referral.guardian.consulted'), exact: true }).check()
  await expectNoAxeViolations(officer)
  await pressed(officer, say('referral.between.continue'))
  await sendDraft(officer, 'conference')
  const { pathname } = new URL(officer.url())

  const clinic = await pageAs(product, 'service_provider', { language: 'ar', screen: 'phone' })
  await lead(clinic, url, pathname)
  await clinic.getByText(words('ar', 'referral.package.received')).waitFor()
  await sound(clinic)
  await takeScreenshot(clinic, 'referral-conference-arabic-phone')

  await take(officer, 'conference', 'hold', {
    fill: async () => {
      await typeDate(officer, 'Held on', new Date().toLocaleDateString('en-GB'))
      await officer.getByRole('radio', { name: 'Yes', exact: true }).check()
      await officer.getByRole('textbox', { name: /^Summary/ }).fill('She wants to go with somebody she knows.')
    },
  })
  await take(officer, 'conference', 'decide', {
    fill: async () => {
      await officer.getByRole('radio', { name: 'Second invited agency', exact: true }).check()
      await officer.getByRole('textbox', { name: /^What it does/ }).fill('The nurse goes with her.')
      await typeDate(officer, 'By', '3/3/2027')
    },
  })
  // A task of the agency that does it: one to come, one from the decision.
  await lead(clinic, url, '/referral/between')
  const tasks = clinic.getByRole('link', { name: new RegExp(words('ar', 'referral.task.title')) })
  await tasks.first().waitFor()
  await tasks.first().click()
  await take(clinic, 'task', 'finish', {
    language: 'ar',
    fill: () => clinic.getByRole('textbox', { name: /^ملاحظة/ }).fill('تم.'),
  })
  await sound(clinic)
})

test('a transfer: one opens it, another person accepts, and the sender’s file is read from then on', async () => {
  const { url } = product.server
  const path = between('transfer', 2)
  const shelter = await pageAs(product, 'caseworker', { language: 'en' })
  await lead(shelter, url, path)
  await shelter.getByText(say('referral.package.acknowledge_first')).waitFor()
  await take(shelter, 'transfer', 'acknowledge')
  await shelter.getByText('A place became free near her cousin.').first().waitFor()
  assert.equal(await shelter.getByRole('button', { name: say('referral.transfer.step.accept') }).count(), 0)

  const second = await pageAs(product, 'supervisor', { language: 'ar', screen: 'phone' })
  await lead(second, url, path)
  await take(second, 'transfer', 'accept', { language: 'ar', fill: () => typeDate(second, /./, '3/3/2027') })
  await sound(second)
  await takeScreenshot(second, 'referral-transfer-arabic-phone')

  const sender = await pageAs(product, LEAD, { language: 'en' })
  await lead(sender, url, path)
  await sender.getByText(say('referral.transfer.state.accepted')).first().waitFor()
  await lead(sender, url, '/files/00000000-0000-7000-8001-000590000000/closure')
  await sender.getByText(say('protection.closure.closed')).first().waitFor()
})
