/* oxlint-disable typescript/no-unsafe-argument, typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/no-unsafe-return -- a service worker is served as it is, and its globals have no types in a page's project */
// Opens the page for participants without a network, once it has been kept there (screens/take-part/without-network.ts).
// What the API answers is never kept, and no other page is touched: the scope is /take-part.
const PAGE = '/take-part'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') {
    event.respondWith(
      fetch(request).catch(async () => (await caches.match(PAGE, { ignoreVary: true })) ?? Response.error()),
    )
  } else {
    event.respondWith(
      caches.match(request, { ignoreVary: true, ignoreSearch: true }).then((kept) => kept ?? fetch(request)),
    )
  }
})
