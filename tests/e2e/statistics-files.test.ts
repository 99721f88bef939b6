import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { randomSource } from '@gloact/kernel'
import type { Page } from 'playwright-core'
import { bytesOf, expectNoAxeViolations, expectNoSidewaysScroll, takeScreenshot, type Screen } from './browser.ts'
import { pageAs } from './product.ts'
import { computed } from './steps.ts'
import { sharedProduct, type LookedAt } from './shared-product.ts'

type Words = Readonly<Record<string, string>>
const LOCALES = join(import.meta.dirname, '..', '..', 'modules', 'statistics', 'locales')

interface Given {
  readonly name: string
  readonly text: string | Buffer
}

const csv = (...rows: readonly (readonly (string | number)[])[]): string => rows.map((row) => row.join(',')).join('\n')

const HISTORIES = [
  [1, 0, 0, 0, 220],
  [0, 1, 0, 0, 180],
  [0, 0, 1, 0, 140],
  [0, 0, 0, 1, 90],
  [1, 1, 0, 0, 45],
  [1, 0, 1, 0, 30],
  [0, 1, 1, 0, 22],
  [1, 0, 0, 1, 14],
  [0, 1, 0, 1, 12],
  [0, 0, 1, 1, 9],
  [1, 1, 1, 0, 8],
  [1, 1, 0, 1, 3],
] as const
const LISTS = csv(
  ['police', 'shelter', 'hotline', 'clinic', 'sex', 'count'],
  ...HISTORIES.flatMap(([...on]) => {
    const count = on.pop()!
    return [
      [...on, 'woman', count],
      [...on, 'man', Math.ceil(count / 2)],
    ]
  }),
)

/** The same lists as private linkage writes them: what it knows of the links that it missed stands in the draws. */
const BOTH = HISTORIES.map(([...on]) => ({ count: Math.ceil(1.5 * on.pop()!), on }))
const LINKED = csv(
  ['police', 'shelter', 'hotline', 'clinic', 'count', 'missed_links'],
  ...BOTH.map(({ on, count }) => [...on, count, 'measured']),
)
const DRAWS = {
  lists: ['police', 'shelter', 'hotline', 'clinic'],
  histories: BOTH.map(({ on }) => on),
  counts: BOTH.map(({ count }) => count),
  draws: Array.from({ length: 20 }, (_, draw) => BOTH.map(({ count }, at) => count + ((draw + at) % 3) - 1)),
  missedLinks: { planted: 200, linked: 190, expected: 200, lower: 194, upper: 206 },
}
const RESIDENTS = csv(['sex', 'residents'], ['woman', 500_000], ['man', 480_000])

const CASES = csv(
  ['region', 'sex', 'name'],
  ...[
    ['North', 'woman', 60],
    ['North', 'man', 3],
    ['South', 'woman', 45],
    ['South', 'man', 31],
    ['West', 'woman', 52],
    ['West', 'man', 27],
  ].flatMap(([region, sex, persons]) =>
    Array.from({ length: Number(persons) }, (_, at) => [region!, sex!, `${region} ${sex} Person ${at}`]),
  ),
)

/** What shelter cost: one provider stands out in the North, and is named by no result. */
const COSTS = csv(
  ['region', 'kind', 'provider', 'cost'],
  ...['North', 'South', 'West'].flatMap((region) =>
    ['food', 'beds'].flatMap((kind) =>
      Array.from({ length: 12 }, (_, at) => [
        region,
        kind,
        `Provider ${region} ${at}`,
        region === 'North' && kind === 'food' && at === 0 ? 9000.5 : 100 + at,
      ]),
    ),
  ),
)

const SYLLABLES = 'ba do fe gi ha jo ka lu me ni pa ro sa te vi wa ya zo'.split(' ')
/** An invented person, the same for a number. */
const person = (number: number): readonly string[] => {
  const choose = randomSource(11, number).below
  const word = (): string => Array.from({ length: 3 }, () => SYLLABLES[choose(SYLLABLES.length)]).join('')
  const two = (most: number): string => String(1 + choose(most)).padStart(2, '0')
  return [word(), word(), `${1960 + choose(45)}-${two(12)}-${two(28)}`, choose(2) === 0 ? 'female' : 'male']
}
const listOf = (from: number, to: number, prefix: string): string =>
  csv(
    ['id', 'given name', 'family name', 'date of birth', 'sex'],
    ...Array.from({ length: to - from }, (_, at) => [`${prefix}${at + 1}`, ...person(from + at)]),
  )

const RECORDS = (shift: number): string =>
  csv(
    ['age', 'work', 'origin'],
    ...Array.from({ length: 400 }, (_, at) => [
      ['0-17', '18-29', '30+'][(at + shift) % 3]!,
      ['farm', 'home', 'sea', 'site'][(at * 3 + shift) % 4]!,
      ['A', 'B', 'C'][Math.floor(at / (7 + shift)) % 3]!,
    ]),
  )

