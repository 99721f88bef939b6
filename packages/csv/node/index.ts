export { decodeText } from './decode-text.ts'
export { readRecords } from './read-records.ts'
export { loadTable, readTable, type ReadTable, type ReadTableOptions } from './read-table.ts'
export {
  tableText,
  writeTable,
  writeTogether,
  writeWhole,
  type FileToWrite,
  type WriteTableOptions,
} from './write-table.ts'
