export * from './api.ts'
export * from './logging.ts'
export * from './problems.ts'