let product: LookedAt

before(async () => {
  product = await sharedProduct()
})

after(() => product?.stop())

const fileOf = ({ name, text }: Given) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

async function openTools(language: string, screen: Screen) {
  const page = await pageAs(product, 'analyst', { screen, language })
  const words = JSON.parse(readFileSync(join(LOCALES, `${language}.json`), 'utf8')) as Words
  const say = (id: string): string => words[`statistics.${id}`]!
  const sent: string[] = []
  page.context().on('request', (request) => {
    // A page that is opened says that the session's device is still the one that signed in.
    const isOwn = request.url().startsWith('blob:') || request.url().includes('/identity/')
    if (!isOwn && request.method() !== 'GET') sent.push(request.url())
  })
  return {
    page,
    say,
    sent,
    open: async (path: string, title: string): Promise<void> => {
      await page.goto(`${product.server.url}${path}`, { waitUntil: 'networkidle' })
      await page.getByRole('heading', { level: 1, name: say(title) }).waitFor()
    },
    give: async (at: number, ...given: readonly Given[]): Promise<void> => {
      await page.locator('input[type=file]').nth(at).setInputFiles(given.map(fileOf))
    },
    go: (id: string) => page.getByRole('button', { name: say(id), exact: true }).click(),
    looks: async (name: string): Promise<void> => {
      await expectNoAxeViolations(page)
      await expectNoSidewaysScroll(page)
      await takeScreenshot(page, `${name}-${language}-${screen}`)
      assert.doesNotMatch(await page.locator('main').innerText(), /statistics\.[a-z]/)
    },
    save: async (id: string): Promise<string> => {
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: say(id), exact: true }).click()
      return (await bytesOf(await download)).toString('utf8')
    },
  }
}

const escaped = (words: string): string => words.replaceAll(/[()]/g, '\\$&')

const result = (page: Page, words: string) => page.getByRole('heading', { name: words, exact: true }).waitFor()

