export * from './code-list.ts'
export * from './crosswalk.ts'
