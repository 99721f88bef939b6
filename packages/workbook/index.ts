export * from './cell.ts'
