import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { randomSource, unwrap } from '@gloact/kernel'
import { loadKernel } from '@gloact/linkage/node'
import {
  encodeForAgency,
  joinDice,
  makeKeyPair,
  projectKey,
  readAgreement,
  readEncodings,
  readKeyPair,
  receiveEncodings,
  writeProjectKey,
  type DummyCount,
} from '@gloact/linkage/private'
import { LANGUAGE_TAGS } from '@gloact/messages'
import { INVENTED_COLUMNS, inventedPeople } from '../../packages/linkage/bench/invented-people.ts'
import { textOf } from '../../packages/linkage/private/testing.ts'
import { bytesOf, expectNoAxeViolations, expectNoSidewaysScroll, takeScreenshot, type Screen } from './browser.ts'
import { pageAs } from './product.ts'
import { sharedProduct, type LookedAt } from './shared-product.ts'

type Words = Readonly<Record<string, string>>
const LOCALES = join(import.meta.dirname, '..', '..', 'modules', 'statistics', 'locales')
const wordsOf = (language: string): Words =>
  JSON.parse(readFileSync(join(LOCALES, `${language}.json`), 'utf8')) as Words

const AGREEMENT = {
  format: 'gloact-linkage-agreement',
  version: 1,
  title: 'Invented people, for a test',
  purpose: 'statistics',
  profile: 'strict',
  parties: ['North shelter', 'South shelter'],
  expiresOn: '2099-12-31',
  // With fewer dummies, attacks find more than one record in a hundred of so short a list under some keys. Under this key they
  // never do: the dummies follow from the list, the agreement and the key.
  dummyShare: 1,
  fields: [
    { column: 'given_name', kind: 'name' },
    { column: 'family_name', kind: 'name' },
    { column: 'date_of_birth', kind: 'date' },
    { column: 'sex', kind: 'sex' },
    { column: 'phone', kind: 'number' },
  ],
}
const SECRET = 'a secret of the key holder, long enough to be none that is guessed'
const ROWS = [...inventedPeople(300, { share: 0, seed: 21 })].map(({ cells }) => cells)
const csvOf = (rows: readonly (readonly string[])[]): string =>
  [INVENTED_COLUMNS, ...rows].map((cells) => cells.join(';')).join('\n')

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
const agreementFile = (changes: object = {}) => file('agreement.json', JSON.stringify({ ...AGREEMENT, ...changes }))

let product: LookedAt

before(async () => {
  product = await sharedProduct()
})

after(() => product?.stop())

async function openEncoding(language: string, screen: Screen = 'desktop') {
  const page = await pageAs(product, 'supervisor', { language, screen })
  const words = wordsOf(language)
  const say = (id: string): string => words[`statistics.${id}`]!
  await page.goto(`${product.server.url}/figures/encode`, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 1, name: say('encode.title') }).waitFor()
  const saved = async (id: string): Promise<Buffer> => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: say(id) }).click()
    return bytesOf(await download)
  }
  return {
    page,
    say,
    give: (label: string, chosen: ReturnType<typeof file>) =>
      page
        .getByRole('group', { name: say(label) })
        .locator('input[type=file]')
        .first()
        .setInputFiles(chosen),
    go: () => page.getByRole('button', { name: say('encode.go'), exact: true }).click(),
    save: async (id: string): Promise<string> => String(await saved(id)),
    saved,
  }
}

