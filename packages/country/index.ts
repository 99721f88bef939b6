export { describeProblem, type CountryProblem } from './problem.ts'
export { LOCATION_LIST } from './code-lists.ts'
export * from './country.ts'
export * from './load-country.ts'
