export * from './client.ts'
export type { Problem } from '../contract/index.ts'
