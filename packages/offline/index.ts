export * from './draft-bell.ts'
export * from './drafts.ts'
export * from './merge-drafts.ts'
export * from './shelf.ts'
