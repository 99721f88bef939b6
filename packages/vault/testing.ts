export * from './leak-forms.ts'
export * from './leak-scanner.ts'
export { memoryKekProvider } from './kek-file.ts'
