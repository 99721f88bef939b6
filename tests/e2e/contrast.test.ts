import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sliceOf } from '@gloact/kernel/testing'
import type { Browser, Page } from 'playwright-core'
import { expectEnhancedContrast, expectNoAxeViolations, launchBrowser, newPage, takeScreenshot } from './browser.ts'
import { buildGallery, type Built } from './build.ts'
import { serveStatic, type StaticServer } from './static-server.ts'

const PAGES = ['work', 'files', 'file', 'fields', 'form', 'states']

let built: Built
let server: StaticServer
let browser: Browser

before(async () => {
  built = await buildGallery()
  server = await serveStatic(built.folder)
  browser = await launchBrowser()
})

after(async () => {
  await browser?.close()
  await server?.close()
  built?.remove()
})

async function open(name: string, look: { dark: boolean; asked?: 'more' }): Promise<Page> {
  const page = await newPage(browser, { screen: 'desktop', language: 'en', dark: look.dark })
  if (look.asked) await page.emulateMedia({ contrast: 'more' })
  await page.goto(`${server.url}/?page=${name}&language=en`)
  await page.locator('h1').first().waitFor()
  return page
}

test('what breaks the rules is found, also on a page that has been looked at before', async () => {
  const page = await newPage(browser, { screen: 'desktop', language: 'en' })
  await page.setContent('<html lang="en"><title>A page</title><main><h1>A page</h1></main></html>')
  await expectNoAxeViolations(page)
  const add = (html: string) =>
    page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', ${JSON.stringify(html)})`)
  await add('<img src="data:,">')
  await assert.rejects(expectNoAxeViolations(page), /image-alt/)
  await expectEnhancedContrast(page)
  await add('<p id="some" style="color: #666">Enough for four and a half to one</p>')
  await assert.rejects(expectEnhancedContrast(page), /#some/)
  await add('<p id="little" style="color: #888">Not enough for that</p>')
  await assert.rejects(expectEnhancedContrast(page), /#little/)
  await page.context().close()
})

for (const dark of [false, true]) {
  const said = dark ? 'dark' : 'light'
  test(`where the device asks for more contrast, every text has seven to one (${said})`, async () => {
    // Each page in one of the two in `npm test`.
    for (const name of PAGES.filter((_, turn) => sliceOf([false, true], turn).includes(dark))) {
      const page = await open(name, { dark, asked: 'more' })
      await expectEnhancedContrast(page)
      if (name === 'file') await takeScreenshot(page, `contrast-${said}`)
      await page.context().close()
    }
  })
}

test('more contrast can be chosen, is remembered, and can be given up again', async () => {
  const page = await open('work', { dark: false })
  const contrast = () => page.locator('html').getAttribute('data-contrast')
  assert.equal(await contrast(), 'usual')
  const choose = async () => {
    await page.getByRole('button', { name: 'Light or dark' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'High contrast' }).click()
  }
  await choose()
  assert.equal(await contrast(), 'more')
  await page.reload()
  await page.locator('h1').first().waitFor()
  assert.equal(await contrast(), 'more')
  await expectEnhancedContrast(page)
  await choose()
  assert.equal(await contrast(), 'usual')
})

test('with the colours of the system, what is pressed can still be seen', async () => {
  const page = await open('states', { dark: false })
  await page.emulateMedia({ forcedColors: 'active' })
  const borders = await page.evaluate<string[]>(
    '[...document.querySelectorAll("button")].map((button) => getComputedStyle(button).borderTopWidth)',
  )
  assert.ok(borders.length > 0)
  assert.deepEqual(
    borders.filter((width) => width === '0px'),
    [],
  )
  await expectNoAxeViolations(page)
})
