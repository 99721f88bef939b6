export type { TextEncoding } from './encoding.ts'
export { parseBytes } from './parse-bytes.ts'
export { parseTable, type ParsedTable } from './parse-table.ts'
export { TableError, type TableProblem, type TableWarning } from './problem.ts'
