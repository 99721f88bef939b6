import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { LANGUAGE_TAGS } from '@gloact/messages'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { expectNoAxeViolations, expectNoSidewaysScroll, launchBrowser, newPage, takeScreenshot } from './browser.ts'
import { buildApp, type Built } from './build.ts'

const folder = loadedDataDir()
let server: ServerProcess
let browser: Browser
let built: Built

before(async () => {
  built = await buildApp()
  server = await startServerProcess({ dataDir: folder.dataDir, env: { GLOACT_WEB_DIR: built.folder } })
  browser = await launchBrowser()
})

after(async () => {
  await browser?.close()
  await server?.stop()
  folder.remove()
  built?.remove()
})

const FILE = '/files/00000000-0000-7000-8001-000003000000'

/** Where sentences are longest and tables widest; the others are seen in English and Arabic. */
const SCREENS = [
  '/',
  '/files',
  '/contact',
  '/calendar',
  `${FILE}/consent`,
  `${FILE}/risk`,
  `${FILE}/situation`,
  `${FILE}/history`,
]

/** An id that was shown because there is no sentence for it. */
const MESSAGE_ID = /\b(?:protection|identity|oversight|practice|ui|web|forms|http)\.[a-z]+(?:[._][a-z]+)+/

for (const language of LANGUAGE_TAGS.filter((tag) => tag !== 'en' && tag !== 'ar')) {
  test(`the main screens fit, are accessible and leave nothing unsaid in ${language}`, async () => {
    const failures: string[] = []
    const walk = async (screen: 'phone' | 'desktop'): Promise<void> => {
      const page = await newPage(browser, { screen, language })
      page.on('pageerror', (error) => failures.push(`${page.url()}: ${error.message}`))
      const { email, password } = server.signIns.find(({ role }) => role === 'caseworker')!
      const api = `${server.url}/api/v1/identity`
      const headers = { 'x-gloact-request': '1' }
      for (const [path, data] of [
        ['/sign-in', { email, password }],
        ['/account/language', { language }],
      ] as const) {
        assert.equal((await page.context().request.post(api + path, { headers, data })).status(), 200)
      }
      const own = SCREENS.filter((_path, index) => (index % 2 === 0) === (screen === 'phone'))
      for (const path of own) {
        await page.goto(server.url + path, { waitUntil: 'networkidle' })
        await page.locator('main').filter({ hasText: /\S/ }).first().waitFor()
        assert.equal(await page.locator('html').getAttribute('lang'), language)
        const unsaid = MESSAGE_ID.exec(await page.locator('body').innerText())
        if (unsaid) failures.push(`${screen} ${path}: ${unsaid[0]}`)
        for (const check of [expectNoAxeViolations, expectNoSidewaysScroll]) {
          await check(page).catch((error: unknown) =>
            failures.push(`${screen} ${path}: ${error instanceof Error ? error.message : String(error)}`),
          )
        }
        await takeScreenshot(page, `language-${language}-${screen}-${own.indexOf(path)}`)
      }
      await page.context().close()
    }
    await Promise.all([walk('phone'), walk('desktop')])
    assert.deepEqual(failures, [])
  })
}
