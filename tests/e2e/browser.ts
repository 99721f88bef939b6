import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RunOptions } from 'axe-core'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type BrowserServer,
  chromium,
  type Download,
  type LaunchOptions,
  type Locator,
  type Page,
} from 'playwright-core'
import { findChromium } from './chromium.ts'

/** A page that comes to nothing fails after so long: a bound for what never comes, not for a slow machine. In milliseconds. */
export const LONGEST_WAIT = 90_000

const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  // A microphone that hears a beep, and somebody who allows it.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
]

/** Starts the browser. Close it when the test is over. */
export const launchBrowser = async (): Promise<Browser> => chromium.launch(await launchOptions())

/** Starts a browser that several files use, one after another, each over `connectBrowser`. */
export const serveBrowser = async (): Promise<BrowserServer> => chromium.launchServer(await launchOptions())

export const connectBrowser = (endpoint: string): Promise<Browser> => chromium.connect(endpoint)

/** The browser with a profile that lies in a folder, as a person's does. Close it before the folder is looked into. */
export const launchProfile = async (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { ...(await launchOptions()), ...SCREENS.desktop, locale: 'en-GB' })

async function launchOptions(): Promise<LaunchOptions> {
  const { executable, libraries } = await findChromium()
  const path = [libraries, process.env['LD_LIBRARY_PATH']].filter((part) => part !== undefined && part !== '')
  return {
    executablePath: executable,
    // Chromium refuses its sandbox to root, and a container seldom allows it to others.
    args: process.getuid?.() === 0 || process.env['CI'] ? [...FLAGS, '--no-sandbox'] : FLAGS,
    env: { ...process.env, LD_LIBRARY_PATH: path.join(':') },
  }
}

/** What was downloaded, also from a browser that is another process's. */
export async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** The screens that everything has to work on. */
export const SCREENS = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 800 } },
} as const satisfies Record<string, BrowserContextOptions>

export type Screen = keyof typeof SCREENS

export interface PageOptions {
  readonly screen?: Screen
  readonly dark?: boolean
  /** What the browser asks for: `ar`, `en-GB`. */
  readonly language?: string
}

/** A page in a context of its own: no cookie, no storage of another test. */
export async function newPage(browser: Browser, options: PageOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    ...SCREENS[options.screen ?? 'desktop'],
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: options.language ?? 'en-GB',
    timezoneId: 'Asia/Bishkek',
  })
  context.setDefaultTimeout(LONGEST_WAIT)
  await moveClock(context)
  const page = await context.newPage()
  await slowDown(page)
  countRequests(page)
  return page
}

/** In the part `slow` of the thorough run a page has so many times less of the processor. */
async function slowDown(page: Page): Promise<void> {
  const rate = Number(process.env['GLOACT_TEST_SLOWER'] ?? 1)
  if (rate === 1) return
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
}

/** In the part `clock` of the thorough run pages have the time of the server (`tools/tests/moved.ts`). */
async function moveClock(context: BrowserContext): Promise<void> {
  const milliseconds = Number(process.env['GLOACT_TEST_OFFSET'] ?? 0) * 1000
  if (milliseconds === 0) return
  await context.addInitScript(`{
    const Machine = Date, now = Date.now.bind(Date)
    Machine.now = () => now() + ${milliseconds}
    globalThis.Date = new Proxy(Machine, {
      construct: (target, given, asked) => Reflect.construct(target, given.length === 0 ? [Machine.now()] : given, asked),
      apply: () => new Machine(Machine.now()).toString(),
    })
  }`)
}

const requests = new WeakMap<Page, { begun: number; underWay: number }>()

function countRequests(page: Page): void {
  const counted = { begun: 0, underWay: 0 }
  requests.set(page, counted)
  page.on('request', () => {
    counted.begun += 1
    counted.underWay += 1
  })
  const end = () => (counted.underWay -= 1)
  page.on('requestfinished', end)
  page.on('requestfailed', end)
}

/**
 * Presses a key twice. The clock of the page, installed by the test beforehand, stands still for both, so they count as quick however slow
 * the machine is.
 */
export async function pressTwice(page: Page, key: string): Promise<void> {
  await page.clock.pauseAt((await page.evaluate<number>('Date.now()')) + 60_000)
  await page.keyboard.press(key)
  await page.keyboard.press(key)
  await page.clock.resume()
}

/**
 * Waits until a page of `newPage` has nothing left to do: its content stands, no route and nothing that it asked for is on its way, and
 * twice in a row it had time to spare without asking for more. Playwright's `networkidle` is half a second of silence each time.
 */
