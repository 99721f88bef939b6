import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import practiceAr from '../../modules/practice/locales/ar.json' with { type: 'json' }
import practiceEn from '../../modules/practice/locales/en.json' with { type: 'json' }
import uiAr from '../../packages/ui/locales/ar.json' with { type: 'json' }
import uiEn from '../../packages/ui/locales/en.json' with { type: 'json' }
import { freePort } from '../support/server-process.ts'
import { isThorough, oneOf } from '@gloact/kernel/testing'
import {
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  lead,
  newPage,
  takeScreenshot,
  waitThrough,
  type PageOptions,
} from './browser.ts'
import { pageAs, startProduct, type Product } from './product.ts'

const WORDS = { en: { ...uiEn, ...practiceEn }, ar: { ...uiAr, ...practiceAr } } as const
const FILE = '/files/00000000-0000-7000-8001-000003000000'

let product: Product

before(async () => {
  const port = String(await freePort())
  product = await startProduct({
    kind: 'training',
    args: ['--training'],
    env: (dataDir) => ({ GLOACT_TRAINING_DATA_DIR: dataDir, GLOACT_TRAINING_PORT: port }),
  })
})

after(() => product?.stop())

interface Look extends PageOptions {
  readonly language: 'en' | 'ar'
  readonly moreContrast?: boolean
}

async function pageOf(role: string, look: Look): Promise<Page> {
  const page = role === 'nobody' ? await newPage(product.browser, look) : await pageAs(product, role, look)
  if (look.moreContrast) await page.emulateMedia({ contrast: 'more', colorScheme: look.dark ? 'dark' : 'light' })
  return page
}

/** Whether the page says by word and by shape that it is the sandbox. */
async function looksLikeTraining(page: Page, language: 'en' | 'ar'): Promise<void> {
  const words = WORDS[language]
  const band = page.getByRole('note', { name: words['ui.training.word'] })
  await band.waitFor()
  const box = await band.boundingBox()
  const screen = page.viewportSize()
  assert.ok(box && screen && box.y <= 1 && box.width >= screen.width - 24, 'the band runs along the whole top')
  assert.ok((await band.innerText()).includes(words['ui.training.word']))
  const edge = await page.evaluate<{ hatched: boolean; height: number; atStart: boolean }>(`(() => {
    const style = getComputedStyle(document.body, '::before')
    const start = document.documentElement.dir === 'rtl' ? style.right : style.left
    return { hatched: style.backgroundImage.includes('repeating-linear-gradient'), height: parseFloat(style.height), atStart: start === '0px' }
  })()`)
  assert.deepEqual(
    { ...edge, height: edge.height >= screen.height },
    { hatched: true, height: true, atStart: true },
    'the strip at the side',
  )
  assert.equal(await page.title(), 'Notes (practice)')
  assert.match((await page.locator('link[rel=icon]').getAttribute('href')) ?? '', /training/)
}

const LOOKS: readonly (Look & { readonly name: string })[] = [
  { name: 'desk', language: 'en' },
  { name: 'phone', screen: 'phone', language: 'en' },
  { name: 'arabic', language: 'ar' },
  { name: 'arabic-phone', screen: 'phone', language: 'ar' },
  { name: 'dark', dark: true, language: 'en' },
  { name: 'contrast', moreContrast: true, language: 'en' },
  { name: 'dark-contrast', dark: true, moreContrast: true, language: 'en' },
]

/** In `npm test` a desk and a phone, one of the two in Arabic, and one in other colours. */
const SLICE = [
  ...oneOf(
    [
      ['desk', 'arabic-phone'],
      ['phone', 'arabic'],
    ],
    0,
  ),
  oneOf(['dark', 'contrast', 'dark-contrast'], 0),
]

