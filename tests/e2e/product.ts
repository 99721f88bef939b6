import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { startServerProcess, type ServerProcess, type SignIn } from '../support/server-process.ts'
import { launchBrowser, newPage, takeScreenshot, type PageOptions } from './browser.ts'
import { buildApp, type Built } from './build.ts'

/** A whole GloACT and a browser to use it with. */
export interface Product {
  readonly server: ServerProcess
  readonly browser: Browser
  /** Somebody of the demonstration, by role or by e-mail address. */
  readonly account: (who: string) => SignIn
  readonly stop: () => Promise<void>
}

export interface ProductOptions {
  /** What its people are invented for: shown or practised with. */
  readonly kind?: 'demonstration' | 'training'
  readonly args?: readonly string[]
  /** Variables of the server, for its data folder. */
  readonly env?: (dataDir: string) => Readonly<Record<string, string>>
}

/** Starts the product with a data folder of its own, in which the invented people are loaded. Stop it when the tests are over. */
export async function startProduct({ kind, args = [], env }: ProductOptions = {}): Promise<Product> {
  const folder = loadedDataDir(kind)
  const started: { built?: Built; server?: ServerProcess; browser?: Browser } = {}
  const stop = async () => {
    if (started.browser) await picturesOf(started.browser)
    await started.browser?.close()
    await started.server?.stop()
    folder.remove()
    started.built?.remove()
  }
  try {
    const built = (started.built = await buildApp())
    const server = (started.server = await startServerProcess({
      dataDir: folder.dataDir,
      args: [...args],
      env: { GLOACT_WEB_DIR: built.folder, ...env?.(folder.dataDir) },
    }))
    const browser = (started.browser = await launchBrowser())
    return { server, browser, account: accountOf(server.signIns), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Finds somebody of the demonstration by role or by e-mail address. */
export const accountOf =
  (signIns: readonly SignIn[]) =>
  (who: string): SignIn => {
    const found = signIns.find(({ role, email }) => role === who || email === who)
    assert.ok(found, `nobody in the demonstration is ${who}`)
    return found
  }

/** What stood on the screens of those who had not left: where a test failed. */
export async function picturesOf(browser: Browser): Promise<void> {
  const pages = browser.contexts().flatMap((context) => context.pages())
  for (const [index, page] of pages.entries()) await takeScreenshot(page, `not-left-${index}`)
}

/** A page of somebody of the demonstration who is signed in already; no page is open yet. In their language, where one is named. */
export async function pageAs(
  { server, browser, account }: Pick<Product, 'browser' | 'account'> & { readonly server: Pick<ServerProcess, 'url'> },
  who: string,
  look: PageOptions = {},
): Promise<Page> {
  const page = await newPage(browser, look)
  const { email, password } = account(who)
  // The account keeps the language it was last used in: anyone who comes next may have worked in another.
  for (const [path, data] of [
    ['sign-in', { email, password }],
    ...(look.language === undefined ? [] : [['account/language', { language: look.language }] as const]),
  ] as const) {
    const answer = await page.context().request.post(`${server.url}/api/v1/identity/${path}`, {
      headers: { 'x-gloact-request': '1' },
      data,
    })
    if (!answer.ok()) throw new Error(`${who} at ${path}: ${answer.status()} ${await answer.text()}`)
  }
  return page
}
