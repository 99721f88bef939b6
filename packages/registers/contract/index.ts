export * from './failures.ts'
export * from './routes.ts'