for (const { name, ...look } of LOOKS.filter((each) => isThorough || SLICE.includes(each.name))) {
  test(`every page of the sandbox says at a glance that nothing is real, and is accessible (${name})`, async () => {
    for (const [role, paths] of Object.entries({
      nobody: ['/'],
      caseworker: ['/practise', FILE],
      administrator: ['/practise/reset'],
    })) {
      const page = await pageOf(role, look)
      page.on('pageerror', (error) => assert.fail(error.message))
      for (const path of paths) {
        await lead(page, product.server.url, path)
        await looksLikeTraining(page, look.language)
        await expectNoAxeViolations(page)
        await expectNoSidewaysScroll(page)
        await takeScreenshot(page, `training-${role}-${path.split('/').at(-1)}-${name}`)
      }
      await page.context().close()
    }
  })
}

test('the page is marked before any script runs', async () => {
  const html = await (await fetch(product.server.url)).text()
  assert.match(html, /<html [^>]*data-instance="training"/)
})

test('on paper the words stand across every page', async () => {
  const page = await pageOf('caseworker', { language: 'en' })
  await page.goto(product.server.url + FILE, { waitUntil: 'networkidle' })
  await page.locator('main h1').first().waitFor()
  await page.emulateMedia({ media: 'print' })
  const across = await page.evaluate<{ content: string; position: string }>(`(() => {
    const { content, position } = getComputedStyle(document.body, '::after')
    return { content, position }
  })()`)
  // What is fixed is repeated by the browser on each page that is printed.
  assert.deepEqual(across, { content: `"${WORDS.en['ui.training.across']}"`, position: 'fixed' })
  await takeScreenshot(page, 'training-on-paper')
  await page.context().close()
})

test('an exercise is begun, done and ticked; nobody else sees that it was', async () => {
  const words = WORDS.en
  const page = await pageOf('caseworker', { language: 'en' })
  await page.goto(`${product.server.url}/practise`)
  const begin = `${words['practice.begin']}: ${words['practice.exercise.identity']}`
  await page.getByRole('button', { name: begin }).click()
  await page.waitForURL(/\/files\/.*\/identity$/)
  const opened = await page.context().request.post(`${product.server.url}/api/v1/protection${FILE}/identity`, {
    headers: { 'x-gloact-request': '1' },
    data: { purpose: 'work_on_file' },
  })
  assert.equal(opened.status(), 200)
  await page.goto(`${product.server.url}/practise`)
  await page.getByText(words['practice.state.done'], { exact: true }).waitFor()
  assert.equal(await page.getByText(words['practice.state.done'], { exact: true }).count(), 1)
  await page.context().close()

  const other = await pageOf('caseworker', { language: 'en' })
  await other.goto(`${product.server.url}/practise`)
  await other.getByRole('button', { name: words['practice.begin'] }).first().waitFor()
  assert.equal(await other.getByText(words['practice.state.done'], { exact: true }).count(), 0)
  await other.context().close()
})

test('an administrator types the word, sees how far it is, and signs in on the first day again', async () => {
  const words = WORDS.en
  const page = await pageOf('administrator', { language: 'en' })
  await page.goto(`${product.server.url}/practise`)
  await page.getByRole('link', { name: words['practice.reset.open'] }).click()
  await page.getByRole('button', { name: words['practice.reset.press'] }).click()
  await page.getByText(words['practice.not_confirmed']).waitFor()
  await page.getByRole('textbox', { name: /RESET/ }).fill('reset')
  await page.getByRole('button', { name: words['practice.reset.press'] }).click()
  await page.waitForURL(/resetting$/)
  await waitThrough(page, page.getByText(words['practice.step.loading']))
  await looksLikeTraining(page, 'en')
  await takeScreenshot(page, 'training-resetting')
  await waitThrough(page, page.getByText(words['practice.reset.done']))
  await page.getByRole('button', { name: words['practice.reset.sign_in'] }).click()
  await page.getByRole('heading', { name: 'Practise as' }).waitFor()
  await page.context().close()
})
