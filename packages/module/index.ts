export * from './erases.ts'
export * from './policy-page.ts'
export * from './server-module.ts'
export * from './work.ts'
