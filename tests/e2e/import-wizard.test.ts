import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { expectNoAxeViolations, expectNoSidewaysScroll, takeScreenshot } from './browser.ts'
import { pageAs, startProduct, type Product } from './product.ts'

let product: Product

before(async () => {
  product = await startProduct()
})

after(() => product?.stop())

async function administratorPage(): Promise<Page> {
  const page = await pageAs(product, 'administrator', { screen: 'desktop', language: 'en' })
  await page.goto(`${product.server.url}/imports`)
  return page
}

const give = (page: Page, name: string, text: string) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

test('an administrator brings a spreadsheet in: maps its columns, tries it, imports it, takes it back', async () => {
  const page = await administratorPage()
  await give(page, 'people.csv', 'First,Family,Born,Sex\nSelma,Nangolo,1999-02-03,Ж\nAida,Bekova,31/02/2001,f\n')
  await page.getByRole('button', { name: 'Upload and preview' }).click()
  await page.getByText('The columns were not recognised').waitFor()
  await expectNoAxeViolations(page)
  await expectNoSidewaysScroll(page)

  // What the columns are called, and what stands in them, tells what they hold: in the words of the country's questions.
  const holds = (column: string) => page.getByRole('combobox', { name: `Content of ${column}` })
  for (const [column, question] of [
    ['First', 'Given name'],
    ['Family', 'Family name'],
    ['Born', 'Date of birth'],
  ] as const) {
    assert.equal(await holds(column).inputValue(), question)
  }
  await page.getByText('Selma').first().waitFor()
  assert.equal(await page.getByText(/prs_/).count(), 0)
  await page.getByRole('button', { name: 'Apply mapping' }).click()
  // What the file calls a woman is no code of the list: what it seems to mean is proposed, for somebody to look at.
  const meaning = page.getByRole('combobox', { name: 'Meaning of Ж in Sex' })
  assert.equal(await meaning.inputValue(), 'Feminine')
  await page.getByRole('combobox', { name: 'Agency' }).selectOption({ label: 'Shelter North' })
  await page.getByRole('button', { name: 'Run a test' }).click()
  await page.getByText('Test result').waitFor()
  await page.getByText('Not a date, or a date that does not exist').waitFor()
  assert.equal(await page.getByText('31/02/2001', { exact: true }).count(), 0)
  await takeScreenshot(page, 'import-tried')
  await expectNoAxeViolations(page)

  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('The agency finds the files in its lists').waitFor()
  await page.getByRole('button', { name: 'Finish' }).click()
  // The list is asked for again. Of another agency's import small figures are not told, nor how many were taken back.
  const imported = page.getByRole('row').filter({ has: page.getByRole('cell', { name: 'fewer than 10', exact: true }) })
  await imported.getByRole('button', { name: 'Undo import' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo import' }).click()
  await page.getByText('Import undone.').waitFor()
  await page.context().close()
})

test('a file that is none is refused in words, and the page is ready for another', async () => {
  const page = await administratorPage()
  await give(page, 'bad.csv', '"a,b\n"x')
  await page.getByRole('button', { name: 'Upload and preview' }).click()
  await page.getByText('The file is damaged, or is not a CSV file or workbook.').waitFor()
  await page
    .locator('input[type=file]')
    .setInputFiles(join(import.meta.dirname, '../../countries/demoland/htcds/people.xlsx'))
  await page.getByRole('button', { name: 'Upload and preview' }).click()
  await page.getByText('people.xlsx', { exact: false }).first().waitFor()
  await page.getByText('First Name', { exact: true }).first().waitFor()
  await page.context().close()
})
