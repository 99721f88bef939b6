export { changedPaths, givenAnswers, sameAnswers } from './differences.ts'
export * from './register.ts'
export { foldText, searchTextOf, searchWords } from './search-text.ts'
