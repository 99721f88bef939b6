import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { expectNoAxeViolations, expectNoSidewaysScroll } from './browser.ts'
import { startProduct, type Product } from './product.ts'
import { signedIn, typeDate, type Visit } from './steps.ts'

let product: Product

before(async () => {
  product = await startProduct()
})

after(() => product?.stop())

const ACT = [
  'An Act to punish trafficking in persons',
  'Be it enacted:',
  '1. Trafficking',
  '(1) A person who recruits or harbours another for exploitation commits an offence.',
  '(3) The consent of the victim is irrelevant.',
].join('\n\n')

const AMENDING = [
  'An Act to amend the Harbour Act',
  '1. This Act may be cited as the Harbour (Amendment) Act.',
  '2. Section 1 of the principal Act is amended by substituting for subsection (2) the following subsection:',
  '“(2) The consent of the victim to the intended exploitation is irrelevant.”.',
].join('\n\n')

/** Answers the one element of an obligation from a text, with the provisions that are ticked. */
async function answer({ page, say, press, choose }: Visit, status: string, picks: readonly string[]) {
  await page
    .getByRole('button', {
      name: new RegExp(`^(?:${say('legislation.answer')}|${say('legislation.change_answer')}): `),
    })
    .click()
  await choose(`legislation.status.${status}`)
  const provisions = page.getByRole('group', { name: say('legislation.provisions'), exact: true })
  for (const pick of picks) await provisions.getByRole('checkbox', { name: pick }).check()
  await press('legislation.save_answer')
  await page.getByRole('button', { name: new RegExp(`^${say('legislation.change_answer')}: `) }).waitFor()
}

/** Takes a step of a bill, as of today, and waits until it stands in the history. */
async function take({ press, sees, say }: Visit, step: 'start' | 'hand_in' | 'submit') {
  await press(`legislation.drafting.step.${step}`)
  await press('records.record')
  await sees(say(`legislation.drafting.taken.${step}`))
}

