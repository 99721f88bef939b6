import { loadedDataDir } from '../support/loaded-folder.ts'
import { startServerProcess, type ServerProcess } from '../support/server-process.ts'
import { connectBrowser, serveBrowser } from './browser.ts'
import { buildApp } from './build.ts'
import { accountOf, picturesOf, startProduct, type Product } from './product.ts'

/** Names, as JSON, the product that a run keeps for all of its files that only look. */
export const SHARED_PRODUCT_VARIABLE = 'GLOACT_TEST_PRODUCT'

type Running = Pick<ServerProcess, 'url' | 'dataDir' | 'signIns' | 'firstAdministratorToken'>

interface Shared {
  readonly server: Running
  readonly browser: string
}

/** What a test that only looks needs of the product. */
export type LookedAt = Pick<Product, 'browser' | 'account' | 'stop'> & { readonly server: Running }

/** Starts what the files of one run look at, one after another; the value of the variable, and how to end it. */
export async function startSharedProduct(): Promise<{ readonly value: string; stop(): Promise<void> }> {
  const folder = loadedDataDir()
  const endings: (() => Promise<unknown> | void)[] = [() => folder.remove()]
  const stop = async (): Promise<void> => {
    for (const end of endings.splice(0).toReversed()) await end()
  }
  try {
    const built = await buildApp()
    endings.push(() => built.remove())
    const server = await startServerProcess({ dataDir: folder.dataDir, env: { GLOACT_WEB_DIR: built.folder } })
    endings.push(() => server.stop())
    const browser = await serveBrowser()
    endings.push(() => browser.close())
    const { url, dataDir, signIns, firstAdministratorToken } = server
    const shared: Shared = { server: { url, dataDir, signIns, firstAdministratorToken }, browser: browser.wsEndpoint() }
    return { value: JSON.stringify(shared), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * The product for tests that only look: they may sign in, read, and work out in the browser what leaves nothing behind, in
 * contexts of their own. The run's where it keeps one; where a file runs alone, one of its own. Files that change what
 * others would see take `startProduct`.
 */
export async function sharedProduct(): Promise<LookedAt> {
  const value = process.env[SHARED_PRODUCT_VARIABLE]
  if (value === undefined) return startProduct()
  const { server, browser: endpoint } = JSON.parse(value) as Shared
  const browser = await connectBrowser(endpoint)
  const stop = async (): Promise<void> => {
    await picturesOf(browser)
    await Promise.all(browser.contexts().map((context) => context.close()))
    await browser.close()
  }
  return { server, browser, account: accountOf(server.signIns), stop }
}
