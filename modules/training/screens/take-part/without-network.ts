/** Where this page and what it is made of is kept, so that it opens without a network. */
const CACHE = 'take-part'
const PAGE = '/take-part'

/** Whether this page will open without a network. A browser allows it over HTTPS and on the device itself. */
export async function keepPage(): Promise<boolean> {
  if (!('serviceWorker' in navigator) || !('caches' in globalThis)) return false
  try {
    await navigator.serviceWorker.register('/take-part-worker.js', { scope: PAGE })
    const loaded = performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name))
      .filter(({ origin, pathname }) => origin === location.origin && !pathname.startsWith('/api/'))
      .map(({ pathname }) => pathname)
    const wanted = new Set([PAGE, ...loaded])
    const cache = await caches.open(CACHE)
    const held = (await cache.keys()).map(({ url }) => new URL(url).pathname)
    const scripts = [...wanted].filter((path) => path === PAGE || !held.includes(path))
    await cache.addAll(scripts)
    // What an earlier version of the page was made of is of no use any more.
    await Promise.all(held.filter((path) => !wanted.has(path)).map((path) => cache.delete(path)))
    // Until it is active the worker answers nothing.
    await navigator.serviceWorker.ready
    return true
  } catch {
    // No connection, or no room: the page stays as long as it is open, and its reader is told.
    return false
  }
}
