export * from './failures.ts'
export * from './request-contracts.ts'
