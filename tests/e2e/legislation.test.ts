import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { expectNoAxeViolations, expectNoSidewaysScroll } from './browser.ts'
import { startProduct, type Product } from './product.ts'
import { signedIn, typeDate } from './steps.ts'

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

test('an act is imported, answers the Protocol, is validated by a second person, and the report is printed', async () => {
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
  await reviewer.press('legislation.review.validate')
  await reviewer.sees(say('legislation.state.validated'))
  await expectNoSidewaysScroll(reviewer.page)
  await reviewer.leave()

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
