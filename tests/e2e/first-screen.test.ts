import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { describeLanguage, LANGUAGE_TAGS } from '@gloact/messages'
import { newPage } from './browser.ts'
import { FIRST_SCREEN_AT_MOST, onTheWire, openFirstScreen } from './first-screen.ts'
import { sharedProduct, type LookedAt } from './shared-product.ts'

let product: LookedAt

before(async () => {
  product = await sharedProduct()
})

after(() => product?.stop())

for (const { tag, name } of LANGUAGE_TAGS.map(describeLanguage)) {
  test(`the first screen is fetched in at most 250 kB on the wire (${name})`, async () => {
    const page = await newPage(product.browser, { language: tag })
    const { files } = await openFirstScreen(page, product.server.url)
    assert.equal(await page.locator('html').getAttribute('lang'), tag)
    assert.ok(files.length > 10, `only ${files.length} files were seen`)
    const bytes = onTheWire(files)
    assert.ok(bytes > 100_000 && bytes <= FIRST_SCREEN_AT_MOST, `${bytes} bytes in ${files.length} files`)
    await page.context().close()
  })
}
