import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { startProduct, type Product } from './product.ts'
import { signedIn } from './steps.ts'

let product: Product

before(async () => {
  product = await startProduct()
})
after(() => product?.stop())

const FILE = '/files/00000000-0000-7000-8001-000003000000'
const HOSTILE = `<script>window.hostile = true</script><img src=x onerror="window.hostile = true"> '; drop table x; -- {{7*7}}`

test('HTML and SQL that somebody typed stand on the screen as the words they are, and do nothing', async () => {
  const { page, open, leave } = await signedIn(product, 'caseworker')
  const noted = await page.context().request.post(`${product.server.url}/api/v1/protection${FILE}/actions`, {
    headers: { 'x-gloact-request': '1' },
    data: {
      actions: [
        {
          id: newId(),
          type: 'note_added',
          payload: { kind: 'general', text: HOSTILE, notedOn: new Date().toISOString().slice(0, 10) },
          happenedAt: new Date().toISOString(),
        },
      ],
    },
  })
  assert.equal(noted.status(), 200)
  for (const section of ['notes', 'history', 'summary', 'print']) {
    await open(`${FILE}/${section}`)
    await page.locator('main').filter({ hasText: /\S/ }).first().waitFor()
    if (section === 'notes') await page.getByText(HOSTILE).first().waitFor()
    assert.equal(await page.evaluate(() => 'hostile' in globalThis), false, section)
    assert.equal(await page.locator('main script, main img[src="x"]').count(), 0, section)
  }
  await leave()
})