for (const [language, screen] of [
  ['en', 'desktop'],
  ['ar', 'phone'],
] as const) {
  test(`an analyst divides an estimate, protects a table, links lists and compares records, and nothing is sent, in ${language} on a ${screen}`, async () => {
    const { page, say, sent, open, give, go, looks, save } = await openTools(language, screen)

    await open('/figures/estimate', 'estimate.title')
    await give(0, { name: 'lists.csv', text: LISTS })
    await page.getByLabel('sex', { exact: true }).check()
    await give(0, { name: 'residents.csv', text: RESIDENTS })
    await go('estimate.go')
    await computed(page.getByRole('heading', { level: 2, name: /sex/ }))
    await looks('estimate-groups')
    const estimated = JSON.parse(await save('estimate.save_json')) as {
      estimate: number
      ratesPer100000: { total: number }
      strata: readonly { groups: readonly { levels: readonly string[]; estimate: number }[] }[]
    }
    const sum = estimated.strata[0]!.groups.reduce((all, group) => all + group.estimate, 0)
    assert.ok(Math.abs(sum / estimated.estimate - 1) < 1e-6)
    assert.ok(Math.abs(estimated.ratesPer100000.total - (estimated.estimate / 980_000) * 1e5) < 1e-6)
    assert.match(await save('estimate.save_groups'), /^column,group,seen,estimate,lower,upper,per_100000\nsex,/)
    assert.match(await save('estimate.save_models'), /^model,parameters,estimate,aic,bic/)

    // Counts from private linkage say that they need the draws; with them, and a model of one's own, there is a number.
    await open('/figures/estimate', 'estimate.title')
    await give(0, { name: 'linked.csv', text: LINKED })
    await go('estimate.go')
    await page.getByText(say('finding.links_missed')).waitFor()
    const draws = page.locator(`input[type=file][aria-label="${say('estimate.draws')}"]`).first()
    await draws.setInputFiles(
      fileOf({ name: 'wrong.json', text: JSON.stringify({ ...DRAWS, counts: DRAWS.counts.map(() => 7) }) }),
    )
    await go('estimate.go')
    await page.getByText(say('problem.estimation_draws_other_table')).waitFor()
    await page.getByRole('button', { name: `${say('file.another')}: ${say('estimate.draws')}` }).click()
    await draws.setInputFiles(fileOf({ name: 'linked.draws.json', text: JSON.stringify(DRAWS) }))
    await page.getByText(say('estimate.more_options'), { exact: true }).click()
    await page.getByLabel(new RegExp(`^${say('estimate.method')}`)).selectOption('fixed')
    await page.getByLabel(new RegExp(`^${say('estimate.model')}`)).fill('police*ship')
    await go('estimate.go')
    await page.getByText(say('problem.estimation_unknown_list')).waitFor()
    await page.getByLabel(new RegExp(`^${say('estimate.model')}`)).fill('police*shelter, hotline')
    await go('estimate.go')
    await page.getByText(say('estimate.of_linkage'), { exact: true }).waitFor()
    await page.getByText(say('finding.links_missed_noted')).waitFor()
    await looks('estimate-draws')
    const drawn = JSON.parse(await save('estimate.save_json')) as { model: string; linkage: { draws: number } }
    assert.equal(drawn.model, 'police*shelter, hotline, clinic')
    assert.equal(drawn.linkage.draws, 20)

    await open('/figures/protect', 'protect.title')
    await give(0, { name: 'cases.csv', text: CASES })
    await page.getByText(say('read.left_out').replace('{columns}', '').trim()).waitFor()
    await go('protect.go')
    await page.getByText(say('lack.rows')).waitFor()
    await page.getByLabel('region', { exact: true }).check()
    await page.getByLabel(say('protect.columns'), { exact: true }).selectOption('sex')
    await go('protect.go')
    await result(page, say('protect.table'))
    await looks('protect')
    const table = await save('protect.save_table')
    const lines = table
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','))
    assert.equal(lines.length, 5)
    // Three men in the North are hidden, and nothing that is shown tells them: another of their row and of their column is, too.
    const [header = []] = lines
    const north = lines.find(([name]) => name === 'North')!
    const men = header.indexOf('man')
    assert.doesNotMatch(north[men]!, /^\d+$/)
    assert.ok(north.filter((cell, at) => at > 0 && at !== men && !/^\d+$/.test(cell)).length > 0)
    assert.ok(lines.slice(1).filter((line) => line !== north && !/^\d+$/.test(line[men]!)).length > 0)

    // Held against the register of what is out: the rows alone are out already; what is no register is refused.
    const register = await save('protect.save_register')
    await give(0, { name: 'register.jsonl', text: register })
    await page.getByLabel(say('protect.columns'), { exact: true }).selectOption('')
    await go('protect.go')
    await page.getByText(say('protect.first_repeated')).waitFor()
    assert.equal(await save('protect.save_register'), register, 'what is out already is entered once')
    await page.getByRole('button', { name: `${say('file.another')}: ${say('protect.register')}` }).click()
    await give(0, { name: 'cases.csv', text: CASES })
    await go('protect.go')
    await page.getByText(say('problem.disclosure_register_invalid')).waitFor()

    // Sums of amounts: the one of a provider who stands out is hidden, with what would give it away.
    await open('/figures/protect', 'protect.title')
    await give(0, { name: 'costs.csv', text: COSTS })
    await page.getByLabel('region', { exact: true }).check()
    await page.getByLabel(say('protect.columns'), { exact: true }).selectOption('kind')
    await page.getByLabel(say('protect.amount'), { exact: true }).selectOption('cost')
    await page.getByLabel(say('protect.contributor'), { exact: true }).selectOption('provider')
    await page.getByLabel(say('protect.percent'), { exact: true }).fill('70')
    await go('protect.go')
    await page.getByText(say('protect.note_same_data')).waitFor()
    await looks('protect-amounts')
    const sums = (await save('protect.save_table'))
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','))
    const foods = sums[0]!.indexOf('food')
    const shown = new Map(sums.map(([name = '', ...cells]) => [name, cells[foods - 1]!]))
    assert.equal(shown.get('North'), '×')
    assert.ok([...shown].some(([name, cell]) => name !== 'North' && cell === '×'))
    assert.equal(sums.flat().filter((cell) => cell.includes('Provider')).length, 0)
    assert.match((await save('protect.save_register')).trim(), /"amount":"cost"/)

    await open('/figures/link', 'link.title')
    await give(0, { name: 'a.csv', text: listOf(0, 120, 'a') }, { name: 'b.csv', text: listOf(80, 200, 'b') })
    await page.getByLabel(/^given name/).waitFor()
    assert.equal(await page.getByLabel(/^given name/).inputValue(), 'given_name')
    await go('link.go_several')
    await result(page, say('link.histories'))
    await looks('link')
    const counts = (await save('link.save_histories')).trimEnd().split('\n')
    assert.deepEqual(counts, ['a,b,count', '0,1,80', '1,0,80', '1,1,40'])
    const linked = JSON.parse(await save('tool.save_json')) as { lists: readonly string[]; persons: number }
    assert.deepEqual(linked.lists, ['a.csv', 'b.csv'])
    assert.equal(linked.persons, 200)
    // A person decides about a doubtful pair: the lists are linked again by it, and the file is the one that the command reads.
    await page.getByRole('heading', { name: say('link.review') }).waitFor()
    await page.getByLabel(say('link.verdict_not_same'), { exact: true }).check()
    await looks('link-review')
    const saved = await save('link.save_decisions')
    const [head = '', first = ''] = saved.split('\n')
    assert.match(head, /^decision,id_a,id_b,list_a,list_b,probability_alone,band,stands_for,reasons,a_/)
    assert.match(first, /^not_same,/)
    await go('link.apply')
    await result(page, say('link.decided'))
    const again = JSON.parse(await save('tool.save_json')) as { review: { notSame: number } }
    assert.equal(again.review.notSame, 1)
    // Another day the file brings the decisions back; one of other lists is refused.
    await open('/figures/link', 'link.title')
    await give(0, { name: 'a.csv', text: listOf(0, 120, 'a') }, { name: 'b.csv', text: listOf(80, 200, 'b') })
    const decided = page.locator(`input[type=file][aria-label="${say('link.decided_file')}"]`).first()
    await decided.setInputFiles(fileOf({ name: 'review.csv', text: 'decision,id_a,id_b\nsame,x1,x2\n' }))
    await go('link.go_several')
    await page.getByText(say('problem.linkage_decisions_invalid')).waitFor()
    await page.getByRole('button', { name: `${say('file.another')}: ${say('link.decided_file')}` }).click()
    await decided.setInputFiles(fileOf({ name: 'review.csv', text: saved }))
    await go('link.go_several')
    await result(page, say('link.decided'))
    const back = JSON.parse(await save('tool.save_json')) as { review: { notSame: number } }
    assert.equal(back.review.notSame, 1)

    await open('/figures/compare', 'compare.title')
    await give(0, { name: 'sensitive.csv', text: RECORDS(0) })
    await go('compare.go')
    await page.getByText(say('lack.two_files')).waitFor()
    await give(0, { name: 'synthetic.csv', text: RECORDS(1) })
    await go('compare.go')
    await result(page, say('compare.by_count'))
    await looks('compare')
    const report = await save('estimate.save_report')
    assert.match(report, new RegExp(`^<!doctype html>\\s*<html lang="${language}"`, 'i'))
    assert.ok(report.includes('<svg'))
    assert.match(
      await save('compare.save_lengths'),
      /^length,from,below,combinations,mean_absolute_error,preservation\n1,/,
    )

    await open('/figures/synthesize', 'synthesize.title')
    await give(0, { name: 'records.csv', text: RECORDS(0) })
    await go('synthesize.propose')
    await result(page, say('synthesize.codes'))
    const codes = JSON.parse(await save('synthesize.save_codes')) as object
    // Proposed lists are not used as they are.
    await give(0, { name: 'codes.json', text: JSON.stringify(codes) })
    await go('synthesize.go')
    await page.getByText(say('problem.disclosure_codes_proposed')).waitFor()
    await page
      .getByRole('button', { name: new RegExp(`^${say('file.another')}.*${escaped(say('synthesize.file_codes'))}`) })
      .click()
    await give(0, { name: 'codes.json', text: JSON.stringify({ ...codes, version: '1', status: 'reviewed' }) })
    await go('synthesize.go')
    await result(page, say('synthesize.counts'))
    await looks('synthesize')
    assert.match(await save('synthesize.save_records'), /^age,work,origin\n/)
    const ledger = (await save('synthesize.save_ledger')).trimEnd().split('\n')
    assert.deepEqual(
      ledger.map((line) => (JSON.parse(line) as { kind: string }).kind),
      ['opened', 'charged', 'charged', 'completed', 'completed'],
    )

    assert.deepEqual(sent, [])
    await page.context().close()
  })
}

test('a file that is none is refused in words that say what to do, and what was chosen beside it stays', async () => {
  const { page, say, open, give } = await openTools('en', 'desktop')
  await open('/figures/protect', 'protect.title')
  for (const [text, words] of [
    ['', say('problem.csv_empty')],
    [Buffer.from('PK\u0003\u0004 workbook'), say('problem.csv_workbook')],
    ['1,2,3\n4,5,6\n', say('problem.csv_no_header')],
  ] as const) {
    await give(0, { name: 'wrong.csv', text })
    await page.getByText(words).waitFor()
    await page.getByRole('button', { name: new RegExp(`^${say('file.another')}`) }).click()
  }
  await open('/figures/link', 'link.title')
  await give(0, { name: 'a.csv', text: listOf(0, 60, 'a') })
  await page.getByLabel(/^given name/).waitFor()
  await give(0, { name: 'b.csv', text: '' })
  await page.getByText(say('problem.csv_empty')).waitFor()
  await page.getByRole('button', { name: `${say('link.remove')}: b.csv` }).click()
  await page.getByLabel(/^given name/).waitFor()
  await page.context().close()
})
