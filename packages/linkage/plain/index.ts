export { cleaned, createRecords, listKey, type Records, type RecordsBuilder, type RecordsWithGuest } from './records.ts'
export {
  dateWarnings,
  datesTold,
  objectionToDates,
  orderLines,
  ordersIn,
  ROWS_FOR_ORDER,
  type FileOrder,
} from './dates-in-lists.ts'
export type { DatesRead } from './dates-read.ts'
export {
  clusterTable,
  countOneEach,
  fullestOfEach,
  hasIdOnSeveralLists,
  historyTable,
  listColumns,
  pairTable,
} from './written-tables.ts'
export { namedTwiceWarning, namesOnce, orderOfDates, recogniseColumns, type ColumnSample } from './recognise.ts'
export {
  checkSchema,
  COLUMN_KINDS,
  readSchema,
  type Column,
  type ColumnKind,
  type DateOrder,
  type LinkageSchema,
  type SchemaProblem,
} from './schema.ts'
export { createFileIndex, type FileIndex, type LikelyRecord } from './file-index.ts'
export { learnLinkage, type LearnedLinkage, type LinkageProblem, type LinkageStep, type LinkOptions } from './learn.ts'
export { linkRecords, type Linkage, type LinkageWarning, type LinkedPair } from './link.ts'
export type { RuleEstimate } from './rules.ts'
export { modelHash, probabilityOf, type FieldModel, type LinkageModel } from './model.ts'
export { explainPair, type LinkageExplanation, type LinkageReason } from './explain.ts'
export { measureReview, reviewSample, type MeasuredReview, type ReviewedBand, type ReviewPair } from './review.ts'
export { VERDICTS, type Decision, type Verdict } from './decisions.ts'
export { readDecisionRows, type ReadDecisions } from './read-decisions.ts'
export { captureHistories, drawnHistories, type CaptureHistory, type DrawnHistories } from './histories.ts'
export * from './tracing/index.ts'
