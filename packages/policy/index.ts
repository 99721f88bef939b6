export * from './matrix.ts'
export * from './policy.ts'
export * from './rule.ts'
