export * from './deadline.ts'
export * from './run-deadline.ts'
export * from './working-calendar.ts'
