import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { LANGUAGE_TAGS } from '@gloact/messages'
import { readCatalogues } from '../../tools/checks/locale-catalogues.ts'
import { isThorough, oneOf, sliceOf } from '@gloact/kernel/testing'
import {
  expectEnhancedContrast,
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  lead,
  newPage,
  settle,
  takeScreenshot,
} from './browser.ts'
import { expectNothingCovered } from './covered-controls.ts'
import { pageAs } from './product.ts'
import { sharedProduct, type LookedAt } from './shared-product.ts'
import { askForErasure, routesOf, SCREENS, storyFile, WITHOUT_SESSION } from './screens.ts'

const catalogues = readCatalogues(join(import.meta.dirname, '..', '..'))

/** What is said at an address where nothing is for the person who asks: by the app, and within a file. */
const NOTHING_HERE = ['web.nothing_here', 'protection.file.no_section']
const nothingHere = (language: string): readonly string[] =>
  NOTHING_HERE.map((id) => {
    const said = catalogues.find((one) => one.language === language && id in one.messages)?.messages[id]
    assert.ok(said)
    return said
  })

/** Where most of the colours are: clocks, risks, states, notices, a form, a calendar, a document. */
const MORE_CONTRAST = [
  '/',
  '/files',
  '/calendar?view=month',
  '/contact',
  `${storyFile(2)}/risk`,
  `${storyFile(3)}/consent`,
  `${storyFile(3)}/services`,
  `${storyFile(3)}/history`,
]

/** That this browser does not know a directive which another obeys (`webrtc`): the page that it stands on is no worse for it. */
const NOT_KNOWN_HERE = /^Unrecognized Content-Security-Policy directive 'webrtc'\.$/

/** An id that was shown because there is no sentence for it. */
const OWNERS = [...new Set(catalogues.map(({ owner }) => owner))]
const MESSAGE_ID = new RegExp(String.raw`\b(?:${OWNERS.join('|')})\.[a-z]+(?:[._][a-z]+)+`)

async function expectNothingUnsaid(page: Page): Promise<void> {
  const unsaid = MESSAGE_ID.exec(await page.locator('body').innerText())
  assert.equal(unsaid, null, `${page.url()} shows an id`)
}

let product: LookedAt
let everyRoute: readonly string[] = []
const shownRoutes = new Set<string>()

before(async () => {
  product = await sharedProduct()
  await askForErasure(product)
})

after(() => product?.stop())

/** A desktop as it is for anybody who enlarges everything to twice its size: half of the room. */
const ZOOMED = { width: 640, height: 400 }

/** Nothing lies on a control: as the screen is, and on a desktop enlarged to 200 % too. */
async function expectNothingCoveredAtAnySize(page: Page): Promise<void> {
  await expectNothingCovered(page)
  const size = page.viewportSize()
  if (size === null || size.width < 1000) return
  await page.setViewportSize(ZOOMED)
  try {
    await expectNoSidewaysScroll(page)
    await expectNothingCovered(page)
  } finally {
    await page.setViewportSize(size)
  }
}

/** Width, what covers what and what is said are checked in either language; accessibility, which no direction changes, once a screen. */
const FITS = [expectNoSidewaysScroll, expectNothingCoveredAtAnySize, expectNothingUnsaid]
const ACCESSIBLE_AND_FITS = [expectNoAxeViolations, ...FITS]

/** Routes that axe has measured, in a run that measures each once. */
const measured = new Set<string>()

interface Looked {
  /** From the screen before. */
  readonly within?: boolean
  readonly checks?: typeof FITS
}

/** Routes that were opened by an address; to start the app again for each address of a route tells nothing more. */
const byAddress = new Set<string>()

async function wasOpenedByAddress(page: Page, path: string): Promise<boolean> {
  if (!page.url().startsWith(product.server.url)) return false
  const { route } = await routesOf(page, path)
  const was = byAddress.has(route)
  byAddress.add(route)
  return was
}

