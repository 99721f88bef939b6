export * from './client.ts'
export type { CallInput, Problem, ResponseOf, RouteContract } from '../contract/index.ts'