export async function settle(page: Page): Promise<void> {
  await page.locator('main').filter({ hasText: /\S/ }).first().waitFor()
  const counted = requests.get(page)
  assert.ok(counted, 'a page of `newPage`')
  const until = Date.now() + LONGEST_WAIT
  for (let quiet = 0; quiet < 2;) {
    const { begun } = counted
    // Waits for a frame and a background task. `requestIdleCallback` can take a second on a page that has little to draw.
    const isRouted = await page.evaluate<boolean>(`new Promise((resolve) =>
      requestAnimationFrame(() => scheduler.postTask(() => setTimeout(
        () => resolve(globalThis.__TSR_ROUTER__?.state.status !== 'pending' && document.querySelector('main [data-opening]') === null),
        30), { priority: 'background' })))`)
    quiet = isRouted && counted.underWay === 0 && counted.begun === begun ? quiet + 1 : 0
    assert.ok(Date.now() < until, `${page.url()} has ${counted.underWay} requests under way and comes to no rest`)
  }
}

/** As long as long work may show nothing new on its page. In milliseconds. */
const LONGEST_STANDSTILL = 5 * 60_000

/** Waits until long work is done, for as long as its page moves on. */
export async function waitThrough(page: Page, done: Locator): Promise<void> {
  for (let shown = ''; !(await done.isVisible());) {
    const moved = await page.waitForFunction<string, string>(
      `(before) => { const text = document.querySelector('main')?.innerText ?? ''; return text !== before && text }`,
      shown,
      { timeout: LONGEST_STANDSTILL },
    )
    shown = await moved.jsonValue()
  }
}

/** Leads a page to a path: within the app where it stands open, without loading it again. Waits until it has settled. */
export async function lead(page: Page, url: string, path: string): Promise<void> {
  if (new URL(page.url()).origin !== url) {
    await page.goto(url + path)
    return settle(page)
  }
  await page.evaluate(`__TSR_ROUTER__.history.push(${JSON.stringify(path)})`)
  await settle(page)
}

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly {
    readonly target: readonly string[]
    readonly failureSummary: string
    readonly messages: readonly string[]
  }[]
}

/**
 * What axe finds against the rules on the page as it stands. In its top frame: the one frame that we have shows plain text,
 * and lets no script in. Axe is read once for each document that is loaded.
 */
async function violationsOn(page: Page, runOnly: RunOptions['runOnly']): Promise<readonly Violation[]> {
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) await page.evaluate(AXE)
  // Without `preload`, which reads every style sheet again for rules that are not among ours.
  const options: RunOptions = { runOnly, resultTypes: ['violations'], iframes: false, preload: false }
  return page.evaluate<readonly Violation[]>(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target, failureSummary, any: oneOf }) =>
        ({ target, failureSummary: failureSummary ?? '', messages: oneOf.map(({ message }) => message) })),
    })))`)
}

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Fails with what axe finds against WCAG 2.2 AA on the page as it stands, and where. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  // From its top: what has scrolled half under the bar that stays in sight is not small, only on its way.
  await page.evaluate('window.scrollTo({ top: 0, behavior: "instant" })')
  // What is being read again is paler until it is there.
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
  const violations = await violationsOn(page, { type: 'tag', values: WCAG_22_AA })
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(' ')}\n    ${node.failureSummary}`).join('\n')}`,
  )
  assert.deepEqual(found, [], `axe found on ${page.url()}:\n${found.join('\n')}`)
}

/** Fails where a text has less than 7 to 1 (WCAG 2.2, 1.4.6), and says which. */
export async function expectEnhancedContrast(page: Page): Promise<void> {
  // Axe's rule of seven to one leaves what has less than 4.5 to the other.
  const values = ['color-contrast', 'color-contrast-enhanced']
  const violations = await violationsOn(page, { type: 'rule', values })
  const found = violations.flatMap(({ nodes }) =>
    nodes.map(({ target, messages }) => `${target.join(' ')}: ${messages[0] ?? ''}`),
  )
  assert.deepEqual(found, [], page.url())
}

/** Fails where the page is wider than the screen: nobody scrolls sideways to read. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )
  assert.ok(content <= screen, `${page.url()} is ${content} wide on a screen of ${screen}`)
}

/** Keeps a picture of the page, where `GLOACT_SCREENSHOTS` names a folder for them. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['GLOACT_SCREENSHOTS']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
