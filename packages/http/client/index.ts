export * from './client.ts'
export { everyPage } from './every-page.ts'
export type { CallInput, Problem, ResponseOf, RouteContract } from '../contract/index.ts'
