export { detectCtdcLayout } from './ctdc/ctdc-columns.ts'
export { CTDC_MISSING, CTDC_PUBLISHED_COLUMNS, type CtdcRecord, ctdcRecordOf } from './ctdc/ctdc-record.ts'
export { ctdcCaseNumber, mapCtdcRow } from './ctdc/ctdc-row.ts'
export { type HistoricalCase, type Indicators, type SourceRow } from './ctdc/historical-case.ts'
export { guessColumns } from './htcds/guess-columns.ts'
export { type DateOrder } from './htcds/htcds-dates.ts'
export { HTCDS_FIELDS, HTCDS_KEYS, HTCDS_WORKBOOK_COLUMNS, type HtcdsKey, isHtcdsKey } from './htcds/htcds-fields.ts'
export { type ChosenColumns, type HtcdsFileLayout, type HtcdsLayout, readHtcdsHeader } from './htcds/htcds-header.ts'
export {
  type HtcdsMapping,
  type PlacedAnswers,
  collectAnswers,
  htcdsMapping,
  placeAnswers,
} from './htcds/htcds-mapping.ts'
export { type HtcdsAnswers, isBlankRow, readHtcdsRow, unknownValues } from './htcds/htcds-row.ts'
export { cellText, fromWords, inWords, mergeAnswers } from './htcds/htcds-words.ts'
export { type SaidValues, isCoded, listOf, plainValue, proposeCode } from './htcds/value-mapping.ts'
export { REJECTION_REASONS, type RejectionReason, type RowRejection } from './row-rejection.ts'
export {
  COVERED_STANDARDS,
  type CoveredStandard,
  homesOfVariables,
  STANDARD_VARIABLES,
  type VariableHome,
} from './standards.ts'
