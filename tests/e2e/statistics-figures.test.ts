import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { asInstant, dateIn, newId } from '@gloact/kernel'
import type { Page } from 'playwright-core'
import { gloact } from '../support/gloact-command.ts'
import { expectNoAxeViolations, expectNoSidewaysScroll } from './browser.ts'
import { startProduct, type Product } from './product.ts'
import { computed, next, nextUntil, screening, signedIn } from './steps.ts'

let product: Product

const DAY = 86_400_000
const clockFile = join(mkdtempSync(join(tmpdir(), 'gloact-clock-')), 'offset')
/** Moves the clock of the server and of commands: figures are published every thirty days. */
const moveClock = (days: number): void => writeFileSync(clockFile, String(days * DAY))
const moved = {
  GLOACT_TEST_CLOCK: clockFile,
  NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import ${pathToFileURL(join(import.meta.dirname, '..', 'support', 'moved-clock.ts')).href}`,
}
const folder = { dataDir: '' }

before(async () => {
  moveClock(0)
  product = await startProduct({
    env: (dataDir) => {
      folder.dataDir = dataDir
      return moved
    },
  })
})

after(() => product?.stop())

/** The day in Demoland. */
const today = (): string => dateIn(asInstant(Date.now()), 'Asia/Riyadh')
const LAST_YEAR = Number(today().slice(0, 4)) - 1

/** A figure as it is shown: near, less than the base, or few. */
const FIGURE = /^(<10|few \(0–\d+\)|[\d,]*0( ±\d+)?)$/

/** The same as a file has it. */
const inFile = (shown: string): string =>
  shown
    .replace(/ ±\d+$/, '')
    .replace(',', '')
    .replace(/^few \(0–(\d+)\)$/, '0-$1')

test('an analyst breaks figures down, opens a number, saves, exports, and prints the return; a coordinator opens the view on a phone', async () => {
  const analyst = await signedIn(product, 'analyst')
  const { page, say } = analyst
  await analyst.open('/figures')
  await analyst.title('statistics.figures.title')
  const table = page.getByRole('table')
  await table.getByRole('rowheader', { name: String(LAST_YEAR) }).waitFor()
  const shown = await table.getByRole('button').allInnerTexts()
  assert.ok(shown.length > 40)
  for (const figure of shown)
    assert.match(figure, FIGURE, 'every figure is rounded, and says how near it is where it is a sum of years')
  assert.ok(shown.some((figure) => figure.includes('±')))
  await page.getByRole('img', { name: say('statistics.measure.identified') }).waitFor()
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

  // On paper numbers are read, and what was set before printing is left out.
  await page.emulateMedia({ media: 'print' })
  assert.ok(await table.getByRole('button').first().isVisible())
  assert.ok(!(await page.getByRole('combobox', { name: say('statistics.figures.rows') }).isVisible()))
  await analyst.sees(say('statistics.measure_about.identified'))
  await page.emulateMedia({ media: 'screen' })

  const cells = await table.getByRole('button').allInnerTexts()
  for (const [id, begins] of [
    ['statistics.export.csv', '\uFEFF'],
    ['statistics.export.xlsx', 'PK'],
    ['statistics.export.svg', '<svg'],
    ['statistics.export.png', '\uFFFDPNG'],
  ] as const) {
    const saved = page.waitForEvent('download')
    await analyst.press(id)
    const content = readFileSync(await (await saved).path(), 'utf8')
    assert.ok(content.startsWith(begins), id)
    // As on the screen, of whom it is, and how near it is.
    if (begins === '\uFEFF' || begins === '<svg')
      assert.ok(content.includes(`${say('statistics.measure.identified')}: ${say('statistics.code.age.child')}`), id)
    if (begins === '\uFEFF') for (const cell of cells) assert.ok(content.includes(`"${inFile(cell)}"`), cell)
  }

  await page.getByRole('combobox', { name: say('statistics.figures.rows') }).selectOption('area')
  const map = page.getByRole('img', { name: say('statistics.map.label') })
  await map.waitFor()
  await table.getByRole('rowheader', { name: 'Coastal Province' }).waitFor()
  const written = await map.locator('text').allTextContents()
  for (const figure of written.filter((one) => /\d/.test(one)))
    assert.match(figure, FIGURE, 'a figure of the table, and none of its own')
  await analyst.look('figures-map')

  await analyst.open('/figures/lists')
  const lists = page.getByRole('table', { name: say('statistics.captures.table') })
  await lists.getByRole('rowheader').first().waitFor()
  assert.equal(await lists.getByRole('rowheader').count(), 31, 'every way of being on five lists')
  const csv = page.waitForEvent('download')
  await analyst.press('statistics.captures.save')
  const captured = readFileSync(await (await csv).path(), 'utf8')
    .trim()
    .split('\r\n')
  assert.equal(captured.length, 32)
  assert.match(captured[1] ?? '', /^[01],[01],[01],[01],[01],\d*0$/)
  await expectNoAxeViolations(page)
  await analyst.look('figures-lists')
  await page.getByRole('link', { name: say('statistics.captures.estimate') }).click()
  await page.getByText('lists-', { exact: false }).first().waitFor()
  await analyst.press('statistics.estimate.go')
  await computed(page.getByText(say('statistics.estimate.all')))

  await analyst.open('/figures/ctdc')
  await page.getByRole('table', { name: 'typeOfExploitation' }).getByText('isForcedLabour').waitFor()
  await analyst.open('/figures/glotip')
  await page.getByRole('heading', { name: say('statistics.glotip.form.forced_labour') }).waitFor()
  await page
    .getByRole('table', { name: say('statistics.glotip.series') })
    .getByText('1,790')
    .waitFor()
  await analyst.look('figures-glotip')
  await analyst.sees('article 171')
  const convicted = page.getByRole('table', { name: 'Persons convicted', exact: true })
  await analyst.sees('supreme court of demoland')
  for (const figure of await convicted.locator('td:first-of-type').allInnerTexts())
    assert.match(figure, /^(<10|[\d,]*0|withheld)$/, 'what was reported is rounded as well')
  await expectNoAxeViolations(page)
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
  await page.getByRole('table', { name: 'Persons prosecuted', exact: true }).waitFor()
  await analyst.look('figures-ic-tip')
  await analyst.open('/figures/eurostat')
  await page
    .getByRole('columnheader', { name: say('statistics.code.other_or_unknown') })
    .first()
    .waitFor()
  await analyst.look('figures-eurostat')

  await analyst.open('/statistics/prosecutions')
  await page
    .getByRole('link', { name: /article 171/ })
    .first()
    .waitFor()
  await analyst.look('prosecutions')
  for (const name of ['glotip', 'ctdc']) {
    const printed = await gloact(folder.dataDir, ['figures', name, '--year', String(LAST_YEAR)], moved)
    assert.equal(printed.exit, 0, printed.error)
    const { ok, ...said } = printed.json
    const answer = await page
      .context()
      .request.get(`${product.server.url}/api/v1/statistics/returns/${name}?year=${LAST_YEAR}`)
    assert.deepEqual([ok, said], [true, await answer.json()], 'the command says what the screen shows')
  }
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
  for (const [path, title] of [
    ['/figures/lists', 'statistics.captures.title'],
    ['/figures/ctdc', 'statistics.ctdc.title'],
    ['/figures/glotip', 'statistics.glotip.title'],
    ['/figures/editions', 'statistics.editions.title'],
  ] as const) {
    await coordinator.open(path)
    await coordinator.title(title)
    await coordinator.page.getByRole('table').first().waitFor()
    await expectNoSidewaysScroll(coordinator.page)
    await coordinator.look(`figures-phone-${path.split('/').at(-1)}`)
  }
  await coordinator.open('/figures/sdg')
  await coordinator.sees(coordinator.say('statistics.sdg.rate'))
  await expectNoSidewaysScroll(coordinator.page)
  await coordinator.leave()
})

/** A person met today whose age is not sure, as the first contact sends it. */
async function meet(page: Page, assignedTo: string): Promise<void> {
  const happenedAt = new Date().toISOString()
  const payload = { age: 'not_sure', contactOn: today(), channel: 'police', teamId: null, assignedTo }
  const actions = [{ id: newId(), type: 'file_opened', payload, happenedAt, replaces: [], deviceTime: null }]
  const answer = await page.context().request.post(`${product.server.url}/api/v1/protection/files`, {
    headers: { 'x-gloact-request': '1' },
    data: { fileId: newId(), personId: newId(), actions },
  })
  assert.ok(answer.ok(), await answer.text())
}

test('from a first contact to the changed figure: its definition, its file, the edition of a scheduled view and the GLOTIP page say the new day', async () => {
  const year = today().slice(0, 4)
  const doubt = async (page: Page): Promise<{ readonly figure: number; readonly asOf: string }> => {
    const answer = await page.context().request.post(`${product.server.url}/api/v1/statistics/figures`, {
      headers: { 'x-gloact-request': '1' },
      data: { measure: 'recorded', rows: 'year', columns: 'age', years: [Number(year)] },
    })
    const { cells, columns, years } = (await answer.json()) as {
      cells: string[][]
      columns: string[]
      years: { asOf: string }[]
    }
    const shown = cells[0]?.[columns.indexOf('doubt')] ?? ''
    return { figure: /^\d+$/.test(shown) ? Number(shown) : 0, asOf: years[0]?.asOf ?? '' }
  }
  const first = await signedIn(product, 'analyst')
  const before = await doubt(first.page)
  await first.leave()

  const worker = await signedIn(product, 'caseworker', { screen: 'phone', at: '/contact' })
  const { page, say } = worker
  await screening(worker, { age: 'not_sure', observedIn: 1 })
  await next(worker)
  await worker.choose('protection.contact.search.no_name')
  await next(worker)
  await worker.title('protection.contact.page.when')
  await page.getByRole('radio', { name: say('protection.contact.when.later') }).check()
  await nextUntil(worker, 'protection.contact.page.send')
  await worker.press('protection.contact.send.send')
  await page.waitForURL(/\/files\/[0-9a-f-]{36}/)
  const session = await page.context().request.get(`${product.server.url}/api/v1/identity/session`)
  const { principal } = (await session.json()) as { principal: { userId: string } }
  // One person is never seen in a figure; a base of them is.
  for (let more = 0; more < 19; more += 1) await meet(page, principal.userId)
  await worker.leave()

  const days = 31
  moveClock(days)
  const rebuilt = await gloact(folder.dataDir, ['figures', 'rebuild'], moved)
  assert.equal(rebuilt.exit, 0, rebuilt.error)

  const analyst = await signedIn(product, 'analyst')
  await analyst.page.clock.setSystemTime(Date.now() + days * DAY)
  const after = await doubt(analyst.page)
  assert.ok(after.figure >= before.figure + 10, `${before.figure} and then ${after.figure}`)
  assert.ok(after.asOf > before.asOf)
  const day = new Date(after.asOf).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  await analyst.open('/')
  const told = analyst.page.getByRole('link', { name: analyst.say('statistics.task.edition') })
  await told.first().click()
  await analyst.page.getByText(analyst.say('statistics.editions.stays')).waitFor()
  await analyst.page.getByRole('img', { name: analyst.say('statistics.map.label') }).waitFor()
  await expectNoAxeViolations(analyst.page)
  await analyst.look('figures-edition')

  await analyst.open('/figures')
  const choose = (id: string, value: string) =>
    analyst.page.getByRole('combobox', { name: analyst.say(id) }).selectOption(value)
  await choose('statistics.figures.measure', 'recorded')
  await choose('statistics.figures.columns', 'age')
  // Until the answer is there the table of the question before stands.
  await analyst.page
    .getByRole('columnheader', { name: analyst.say('statistics.code.age.doubt'), exact: true })
    .waitFor()
  const row = analyst.page.getByRole('row', { name: new RegExp(`^${year}`) })
  const shown = new Intl.NumberFormat('en').format(after.figure)
  await row
    .getByRole('button', { name: new RegExp(`^${shown}: ${year}`) })
    .first()
    .click()
  const dialog = analyst.page.getByRole('dialog')
  await dialog.getByText(day).first().waitFor()
  await analyst.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  const saved = analyst.page.waitForEvent('download')
  await analyst.press('statistics.export.csv')
  const lines = readFileSync(await (await saved).path(), 'utf8').split('\r\n')
  assert.ok(
    lines.some((line) => line.includes(year) && line.includes(`"${after.figure}"`)),
    lines.join('\n'),
  )
  await analyst.open('/figures/glotip')
  await choose('statistics.breakdown.year', year)
  await analyst.page.getByText(day).first().waitFor()
  await analyst.leave()
})
