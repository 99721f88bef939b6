import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { expectNoAxeViolations, expectNoSidewaysScroll } from './browser.ts'
import { startProduct, type Product } from './product.ts'
import { signedIn } from './steps.ts'

let product: Product

before(async () => {
  product = await startProduct()
})

after(() => product?.stop())

const LAST_YEAR = new Date().getFullYear() - 1

test('an analyst breaks figures down, opens a number, saves, exports, and prints the return; a coordinator opens the view on a phone', async () => {
  const analyst = await signedIn(product, 'analyst')
  const { page, say } = analyst
  await analyst.open('/figures')
  await analyst.title('statistics.figures.title')
  const table = page.getByRole('table')
  await table.getByRole('rowheader', { name: String(LAST_YEAR) }).waitFor()
  const shown = await table.getByRole('button').allInnerTexts()
  assert.ok(shown.length > 40)
  for (const figure of shown) assert.match(figure, /^(<10|[\d,]*0)$/, 'every figure is rounded')
  await page.getByRole('img', { name: say('statistics.chart.label') }).waitFor()
  await expectNoAxeViolations(page)

  await page.getByRole('combobox', { name: say('statistics.figures.rows') }).selectOption('form')
  await table.getByRole('rowheader', { name: say('statistics.code.form.forced_labour') }).waitFor()
  await page.getByText(say('statistics.figures.narrow')).click()
  await analyst.choose('statistics.code.age.child')
  await table.getByRole('button').first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(say('statistics.measure_about.identified')).waitFor()
  await dialog.getByText(`${say('statistics.breakdown.age')}: ${say('statistics.code.age.child')}`).waitFor()
  await dialog.getByText('differs from the count').waitFor()
  await analyst.look('figures-definition')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  await analyst.press('statistics.views.save')
  await analyst.field(say('statistics.views.name')).fill('Children by form')
  await page.getByRole('switch', { name: say('statistics.views.share') }).check({ force: true })
  await analyst.press('statistics.views.save_new')
  await dialog.waitFor({ state: 'detached' })

  const cells = await table.getByRole('button').allInnerTexts()
  for (const [id, begins] of [
    ['statistics.export.csv', '\uFEFF'],
    ['statistics.export.xlsx', 'PK'],
    ['statistics.export.svg', '<svg'],
  ] as const) {
    const saved = page.waitForEvent('download')
    await analyst.press(id)
    const content = readFileSync(await (await saved).path(), 'utf8')
    assert.ok(content.startsWith(begins), id)
    // As on the screen.
    if (begins === '\uFEFF') for (const cell of cells) assert.ok(content.includes(`"${cell.replace(',', '')}"`), cell)
  }

  await analyst.open('/figures/glotip')
  await page.getByRole('heading', { name: say('statistics.glotip.form.forced_labour') }).waitFor()
  await analyst.sees('article 171')
  await page.emulateMedia({ media: 'print' })
  assert.ok(!(await page.getByRole('button', { name: say('statistics.export.print') }).isVisible()), 'a document')
  await page.emulateMedia({ media: 'screen' })

  await analyst.open('/figures/ic-tip')
  await page
    .getByRole('heading', { name: say('statistics.collection.ic_tip.title') })
    .first()
    .waitFor()
  const purposes = page.getByRole('table', {
    name: say('statistics.collection.person').replace('{breakdown}', say('statistics.breakdown.purpose')),
  })
  await purposes.getByRole('rowheader', { name: say('statistics.total'), exact: true }).waitFor()
  await analyst.look('figures-ic-tip')
  await analyst.open('/figures/eurostat')
  await page
    .getByRole('columnheader', { name: say('statistics.code.other_or_unknown') })
    .first()
    .waitFor()
  await analyst.look('figures-eurostat')
  await analyst.leave()

  const coordinator = await signedIn(product, 'national_coordinator', { screen: 'phone', language: 'ar' })
  await coordinator.open('/figures')
  const views = coordinator.page.getByRole('combobox', { name: coordinator.say('statistics.views.title') })
  await views.selectOption({ index: 1 })
  await coordinator.page
    .getByRole('rowheader', { name: coordinator.say('statistics.code.form.forced_labour') })
    .waitFor()
  await expectNoSidewaysScroll(coordinator.page)
  await coordinator.look('figures-phone')
  await coordinator.open('/figures/sdg')
  await coordinator.sees(coordinator.say('statistics.sdg.rate'))
  await expectNoSidewaysScroll(coordinator.page)
  await coordinator.leave()
})
