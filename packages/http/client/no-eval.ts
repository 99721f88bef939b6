import { config } from 'zod'

// Zod tries whether it may compile code; the page's content security policy forbids that, and the browser reports the
// try as a violation. Has to run before the first schema is made: it is imported first by `client.ts`.
config({ jitless: true })
