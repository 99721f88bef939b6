import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { LANGUAGE_TAGS } from '@gloact/messages'
import { readCatalogues } from '../../tools/checks/locale-catalogues.ts'
import { expectNoSidewaysScroll, lead, newPage, takeScreenshot } from './browser.ts'
import { pageAs } from './product.ts'
import { sharedProduct, type LookedAt } from './shared-product.ts'
import { askForErasure, SCREENS, WITHOUT_SESSION } from './screens.ts'

let product: LookedAt

before(async () => {
  product = await sharedProduct()
  await askForErasure(product)
})

after(() => product?.stop())

/** English and Arabic are seen on every screen, in `every-screen.test.ts`, where accessibility is measured too. */
const OTHERS = LANGUAGE_TAGS.filter((tag) => tag !== 'en' && tag !== 'ar')

/** An id that was shown because there is no sentence for it. */
const OWNERS = [...new Set(readCatalogues(join(import.meta.dirname, '..', '..')).map(({ owner }) => owner))]
const MESSAGE_ID = new RegExp(String.raw`\b(?:${OWNERS.join('|')})\.[a-z]+(?:[._][a-z]+)+`)

/** The screens are dealt out: each is seen in one of the languages, and in each language some of every role's. */
const dealtTo = (language: string, paths: readonly string[], first: number): readonly string[] =>
  paths.filter((_path, index) => OTHERS[(first + index) % OTHERS.length] === language)

OTHERS.forEach((language, turn) => {
  test(`the screens fit and leave nothing unsaid in ${language}`, async () => {
    const failures: string[] = []
    const see = async (page: Page, who: string, paths: readonly string[]): Promise<void> => {
      page.on('pageerror', (error) => failures.push(`${page.url()}: ${error.message}`))
      // From screen to screen as a person goes: `every-screen.test.ts` loads each.
      for (const path of paths) {
        await lead(page, product.server.url, path)
        if ((await page.locator('html').getAttribute('lang')) !== language) failures.push(`${path}: another language`)
        const unsaid = MESSAGE_ID.exec(await page.locator('body').innerText())
        if (unsaid) failures.push(`${who} ${path}: ${unsaid[0]}`)
        await expectNoSidewaysScroll(page).catch((error: unknown) => failures.push(String(error)))
        await takeScreenshot(page, `language-${language}-${who}-${paths.indexOf(path)}`)
      }
      await page.context().close()
    }
    const walk = async (screen: 'phone' | 'desktop'): Promise<void> => {
      const onPhone = screen === 'phone'
      for (const [index, [role, paths]] of Object.entries(SCREENS).entries()) {
        const own = dealtTo(language, paths, index)
        const here = own.filter((_path, at) => ((at % 2 === 0) === ((turn + index) % 2 === 0)) === onPhone)
        if (here.length > 0) await see(await pageAs(product, role, { screen, language }), `${role}-${screen}`, here)
      }
      if (onPhone === (turn % 2 === 0)) {
        await see(await newPage(product.browser, { screen, language }), `nobody-${screen}`, WITHOUT_SESSION)
      }
    }
    await Promise.all([walk('phone'), walk('desktop')])
    assert.deepEqual(failures, [])
  })
})