test('a supervisor encodes a list; no request is made meanwhile, and what is saved is what the command would write', async () => {
  const { page, say, give, go, save } = await openEncoding('en')
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  const requests: string[] = []
  page.context().on('request', (request) => {
    // What was chosen and what is saved are addresses of this browser’s memory.
    if (!request.url().startsWith('blob:'))
      requests.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`)
  })
  await give('agreement.label', agreementFile())
  await page.getByText(/North shelter.* and .*South shelter/).waitFor()
  // All that is needed is there: from here on there is no network.
  await page.context().setOffline(true)
  await give('list.label', file('north.csv', csvOf(ROWS)))
  await page.getByText('300 records').waitFor()
  await expectNoAxeViolations(page)
  await give('secret.label', file('secret', `${SECRET}\n`))
  await go()
  await page.getByRole('heading', { name: say('done.title') }).waitFor()
  await expectNoAxeViolations(page)
  const [encodings, count] = [await save('done.unit_save'), await save('done.analyst_save')]

  // Pages ask now and then whether they are still signed in; that carries nothing, and nothing else is asked.
  const others = requests.filter((one) => !/^GET http:\/\/[^?]+\/api\/v1\/[a-z/-]+ $/.test(one))
  const parts = others.filter((one) => !/^GET http:\/\/[^?]+\/(?:workers|assets)\/[\w.-]+ $/.test(one))
  assert.deepEqual(parts, [])
  assert.deepEqual(complaints, [])
  const stored = await page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')
  for (const told of [SECRET, 'north.csv', ROWS[0]![1]!]) assert.equal(stored.includes(told), false)

  const { digest, checksum, dummies } = JSON.parse(count) as DummyCount
  assert.ok(dummies >= 300 && dummies <= 450)
  // Not in the encodings themselves: any four letters stand somewhere in so many.
  assert.doesNotMatch(JSON.stringify({ ...(JSON.parse(encodings) as object), clks: [] }), /dumm/)
  const made = unwrap(readEncodings([encodings]))
  assert.equal(made.rows.total, 300 + dummies)
  assert.ok(encodings.includes(`"checksum":"${checksum}"`) && encodings.includes(`"digest":"${digest}"`))

  const kernel = loadKernel()
  const byCommand = unwrap(
    await encodeForAgency(
      { columns: INVENTED_COLUMNS, rows: ROWS },
      {
        agreement: unwrap(readAgreement(AGREEMENT)),
        secret: new TextEncoder().encode(SECRET),
        today: '2026-11-25',
        choose: randomSource(5).below,
        join: (a, b, options) => Promise.resolve(joinDice(kernel, a, b, options)),
      },
    ),
  )
  const written = await textOf(byCommand.encodings)
  const theirs = unwrap(readEncodings([written]))
  assert.deepEqual([made.digest, made.keyCheck, made.slots], [theirs.digest, theirs.keyCheck, theirs.slots])
  // Dummies and their order are drawn again each time; a record’s encoding is the same.
  const clks = (text: string): ReadonlySet<string> => new Set((JSON.parse(text) as { clks: string[] }).clks)
  const common = [...clks(encodings)].filter((clk) => clks(written).has(clk))
  assert.equal(common.length, 300)
  await page.context().close()
})

test('under an agreement with keys and a filter the page makes keys, leaves records out, signs and encrypts', async () => {
  const { page, say, give, go, save, saved } = await openEncoding('en', 'phone')
  const ownKeys = await save('pair.go')
  const publicKey = await page
    .locator('bdi')
    .filter({ hasText: /^[A-Za-z0-9+/]{86}==$/ })
    .innerText()
  await expectNoSidewaysScroll(page)
  await expectNoAxeViolations(page)
  const [south, unit] = [unwrap(await makeKeyPair()), unwrap(await makeKeyPair())]
  const sealing = {
    ...AGREEMENT,
    // The keys are part of the agreement and new in each run, and so are the dummies. In 150 draws, attacks found at most 3 of the
    // 200 records, and none in 101 draws; this agreement refuses above 20.
    mostFound: 0.1,
    filter: { column: 'consent', values: ['yes'] },
    unit: { name: 'Statistics office', key: unit.publicKey },
    keys: { 'North shelter': publicKey, 'South shelter': south.publicKey },
  }
  await give('agreement.label', file('agreement.json', JSON.stringify(sealing)))
  await page.getByText(/Signed by you and encrypted to .*Statistics office/).waitFor()
  await page.getByText(/Only those where .*consent.* says .*yes/).waitFor()
  const answered = ROWS.map((cells, at) => [...cells, at % 3 === 0 ? 'no' : 'yes'].join(';'))
  await give('list.label', file('north.csv', [[...INVENTED_COLUMNS, 'consent'].join(';'), ...answered].join('\n')))
  await page.getByText('200 records').waitFor()
  await page.getByText('100 other records are left out').waitFor()
  const agreement = unwrap(readAgreement(sealing))
  const key = unwrap(projectKey(agreement, new TextEncoder().encode(SECRET)))
  await give('secret.label', file('project.key', writeProjectKey(agreement, key)))
  await go()
  await page.getByText(say('lack.own')).waitFor()
  await give('own.label', file('south.keys', ownKeys.replace(publicKey, south.publicKey)))
  await go()
  await page.getByText(say('problem.key_invalid')).waitFor()
  await page.getByRole('button', { name: `${say('file.another')}: ${say('own.label')}`, exact: true }).click()
  await give('own.label', file('agency.keys', ownKeys))
  await go()
  await page.getByText(/signed as .*North shelter.* and encrypted to .*Statistics office/).waitFor()
  await expectNoAxeViolations(page)
  const bytes = await saved('done.unit_save')
  const pair = unwrap(await readKeyPair(unit.file))
  const chunks = (async function* () {
    yield bytes
  })()
  const { list, from } = unwrap(await receiveEncodings(chunks, { agreement, pair }))
  assert.equal(from, 'North shelter')
  assert.ok(list.rows.total >= 400 && list.rows.total <= 500)
  await page.context().close()
})

test('the files of a worker may compile WebAssembly and fetch nothing; the app’s own may not compile', async () => {
  const page = await pageAs(product, 'supervisor', { language: 'en' })
  const workers: string[] = []
  page.on('response', (response) => {
    if (response.url().includes('/workers/')) workers.push(response.headers()['content-security-policy'] ?? '')
  })
  await page.goto(`${product.server.url}/figures/encode`)
  const { 'content-security-policy': own } = (await page.request.get(`${product.server.url}/`)).headers()
  assert.doesNotMatch(own ?? '', /wasm|unsafe-eval/)
  const chosen = page.locator('input[type=file]').first()
  await chosen.setInputFiles(agreementFile())
  await page.getByText(/North shelter.* and .*South shelter/).waitFor()
  assert.deepEqual(workers, ["default-src 'none'; script-src 'wasm-unsafe-eval'"])
  await page.context().close()
})

test('whatever is not in order is said in words that say what to do, and nothing is handed out', async () => {
  const { page, say, give, go } = await openEncoding('en')
  const told = (words: string): Promise<void> => page.getByText(words, { exact: false }).first().waitFor()
  const again = (label: string) =>
    page.getByRole('button', { name: `${say('file.another')}: ${say(label)}`, exact: true }).click()
  await go()
  await told(say('lack.agreement'))
  for (const [bytes, words] of [
    ['not a JSON', say('problem.not_json')],
    [JSON.stringify({ ...AGREEMENT, parties: ['alone'] }), 'two names or more'],
    [JSON.stringify({ ...AGREEMENT, purpose: 'operations' }), say('problem.other_purpose')],
    [JSON.stringify({ ...AGREEMENT, expiresOn: '2020-01-31' }), 'The agreement ended on 31 January 2020'],
  ] as const) {
    await give('agreement.label', file('agreement.json', bytes))
    await told(words)
    await again('agreement.label')
  }
  await give('agreement.label', agreementFile())
  for (const [text, words] of [
    ['PK\u0003\u0004', say('problem.csv_workbook')],
    ['', say('problem.csv_empty')],
    ['given_name,family_name\na,b,c\n', 'Row 2 has 3 cells, the first line 2'],
    ['given_name,family_name,sex\na,b,f\n', 'The list lacks these columns'],
    [csvOf([...ROWS, ROWS[3]!]), '1 record is identical to another one'],
  ] as const) {
    await give('list.label', file('north.csv', text))
    await told(words)
    await go()
    await told(words.startsWith('1 record') ? say('lack.secret') : say('lack.list'))
    await again('list.label')
  }
  await give('list.label', file('north.csv', csvOf(ROWS.slice(0, 8))))
  await page.getByText('8 records').waitFor()
  const pasted = page.getByRole('textbox', { name: say('secret.paste') })
  await pasted.fill('too short')
  await go()
  await told(say('problem.secret_too_short'))
  await expectNoAxeViolations(page)
  await pasted.fill(SECRET)
  await go()
  await told(say('problem.list_too_small'))
  assert.equal(await page.getByRole('button', { name: say('done.unit_save') }).count(), 0)
  await page.context().close()
})

test('encoding can be cancelled by the keyboard, and done again without choosing again', async () => {
  const { page, say, give, go } = await openEncoding('en')
  await give('agreement.label', agreementFile())
  const many = [...inventedPeople(6000, { share: 0, seed: 4 })].map(({ cells }) => cells)
  await give('list.label', file('long.csv', csvOf(many)))
  await page.getByText('6,000 records').waitFor()
  await page.getByRole('textbox', { name: say('secret.paste') }).fill(SECRET)
  await go()
  await page.getByRole('progressbar', { name: say('encode.encoding') }).waitFor()
  const cancel = page.getByRole('button', { name: 'Cancel' })
  await cancel.focus()
  await page.keyboard.press('Enter')
  await cancel.waitFor({ state: 'detached' })
  assert.equal(await page.getByRole('textbox', { name: say('secret.paste') }).inputValue(), SECRET)
  await page.getByRole('button', { name: say('encode.go'), exact: true }).waitFor()
  await page.context().close()
})

test('only those see it who answer for an agency’s list; others find neither the page nor a way to it', async () => {
  const title = wordsOf('en')['statistics.encode.title']!
  const open = async (role: string): Promise<Page> => {
    const page = await pageAs(product, role, { language: 'en' })
    await page.goto(`${product.server.url}/figures/encode`, { waitUntil: 'networkidle' })
    await page.locator('main').filter({ hasText: /\S/ }).first().waitFor()
    return page
  }
  const supervisor = await open('supervisor')
  assert.equal(await supervisor.getByRole('navigation').getByRole('link', { name: title }).count(), 1)
  await supervisor.keyboard.press('Control+k')
  await supervisor.keyboard.type('encode')
  await supervisor.getByRole('option', { name: title }).waitFor()
  await supervisor.context().close()
  for (const role of ['caseworker', 'analyst', 'administrator']) {
    const page = await open(role)
    assert.equal(await page.getByRole('heading', { name: title }).count(), 0, role)
    assert.equal(await page.getByRole('link', { name: title }).count(), 0, role)
    await page.context().close()
  }
})

for (const language of LANGUAGE_TAGS) {
  // Half of the languages on a phone.
  const screen: Screen = ['ar', 'es', 'ru'].includes(language) ? 'phone' : 'desktop'
  test(`from the agreement to both files in ${language}, on a ${screen}`, async () => {
    const { page, say, give, go, save } = await openEncoding(language, screen)
    await give('agreement.label', agreementFile())
    await give('list.label', file('north.csv', csvOf(ROWS)))
    await page.getByRole('table', { name: say('list.recognised') }).waitFor()
    await page.getByRole('textbox', { name: say('secret.paste') }).fill(SECRET)
    await expectNoAxeViolations(page)
    await expectNoSidewaysScroll(page)
    await takeScreenshot(page, `encode-${language}-${screen}-chosen`)
    await go()
    await page.getByRole('heading', { name: say('done.title') }).waitFor()
    await expectNoAxeViolations(page)
    await expectNoSidewaysScroll(page)
    await takeScreenshot(page, `encode-${language}-${screen}-done`)
    assert.equal(await page.locator('html').getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr')
    assert.doesNotMatch(await page.locator('main').innerText(), /statistics\.[a-z]/)
    assert.ok(unwrap(readEncodings([await save('done.unit_save')])).rows.total >= 600)
    await page.context().close()
  })
}
