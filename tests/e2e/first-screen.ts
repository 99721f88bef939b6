import type { Page, Request } from 'playwright-core'

/** What the first screen may weigh, in bytes on the wire, headers and all: it shall open over a poor line. */
export const FIRST_SCREEN_AT_MOST = 250_000

/** A file that was fetched: as it came over the line with its headers, and as it is unpacked. */
export interface Fetched {
  readonly onTheWire: number
  readonly unpacked: number
}

export interface FirstScreen {
  /** Scripts with the sentences of the language, and styles, that were asked for until the first screen was there. */
  readonly files: readonly Fetched[]
  /** The same up to now. */
  readonly upToNow: () => Promise<readonly Fetched[]>
}

/** Opens the first screen (to sign in) in a browser that was never here, and tells what it fetched for it. */
export async function openFirstScreen(page: Page, url: string): Promise<FirstScreen> {
  // The page itself says when the first screen is there: what it does without is fetched from that moment on.
  await page.addInitScript(`new MutationObserver((_changes, observer) => {
    if (!document.querySelector('input[type=password]')) return
    observer.disconnect()
    globalThis.shownAt = performance.now()
  }).observe(document, { childList: true, subtree: true })`)
  const asked = new Map<string, Promise<Fetched>>()
  page.on('request', (request) => {
    if (!/\.(?:js|css)$/.test(new URL(request.url()).pathname)) return
    const fetched = fetchedBy(request)
    // Anyone who closes the page does not wait for what is still on its way; anyone who waits for it is still told that it failed.
    fetched.catch(() => undefined)
    asked.set(request.url(), fetched)
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

async function fetchedBy(request: Request): Promise<Fetched> {
  const response = await request.response()
  const body = await response?.body()
  const { responseBodySize, responseHeadersSize } = await request.sizes()
  return { onTheWire: responseBodySize + responseHeadersSize, unpacked: body?.length ?? 0 }
}

/** How many bytes came over the line. */
export const onTheWire = (files: readonly Fetched[]): number => files.reduce((sum, file) => sum + file.onTheWire, 0)
