import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { estimate, readInput } from '@gloact/estimation'
import { unwrap } from '@gloact/kernel'
import { LANGUAGE_TAGS } from '@gloact/messages'
import { bytesOf, expectNoAxeViolations, expectNoSidewaysScroll, takeScreenshot, type Screen } from './browser.ts'
import { pageAs } from './product.ts'
import { computed } from './steps.ts'
import { sharedProduct, type LookedAt } from './shared-product.ts'

type Words = Readonly<Record<string, string>>
const LOCALES = join(import.meta.dirname, '..', '..', 'modules', 'statistics', 'locales')

const COLUMNS = ['police', 'shelter', 'hotline', 'count']
const COUNTS = [90, 80, 70, 24, 20, 16, 9]
const HISTORIES = ['1,0,0', '0,1,0', '0,0,1', '1,1,0', '1,0,1', '0,1,1', '1,1,1']
const ROWS = HISTORIES.map((on, at) => [...on.split(','), String(COUNTS[at])])
const ACCEPTED = [COLUMNS, ...ROWS].map((cells) => cells.join(',')).join('\n')
const WHY = 'The hotline is anonymous.'
/** Lists that have hardly anybody in common. */
const REFUSED = 'police,shelter,hotline,count\n1,0,0,260\n0,1,0,180\n0,0,1,90\n1,1,0,1\n0,1,1,1\n'

const csv = (text: string) => ({ name: 'lists.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

let product: LookedAt

before(async () => {
  product = await sharedProduct()
})

after(() => product?.stop())

async function openEstimate(language: string, screen: Screen = 'desktop') {
  const page = await pageAs(product, 'analyst', { screen, language })
  const words = JSON.parse(readFileSync(join(LOCALES, `${language}.json`), 'utf8')) as Words
  const say = (id: string): string => words[`statistics.${id}`]!
  await page.goto(`${product.server.url}/figures/estimate`, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 1, name: say('estimate.title') }).waitFor()
  return {
    page,
    say,
    give: async (text: string): Promise<void> => {
      await page.locator('input[type=file]').first().setInputFiles(csv(text))
      await page.getByRole('button', { name: say('estimate.go'), exact: true }).click()
    },
    save: async (id: string): Promise<string> => {
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: say(id) }).click()
      return (await bytesOf(await download)).toString('utf8')
    },
  }
}

for (const language of LANGUAGE_TAGS) {
  const screen: Screen = ['ar', 'es', 'ru'].includes(language) ? 'phone' : 'desktop'
  test(`an analyst estimates from a table, and is told where the lists allow no number, in ${language} on a ${screen}`, async () => {
    const { page, say, give, save } = await openEstimate(language, screen)
    const requests: string[] = []
    page.context().on('request', (request) => {
      if (!request.url().startsWith('blob:') && request.method() !== 'GET') requests.push(request.url())
    })
    await give(ACCEPTED)
    await computed(page.getByText(say('finding.untested_dependence')))
    await page.getByLabel(say('estimate.assume')).fill(WHY)
    await page.getByRole('button', { name: say('estimate.go'), exact: true }).click()
    await computed(page.getByRole('heading', { name: say('estimate.made'), exact: true }))
    // In the details, too.
    await page.getByText(WHY).first().waitFor()
    await expectNoAxeViolations(page)
    await expectNoSidewaysScroll(page)
    await takeScreenshot(page, `estimate-${language}-${screen}`)
    assert.doesNotMatch(await page.locator('main').innerText(), /statistics\.[a-z]/)

    // The same as Node makes of it, to the bit.
    const input = unwrap(await readInput({ columns: COLUMNS, rows: ROWS }))
    const ours = await estimate(input, { interval: 'bca', replicates: 1000, seed: 1, stated: { assumption: WHY } })
    const told = JSON.parse(await save('estimate.save_json')) as {
      estimate: number
      interval: { lower: number; upper: number }
      replicates: number
      rulesBasis: string
    }
    const country = readFileSync(
      join(import.meta.dirname, '..', '..', 'countries', 'demoland', 'estimation.json'),
      'utf8',
    )
    assert.equal(told.rulesBasis, (JSON.parse(country) as { basis: string }).basis)
    assert.equal(told.estimate, ours.estimate)
    assert.deepEqual([told.interval.lower, told.interval.upper], [ours.interval?.lower, ours.interval?.upper])
    assert.equal(told.replicates, 1000)
    assert.match(await save('estimate.save_report'), /^<!doctype html>/i)

    await page.getByRole('button', { name: new RegExp(`^${say('file.another')}`) }).click()
    await give(REFUSED)
    await computed(page.getByRole('heading', { name: say('estimate.none'), exact: true }))
    await expectNoAxeViolations(page)
    await expectNoSidewaysScroll(page)
    await takeScreenshot(page, `estimate-refused-${language}-${screen}`)
    await page.getByText(say('finding.too_few_overlaps')).waitFor()
    assert.equal(await page.getByText(say('estimate.unseen'), { exact: true }).count(), 0)
    const refused = JSON.parse(await save('estimate.save_json')) as { refused: boolean; estimate: number | null }
    assert.deepEqual([refused.refused, refused.estimate], [true, null])
    assert.deepEqual(requests, [])
    await page.context().close()
  })
}

test('a table that is none is refused in words that say what to do; a caseworker finds no such page', async () => {
  const { page, say, give } = await openEstimate('en')
  await page.getByRole('button', { name: say('estimate.go'), exact: true }).click()
  await page.getByText(say('lack.table')).waitFor()
  for (const [text, words] of [
    ['police,shelter,hotline,count\n1,0,2,5\n', say('problem.estimation_not_zero_or_one')],
    ['police,shelter,hotline,count\n1,0,,5\n', say('problem.estimation_absent_cell')],
    ['1,0,1,5\n', say('problem.csv_no_header')],
  ] as const) {
    await give(text)
    await page.getByText(words).waitFor()
    await page.getByRole('button', { name: new RegExp(`^${say('file.another')}`) }).click()
  }
  await page.context().close()
  const other = await pageAs(product, 'caseworker', { language: 'en' })
  await other.goto(`${product.server.url}/figures/estimate`, { waitUntil: 'networkidle' })
  await other.locator('main').filter({ hasText: /\S/ }).first().waitFor()
  assert.equal(await other.getByRole('heading', { name: say('estimate.title') }).count(), 0)
  await other.context().close()
})
