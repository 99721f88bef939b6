import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startProduct, type Product } from './product.ts'
import { storyFile } from './screens.ts'
import { signedIn, type Visit } from './steps.ts'

let product: Product

before(async () => {
  product = await startProduct()
})

after(() => product?.stop())

const FILE = storyFile(3)

/** What is sent to be recorded, from now on. */
function recordings(page: Page): string[] {
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/actions')) sent.push(request.postData() ?? '')
  })
  return sent
}

async function fillDay({ page }: Visit, group: string, day: Date): Promise<void> {
  const boxes = page.getByRole('group', { name: new RegExp(`^${group}`) }).first()
  await boxes.getByLabel('Day', { exact: true }).fill(String(day.getUTCDate()))
  await boxes.getByRole('combobox').selectOption(String(day.getUTCMonth() + 1))
  await boxes.getByLabel('Year', { exact: true }).fill(String(day.getUTCFullYear()))
}

test('an appointment at a time that is none is not made; at "2pm" it is made at 14:00', async () => {
  const visitor = await signedIn(product, 'caseworker')
  const { page, press, sees, say } = visitor
  await visitor.open(`${FILE}/appointments`)
  const sent = recordings(page)
  await press('protection.appointment.add')
  await page
    .getByRole('combobox', { name: new RegExp(`^${say('protection.appointment.kind')}`) })
    .selectOption({ index: 1 })
  await fillDay(visitor, say('protection.appointment.on'), new Date(Date.now() + 5 * 86_400_000))
  const time = page.getByRole('textbox', { name: say('protection.appointment.time'), exact: true })
  for (const wrong of ['25:00', 'noonish']) {
    await time.fill(wrong)
    await press('protection.appointment.submit')
    await sees(say('ui.form.unreadable'))
    await page.locator('[aria-invalid=true]:focus').waitFor()
    assert.equal(await time.inputValue(), wrong, 'what was typed stays')
  }
  assert.deepEqual(sent, [])

  await time.fill('2pm')
  await press('protection.appointment.submit')
  await sees(say('protection.appointment.made'))
  assert.equal(sent.length, 1)
  const { actions } = JSON.parse(sent[0]!) as { actions: readonly { payload: { when: { at?: string } } }[] }
  const at = actions[0]?.payload.when.at
  assert.ok(at, 'not an appointment of the whole day')
  assert.equal(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Bishkek' }).format(
      new Date(at),
    ),
    '14:00',
  )
  await visitor.leave()
})

test('a second Esc after one that closed a menu or a dialog does not leave; Esc twice with nothing open does', async () => {
  const visitor = await signedIn(product, 'caseworker')
  const { page, press } = visitor
  await visitor.open('/files')
  await press('protection.files.columns')
  await page.locator('[role=dialog], [role=menu], [role=listbox]').first().waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  assert.equal(await page.evaluate(`sessionStorage.getItem('left')`), null)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForTimeout(800)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  assert.equal(await page.evaluate(`sessionStorage.getItem('left')`), '1')
  await visitor.leave()
})

test('an empty row that was never filled in is removed without a question, one that was asks', async () => {
  const visitor = await signedIn(product, 'caseworker')
  const { page, say } = visitor
  await visitor.open(`${FILE}/plan`)
  const add = page.getByRole('button', { name: say('ui.rows.add'), exact: true }).first()
  await add.waitFor()
  const removes = page.getByRole('button', { name: /^Remove / })
  const before = await removes.count()
  await add.click()
  await removes.nth(before).waitFor()
  const empty = page
    .locator('section')
    .filter({ has: page.getByRole('button', { name: /^Remove / }) })
    .filter({ hasNot: page.locator('input:not([value=""]), textarea:not(:empty)') })
  await empty
    .first()
    .getByRole('button', { name: /^Remove / })
    .click()
  assert.equal(await page.getByRole('dialog').count(), 0)
  await visitor.leave()
})

test('what first contact recorded is read in the summary of the file', async () => {
  const visitor = await signedIn(product, 'caseworker')
  await visitor.open(`${FILE}/summary`)
  await visitor.sees(visitor.say('protection.file.first_contact.title'))
  for (const id of ['channel', 'needs', 'language', 'safe'] as const) {
    await visitor.sees(visitor.say(`protection.file.first_contact.${id}`))
  }
  await visitor.leave()
})
