export * from './bytes.ts'
export * from './problem.ts'
export * from './route.ts'
export * from './text.ts'
