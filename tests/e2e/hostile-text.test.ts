import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isThorough, oneOf, sliceOf } from '@gloact/kernel/testing'
import type { Page } from 'playwright-core'
import { sayInEveryAction, sayInEveryForm, sayInEveryRegister } from '../support/hostile-file.ts'
import { hostileWords } from '../support/hostile-words.ts'
import { signInAs } from '../support/server-process.ts'
import { LONGEST_WAIT } from './browser.ts'
import { startProduct, type Product } from './product.ts'
import { edit, signedIn, type Visit } from './steps.ts'

const HOSTILE = ['<img src=x onerror=hostile=1>', '<script>hostile=1</script>{{7*7}}']

let product: Product
/** A file in which such words stand wherever there is a place for words. */
let file: string

before(async () => {
  product = await startProduct()
  const hostile = await hostileWords(HOSTILE)
  const [caseworker, supervisor, frontline, authority, administrator, officer] = await Promise.all([
    signInAs(product.server, 'caseworker'),
    signInAs(product.server, 'supervisor'),
    signInAs(product.server, 'frontline_worker'),
    signInAs(product.server, 'competent_authority'),
    signInAs(product.server, 'administrator'),
    signInAs(product.server, 'data_protection_officer'),
  ])
  const who = {
    caseworker,
    supervisor,
    frontline_worker: frontline,
    competent_authority: authority,
    administrator,
    data_protection_officer: officer,
  }
  const unheard = async (): Promise<void> => undefined
  const fileId = await sayInEveryAction(hostile, who, unheard)
  await sayInEveryForm(hostile, who, fileId)
  await sayInEveryRegister(hostile, who, fileId, unheard)
  file = `/files/${fileId}`
})
after(() => product?.stop())

/** Somebody signs in; what their browser complains of, such as a script that the page's policy held back, is collected. */
async function at(role: string, complaints: string[]): Promise<Visit> {
  const visitor = await signedIn(product, role)
  visitor.page.on('pageerror', (error) => complaints.push(`${visitor.page.url()}: ${String(error)}`))
  visitor.page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${visitor.page.url()}: ${message.text()}`)
  })
  return visitor
}

/** Sections that show what was said only once something in them is opened; one tag stands in the head of every page of a file. */
const QUIET = ['closure', 'services', 'attachments', 'people', 'history']

/** Sections in which no form is filled in. */
const FORMLESS = [
  'summary',
  'consent',
  'appointments',
  'reviews',
  'age',
  'decisions',
  'notes',
  'attachments',
  'people',
  'closure',
  'history',
]

/**
 * Waits until the page stands, with so many of the words on it, and holds that they did nothing there. Which of them stand
 * there, by their numbers.
 */
async function stands(page: Page, atLeast = 0, until = Date.now() + LONGEST_WAIT): Promise<readonly string[]> {
  await page.locator('main').filter({ hasText: /\S/ }).first().waitFor()
  await page.waitForLoadState('networkidle')
  const found = await page.evaluate<{ done: boolean; made: number; said: string }>(`({
    done: 'hostile' in globalThis,
    made: document.querySelectorAll('img[src="x"], body script:not([src])').length,
    said: [document.body.innerText, ...[...document.querySelectorAll('input, textarea')].map(({ value }) => value)].join(' '),
  })`)
  assert.deepEqual([found.done, found.made], [false, 0], page.url())
  const said = [...found.said.matchAll(/hostile=1.*? (\d+)\./g)].map(([, number]) => number!)
  if (said.length >= atLeast) return said
  assert.ok(
    Date.now() < until,
    `${said.length} of ${atLeast} such words stand on ${page.url()}: ${found.said.slice(0, 2_000)}`,
  )
  return stands(page, atLeast, until)
}

test('HTML that somebody typed in every place of a file stands on each of its pages as the words it is, and does nothing', async () => {
  const complaints: string[] = []
  const visitor = await at('caseworker', complaints)
  const { page, say, open, press, choose, leave } = visitor
  await open(`${file}/identity`)
  await choose('protection.file.purpose.work_on_file')
  await press('protection.file.identity.open_it')
  await page.getByText(say('protection.file.identity.recorded')).waitFor()
  const sections = await page.evaluate<string[]>(
    `[...new Set([...document.querySelectorAll('main a, nav a')].map((link) => link.getAttribute('href')))].filter((href) => href.startsWith('${file}/') && !href.includes('?'))`,
  )
  assert.ok(sections.length >= 18, sections.join(' '))
  // In `npm test` a page of a file in four: all of them are made of the same parts, and requests put the words everywhere (tests/faults).
  const looked = sections.filter((_, turn) => isThorough || oneOf([true, false, false, false], turn))
  const shown: (readonly string[])[] = []
  // From one to the next by their links, so that who the person is stays open.
  for (const address of looked) {
    await page.locator(`a[href="${address}"]`).filter({ visible: true }).first().click()
    // The address changes before the page does.
    await page.locator(`a[href="${address}"][aria-current=page]`).waitFor()
    const section = address.slice(file.length + 1)
    if (!FORMLESS.includes(section)) await edit(visitor)
    // A long form is folded to what was said in it, in short.
    const openAll = page.getByRole('button', { name: say('protection.file.open_all'), exact: true })
    if ((await openAll.count()) > 0) await openAll.click()
    shown.push(await stands(page, QUIET.includes(section) ? 0 : 2))
  }
  const seen = new Set(shown.flat())
  assert.ok(
    seen.size > (isThorough ? 100 : 4),
    `only ${seen.size} of what was said stood anywhere: ${shown.map(({ length }) => length).join(' ')}`,
  )

  await open(`${file}/print`)
  await choose('protection.file.purpose.work_on_file')
  await press('protection.file.document.make')
  await page.getByText('hostile=1').first().waitFor()
  await stands(page, 60)
  for (const past of sliceOf(['then/40', 'difference/0/1000'])) {
    await open(`${file}/${past}`)
    await page.getByText('hostile=1').first().waitFor()
    await stands(page, 20)
  }
  assert.deepEqual(complaints, [])
  await leave()
})

const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  caseworker: ['/files', '/search', '/calendar?view=list'],
  supervisor: ['/tags', '/openings', '/caseloads', '/caseloads/00000000-0000-4000-8000-0000000000c3', '/files'],
  competent_authority: ['(file)/decisions', '(file)'],
  administrator: [
    '/administration/staff',
    '/administration/agencies',
    '/administration/confirmations',
    '/administration/staff/invite',
    '/oversight',
  ],
  data_protection_officer: ['/oversight', '/openings', '/oversight/exports'],
}

/** Of these it is known that they show some. */
const SHOW = [
  'caseworker /files',
  'supervisor /tags',
  'supervisor /openings',
  'competent_authority (file)/decisions',
  'administrator /administration/staff',
  'administrator /administration/agencies',
]

test('HTML in tags, lists, the names of agencies, teams and staff, and what opened a file does nothing on the pages that show them', async () => {
  const complaints: string[] = []
  for (const [role, addresses] of sliceOf(Object.entries(ELSEWHERE), 1)) {
    const { page, say, open, leave } = await at(role, complaints)
    for (const address of addresses) {
      await open(address.replace('(file)', file))
      // Those that were reviewed too.
      if (address === '/openings') await page.getByLabel(say('protection.openings.all')).check()
      await stands(page, SHOW.includes(`${role} ${address}`) ? 1 : 0)
    }
    await leave()
  }
  assert.deepEqual(complaints, [])
})
