export * from './drafts.ts'
export * from './shelf.ts'
