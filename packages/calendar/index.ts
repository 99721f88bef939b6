export * from './deadline.ts'
export { localTimeOf, momentOf, type LocalTime } from './local-time.ts'
export * from './run-deadline.ts'
export * from './working-calendar.ts'
