export * from './catalogue.ts'
export * from './catalogue-files.ts'
export * from './languages.ts'
export * from './messages.ts'