test('an act is imported, assessed and validated, amended, and a bill closes its gap: by two people, to the report', async () => {
  const officer = await signedIn(product, 'legal_officer', { at: '/legislation/import' })
  const { page, say } = officer
  await officer.field(say('legislation.law_title')).fill('Harbour Act')
  for (const id of ['legislation.made_on', 'legislation.valid_from']) {
    await typeDate(page, say(id), '2 June 2020')
  }
  const act = {
    name: 'act.html',
    mimeType: 'text/html',
    buffer: Buffer.from(`<p>${ACT.split('\n\n').join('</p><p>')}</p>`),
  }
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ ...act, name: 'act.docx', buffer: Buffer.from('PK\u0003\u0004') })
  await officer.sees(say('legislation.source.archive'))
  await page.locator('input[type=file]').first().setInputFiles(act)
  await officer.sees('Structure: 3 provisions')
  await officer.sees('Line 9')
  await expectNoAxeViolations(page)
  await officer.field(say('legislation.text')).fill(ACT.replace('(3)', '(2)'))
  await page.getByText('Line 9').waitFor({ state: 'detached' })
  // A number is corrected in place; the text stays as it is.
  await page.getByText(say('legislation.correct'), { exact: true }).click()
  await page.getByRole('combobox', { name: say('legislation.provision') }).selectOption('sec_1__subsec_2')
  await officer.field(say('legislation.new_number')).fill('(1A)')
  await officer.press('legislation.renumber')
  await officer.sees('1 correction')
  await officer.press('legislation.undo_correction')
  await officer.press('legislation.import')
  await page.getByRole('heading', { level: 1, name: 'Harbour Act' }).waitFor()
  await page.locator('#sec_1__subsec_2').getByText('The consent of the victim is irrelevant.').waitFor()
  const lawText = page.url()

  await officer.open('/legislation/search?q=consent%20irrelevant')
  await page.getByRole('link', { name: '(2)' }).first().click()
  await page.locator('#sec_1__subsec_2').waitFor()

  await officer.open('/legislation/treaties')
  await page.getByText(say('legislation.record_step'), { exact: true }).nth(1).click()
  const step = page.locator('details[open]')
  await step.getByLabel(say('legislation.reservations')).fill('Article 15(2)')
  await typeDate(step, say('legislation.binding_from'), '2 September 2010')
  await step.getByRole('button', { name: new RegExp(`^${say('legislation.record')}: `) }).click()
  await officer.sees(say('legislation.bound.bound'))
  await expectNoAxeViolations(page)

  await officer.open('/legislation')
  await page.getByText(say('legislation.new_assessment')).click()
  await officer.field(say('legislation.assessment')).fill('Protocol, core')
  await officer.press('legislation.open_assessment')
  await page.getByRole('heading', { level: 1, name: 'Protocol, core' }).waitFor()
  const assessment = new URL(page.url()).pathname
  await officer.open(`${assessment}/tip-3-b`)
  await page.getByRole('button', { name: /^Answer: / }).click()
  await officer.choose('legislation.status.met')
  await officer.press('legislation.save_answer')
  await officer.sees(say('legislation.provision_missing'))
  await page
    .getByRole('combobox', { name: say('legislation.law_text') })
    .selectOption({ label: 'Harbour Act, from 2 June 2020 (en)' })
  await page.getByRole('searchbox', { name: say('legislation.find_in_text') }).fill('consent')
  await page.getByRole('checkbox', { name: '(2)' }).check()
  await officer.press('legislation.save_answer')
  await officer.sees(say('legislation.state.draft'))
  assert.equal(await officer.button('legislation.review.review').count(), 0, 'nobody reviews their own finding')

  const reviewer = await signedIn(product, 'legal_reviewer', { screen: 'phone' })
  await reviewer.sees('1 finding to review or validate')
  await reviewer.open(`${assessment}/tip-3-b`)
  await reviewer.press('legislation.review.review')
  await reviewer.sees(say('legislation.own_review'))
  assert.equal(await reviewer.button('legislation.review.validate').count(), 0, 'who reviewed does not validate')
  await expectNoSidewaysScroll(reviewer.page)

  await officer.open('/legislation')
  await page.getByRole('link', { name: 'Trafficking Protocol, core' }).click()
  await page.getByRole('tab', { name: new RegExp(say('legislation.gaps')) }).click()
  await page.getByRole('link', { name: /means/ }).first().click()
  await page.getByText(say('legislation.gap_plan'), { exact: true }).waitFor()
  await page.getByText(say('legislation.make_plan'), { exact: true }).click()
  await officer.field(say('legislation.recommendation')).fill('Make it an offence of its own.')
  await officer.press('legislation.save_plan')
  await officer.sees('Make it an offence of its own.')
  await expectNoAxeViolations(page)
  await officer.open('/legislation/obligations/tip-3-b')
  await officer.sees('The consent of the victim is irrelevant.')
  await expectNoAxeViolations(page)

  // The law is amended: the finding that rested on the changed words says so, and is a task of its author.
  const harbour = new URL(lawText).pathname
  await officer.open('/legislation/import')
  await officer.field(say('legislation.law_title')).fill('Harbour (Amendment) Act')
  for (const id of ['legislation.made_on', 'legislation.valid_from']) await typeDate(page, say(id), '1 March 2022')
  await officer.field(say('legislation.text')).fill(AMENDING)
  await officer.press('legislation.import')
  await page.getByRole('heading', { level: 1, name: 'Harbour (Amendment) Act' }).waitFor()
  await officer.open(`${harbour}/amend`)
  await page
    .getByRole('combobox', { name: say('legislation.amending_law') })
    .selectOption({ label: 'Harbour (Amendment) Act, from 1 March 2022 (en)' })
  // What was read from its words is corrected before it is applied.
  await page.getByRole('button', { name: /^Edit: / }).click()
  const words = page.getByRole('textbox', { name: say('legislation.new_words') })
  await words.fill((await words.inputValue()).replace('irrelevant', 'of no relevance'))
  await officer.press('legislation.use_instruction')
  await page.locator('ins').getByText('of no relevance').waitFor()
  await expectNoAxeViolations(page)
  await officer.press('legislation.keep_amended')
  await page.locator('#sec_1__subsec_2').getByText('to the intended exploitation').waitFor()
  await officer.open('/')
  await officer.sees('1 finding cites provisions that have changed')
  await officer.open(`${assessment}/tip-3-b`)
  await officer.sees(say('legislation.state.stale'))
  await page.locator('ins').getByText('to the intended exploitation').waitFor()
  await expectNoAxeViolations(page)
  const amended = 'Harbour Act, from 1 March 2022 (en)'
  // What is cited follows into the text in force, where somebody looks at it again.
  await answer(officer, 'met', [])
  await page.getByText(say('legislation.state.stale')).waitFor({ state: 'detached' })

  // A gap, and the bill that closes it.
  await officer.open(`${assessment}/tip-5-2a`)
  await answer(officer, 'not_met', [])
  await page.getByRole('link', { name: say('legislation.draft_for_gap') }).click()
  await officer.field(say('legislation.bill')).fill('Harbour (Attempts) Bill')
  await page.getByRole('combobox', { name: say('legislation.amended_law') }).selectOption({ label: amended })
  await officer.press('legislation.open_draft')
  await take(officer, 'start')
  await officer.press('legislation.add_clause')
  await page.getByRole('combobox', { name: say('legislation.provision') }).selectOption('sec_1')
  await officer.field(say('legislation.new_words')).fill('2. Attempts\n\nAn attempt is punished as the offence.')
  await officer.press('legislation.save_clause')
  await page.locator('ins').getByText('An attempt is punished').waitFor()
  const bill = new URL(page.url()).pathname
  await officer.press('legislation.assess_draft')
  await page.getByRole('link', { name: say('legislation.to_draft_assessment') }).click()
  await page.getByRole('heading', { level: 1, name: 'Harbour (Attempts) Bill' }).waitFor()
  await officer.open(`${new URL(page.url()).pathname}/tip-5-2a`)
  await answer(officer, 'met', ['2 Attempts'])
  await officer.open(bill)
  await page.getByRole('link', { name: 'tip-5-2a' }).waitFor()
  await expectNoAxeViolations(page)
  await take(officer, 'hand_in')
  assert.equal(await officer.button('legislation.drafting.step.submit').count(), 0, 'nobody submits their own bill')
  await reviewer.open(bill)
  await take(reviewer, 'submit')
  await expectNoSidewaysScroll(reviewer.page)
  await reviewer.leave()
  await officer.open(bill)
  for (const id of ['legislation.made_on', 'legislation.valid_from']) await typeDate(page, say(id), '5 May 2023')
  await officer.press('legislation.record_enacted')
  await page.locator('#sec_2').getByText('An attempt is punished as the offence.').waitFor()

  await officer.open(assessment)
  for (const [id, begins] of [
    ['legislation.report.docx', 'PK'],
    ['legislation.report.pdf', '%P'],
  ] as const) {
    await officer.press('legislation.report')
    const saved = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: say(id) }).click()
    assert.equal(readFileSync(await (await saved).path(), 'latin1').slice(0, 2), begins)
  }
  await officer.leave()
})
