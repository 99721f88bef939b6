export * from './action.ts'
export * from './chain.ts'
export * from './field-values.ts'
export * from './hash-action.ts'