async function inspect(
  page: Page,
  path: string,
  failures: string[],
  name: string,
  { within = false, checks = ACCESSIBLE_AND_FITS }: Looked = {},
): Promise<void> {
  if (within || (await wasOpenedByAddress(page, path))) await lead(page, product.server.url, path)
  else await page.goto(product.server.url + path).then(() => settle(page))
  const { all, route } = await routesOf(page, path)
  everyRoute = all
  shownRoutes.add(route)
  const isMeasured = !isThorough && measured.has(route)
  if (checks.includes(expectNoAxeViolations)) measured.add(route)
  for (const check of isMeasured ? FITS : checks) {
    await check(page).catch((error: unknown) =>
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`),
    )
  }
}

/**
 * Each screen is seen in Arabic and in one of the others, the same for all screens of a role: each further language costs a sign-in and
 * the app's start on either width. English is what all other tests of the browser read.
 */
const OTHERS: readonly string[] = LANGUAGE_TAGS.filter((tag) => tag !== 'en' && tag !== 'ar')

const LANGUAGES = ['ar', ...OTHERS]

/** In the thorough run Arabic and one of the others; else one of all, so that between them the roles have every language. */
const isDealt = (language: string, turn: number): boolean =>
  isThorough ? language === 'ar' || OTHERS[turn % OTHERS.length] === language : oneOf(LANGUAGES, turn) === language

/** What of a role's screens is seen on one width in one language, and how. */
function seenOn(
  paths: readonly string[],
  screen: 'phone' | 'desktop',
  inArabic: boolean,
): readonly (Looked & { path: string })[] {
  const blanks = paths.filter((path) => path.endsWith('/blank'))
  if (!isThorough) {
    return paths.flatMap((path, index) => {
      // Blanks are many and made alike: one of six.
      const isSeen =
        oneOf(['phone', 'desktop'], index) === screen &&
        (!blanks.includes(path) || oneOf([true, false, false, false, false, false], blanks.indexOf(path)))
      // One of six is opened by its address, the others from the screen before.
      return isSeen ? [{ path, within: index % 6 !== 0 }] : []
    })
  }
  return paths.flatMap((path, index) => {
    const isSeen =
      // Half of the screens on a phone, half on a desk, and the other way round in Arabic.
      ((index % 2 === 0) === (screen === 'phone')) !== inArabic &&
      // Every second pair of blanks in Arabic, the others in the other language.
      (!blanks.includes(path) || ((index & 2) === 0) !== inArabic)
    // Each is opened from the screen before in Arabic; in the other language the first of a route by its address.
    // Of every two screens of a width, the one is measured with axe in Arabic and the other in the other language.
    const checks = ((index & 2) === 0) === inArabic ? ACCESSIBLE_AND_FITS : FITS
    return isSeen ? [{ path, within: inArabic, checks }] : []
  })
}

for (const language of LANGUAGES) {
  const inArabic = language === 'ar'
  // A file leads on to its first section.
  const isShown = async (page: Page, path: string): Promise<boolean> =>
    new URL(page.url()).pathname.startsWith(new URL(path, page.url()).pathname) &&
    (await page.locator('main [role=alert]').count()) === 0 &&
    (await Promise.all(nothingHere(language).map((said) => page.getByText(said).count()))).every((count) => count === 0)

  for (const [turn, [role, paths]] of Object.entries(SCREENS).entries()) {
    if (!isDealt(language, turn)) continue
    test(`every screen of a ${role.replaceAll('_', ' ')} is accessible, fits, is said and has no error (${language})`, async () => {
      const failures: string[] = []
      const walk = async (screen: 'phone' | 'desktop'): Promise<void> => {
        const own = seenOn(paths, screen, inArabic)
        if (own.length === 0) return
        const page = await pageAs(product, role, { language, screen })
        page.on('pageerror', (error) => failures.push(`${page.url()}: ${error.message}`))
        page.on('console', (message) => {
          if (message.type() === 'error' && !NOT_KNOWN_HERE.test(message.text()))
            failures.push(`${page.url()}: ${message.text()}`)
        })
        for (const { path, ...looked } of own) {
          await inspect(page, path, failures, `${role} ${screen} ${path}`, looked)
          if (!(await isShown(page, path))) failures.push(`${role} ${screen} ${path}: is not shown`)
        }
        const html = page.locator('html')
        assert.equal(await html.getAttribute('dir'), inArabic ? 'rtl' : 'ltr')
        assert.equal(await html.getAttribute('lang'), language)
        await takeScreenshot(page, `${role}-${screen}-${language}`)
        await page.context().close()
      }
      await Promise.all([walk('phone'), walk('desktop')])
      assert.deepEqual(failures, [])
    })
  }

  if (!sliceOf(LANGUAGES, 1).includes(language)) continue
  test(`what is open without a session, and an address where nothing is, is accessible, fits and is said (${language})`, async () => {
    const failures: string[] = []
    const screens = inArabic
      ? (['phone', 'desktop'] as const)
      : ([OTHERS.indexOf(language) % 2 === 0 ? 'phone' : 'desktop'] as const)
    for (const screen of screens) {
      const page = await newPage(product.browser, { language, screen })
      // That nobody is signed in is an answer, which the browser calls an error.
      page.on('pageerror', (error) => failures.push(`${page.url()}: ${error.message}`))
      const checks = inArabic ? ACCESSIBLE_AND_FITS : FITS
      for (const path of WITHOUT_SESSION) {
        await inspect(page, path, failures, `${screen} ${path}`, { within: !inArabic, checks })
        if (!inArabic)
          await takeScreenshot(page, `language-${language}-nobody-${screen}-${WITHOUT_SESSION.indexOf(path)}`)
      }
      await page.context().close()
    }
    const page = await pageAs(product, 'caseworker', { language, screen: inArabic ? 'desktop' : 'phone' })
    await inspect(page, '/nowhere', failures, '/nowhere')
    assert.equal(await isShown(page, '/nowhere'), false)
    await page.context().close()
    assert.deepEqual(failures, [])
  })
}

for (const dark of sliceOf([false, true])) {
  test(`where the device asks for more contrast, the app’s texts have seven to one (${dark ? 'dark' : 'light'})`, async () => {
    const failures: string[] = []
    const page = await pageAs(product, 'caseworker', { language: 'en', dark })
    await page.emulateMedia({ contrast: 'more', colorScheme: dark ? 'dark' : 'light' })
    for (const path of MORE_CONTRAST) {
      await lead(page, product.server.url, path)
      assert.equal(await page.locator('html').getAttribute('data-contrast'), 'more')
      await expectEnhancedContrast(page).catch((error: unknown) => failures.push(String(error)))
      await takeScreenshot(page, `contrast-${dark ? 'dark' : 'light'}-${MORE_CONTRAST.indexOf(path)}`)
    }
    await page.context().close()
    assert.deepEqual(failures, [])
  })
}

/** The page on which a register takes in a table is the same for each register of a module: one of them is looked at. */
const isImportLikeAnother = (route: string): boolean =>
  /^\/\w+\/[a-z-]+\/import$/.test(route) &&
  [...shownRoutes].some((shown) => shown.endsWith('/import') && shown.startsWith(`/${route.split('/')[1]}/`))

test('no route of the app was left out', () => {
  assert.ok(everyRoute.length > 30, `the router tells of ${everyRoute.length} routes`)
  assert.deepEqual(
    everyRoute.filter((route) => !shownRoutes.has(route) && !isImportLikeAnother(route)),
    [],
    'give modules/<name>/testing/product.ts an address of each',
  )
})
