import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { LANGUAGE_TAGS } from '@gloact/messages'
import { expectNoAxeViolations, expectNoSidewaysScroll, takeScreenshot } from './browser.ts'
import { pageAs, startProduct, type Product } from './product.ts'

let product: Product

before(async () => {
  product = await startProduct()
})

after(() => product?.stop())

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
      const page = await pageAs(product, 'caseworker', { screen, language })
      page.on('pageerror', (error) => failures.push(`${page.url()}: ${error.message}`))
      const own = SCREENS.filter((_path, index) => (index % 2 === 0) === (screen === 'phone'))
      for (const path of own) {
        await page.goto(product.server.url + path, { waitUntil: 'networkidle' })
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
