export {
  openWorkbook,
  WORKBOOK_LIMITS,
  type Sheet,
  type SheetRow,
  type Workbook,
  type WorkbookLimits,
} from './read-workbook.ts'
export { WorkbookError, type WorkbookProblem } from './workbook-error.ts'
export { writeCsv, writeXlsx, type Sheet as ListSheet } from './write-list.ts'
