export * from './failures.ts'
