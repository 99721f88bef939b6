import { keepCompiled } from '@gloact/platform/keep-compiled'

// Before anything else is read: what is read before is not kept.
keepCompiled()
await import('./serve.ts')
