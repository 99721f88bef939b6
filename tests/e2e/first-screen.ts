import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'

/** What the first screen may weigh, in bytes packed by gzip: it shall open over a poor line. */
export const FIRST_SCREEN_AT_MOST = 250_000

export interface FirstScreen {
  /** Scripts with the sentences of the language, and styles, that were asked for until the first screen was there. */
  readonly files: readonly Buffer[]
  /** The same up to now. */
  readonly upToNow: () => Promise<readonly Buffer[]>
}

/** Opens the first screen (to sign in) in a browser that was never here, and tells what it fetched for it. */
export async function openFirstScreen(page: Page, url: string): Promise<FirstScreen> {
  // The page itself says when the first screen is there: what it does without is fetched from that moment on.
  await page.addInitScript(`new MutationObserver((_changes, observer) => {
    if (!document.querySelector('input[type=password]')) return
    observer.disconnect()
    globalThis.shownAt = performance.now()
  }).observe(document, { childList: true, subtree: true })`)
  const asked = new Map<string, Promise<Buffer>>()
  page.on('request', (request) => {
    if (!/\.(?:js|css)$/.test(new URL(request.url()).pathname)) return
    const body = request.response().then((response) => response?.body() ?? Buffer.alloc(0))
    // Whoever closes the page does not wait for what is still on its way; whoever waits for it is still told that it failed.
    body.catch(() => undefined)
    asked.set(request.url(), body)
  })
  await page.goto(url, { waitUntil: 'commit' })
  await page.locator('input[type=password]').waitFor()
  const before = await page.evaluate<string[]>(
    `performance.getEntriesByType('resource').filter(({ startTime }) => startTime <= globalThis.shownAt).map(({ name }) => name)`,
  )
  return {
    files: await Promise.all(before.flatMap((name) => asked.get(name) ?? [])),
    upToNow: () => Promise.all(asked.values()),
  }
}

/** How many bytes the files are, each packed by gzip. */
export const packedSize = (files: readonly Buffer[]): number =>
  files.reduce((sum, file) => sum + gzipSync(file).length, 0)
