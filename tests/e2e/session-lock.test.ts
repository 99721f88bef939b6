import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { expectNoAxeViolations, newPage } from './browser.ts'
import { startProduct, type Product } from './product.ts'

let product: Product

before(async () => {
  product = await startProduct()
})

after(() => product?.stop())

async function signIn(page: Page, role: string): Promise<string> {
  const account = product.account(role)
  await page.goto(`${product.server.url}/sign-in`)
  await page.locator('input[name=email]').fill(account.email)
  await page.locator('input[name=password]').fill(account.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(`${product.server.url}/`)
  return account.password
}

/** As half an hour without a sign of life. */
const leaveAlone = (page: Page) =>
  page.evaluate(`fetch('/api/v1/identity/session/lock', { method: 'POST', headers: { 'x-gloact-request': '1' } })`)

test('a session that is locked covers open dialogs too, and gives back what was typed', async () => {
  const page = await newPage(product.browser)
  const password = await signIn(page, 'administrator')
  await page.goto(`${product.server.url}/administration/agencies`)
  await page.getByRole('button', { name: 'Add agency' }).click()
  const name = page.getByRole('dialog', { name: 'Add agency' }).getByRole('textbox', { name: /^Name/ })
  await name.fill('Typed before the pause')
  await page.getByRole('dialog').getByRole('combobox').selectOption('ngo')
  await leaveAlone(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Add agency' }).click()

  const lock = page.getByRole('dialog', { name: 'Locked while you were away' })
  await lock.waitFor()
  await expectNoAxeViolations(page)
  const onTop = await page.evaluate(
    `document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('dialog') !== null`,
  )
  assert.equal(onTop, true, 'nothing else can be seen or reached')
  await page.keyboard.press('Escape')
  assert.ok(await lock.isVisible())

  await lock.locator('input[type=password]').fill('not the password')
  await lock.getByRole('button', { name: 'Continue' }).click()
  await lock.getByRole('alert').waitFor()
  await lock.locator('input[type=password]').fill(password)
  await lock.getByRole('button', { name: 'Continue' }).click()
  await lock.waitFor({ state: 'detached' })
  assert.equal(await name.inputValue(), 'Typed before the pause')
  await page.getByRole('dialog').getByRole('button', { name: 'Add agency' }).click()
  await page.getByRole('link', { name: 'Typed before the pause' }).waitFor()
  await page.context().close()
})

test('somebody else signs in from the lock, and finds nothing of who was there', async () => {
  const page = await newPage(product.browser)
  await signIn(page, 'caseworker')
  await leaveAlone(page)
  await page.reload()
  await page.getByRole('button', { name: 'I am someone else' }).click()
  await page.waitForURL(`${product.server.url}/sign-in`)
  assert.equal(await page.getByText('Locked while you were away').count(), 0)
  await page.context().close()
})
