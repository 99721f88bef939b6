export * from './accounting/privacy-ledger.ts'
export * from './accounting/zero-concentrated.ts'
export * from './noise/discrete-gaussian.ts'
export * from './noise/discrete-laplace.ts'
export * from './noise/exact-selection.ts'
export { systemWords, uniformBelow, uniformFraction, wordsFrom, type RandomWords } from './noise/random-words.ts'
export { sortedAlike, type CodeColumn } from './records/alike.ts'
export * from './records/k-anonymity.ts'
export * from './records/l-diversity.ts'
export * from './records/released-records.ts'
export * from './tables/dimension.ts'
export { protectAmounts, protectTable, type ProtectedTable, type ProtectionFailure } from './tables/protect-table.ts'
export { dimensionsOf, isTotalCode } from './tables/count-records.ts'
export { headerWatch, NO_HEADER } from './records/header-watch.ts'
export { proposeCodes } from './synthesis/propose-codes.ts'
export { ledgerInMemory, readLedger } from './accounting/ledger-lines.ts'
export { protectedRows } from './tables/protected-rows.ts'
export { differenceTold } from './tables/differences.ts'
export { readRegister, type RegisterFailure } from './tables/read-releases.ts'
export { roundSums, type CellsToRound, type RoundedCells } from './tables/round-sums.ts'
export { roundedCount, roundedSum } from './tables/rounded-count.ts'
export { toldTable, type Told } from './tables/told-table.ts'
export { toldTogether, type ToldRows } from './tables/told-together.ts'
export type { AmountsInHand, InHand } from './tables/in-hand.ts'
export { bearingOf, type Bearing, type ReleaseFailure } from './tables/release-register.ts'
export {
  amountText,
  cellNames,
  isFigure,
  isReleasedAmounts,
  isReleasedTable,
  releasedAmounts,
  releasedTable,
  shownIn,
  type Candidate,
  type Measure,
  type Release,
  type ReleasedAmounts,
  type ReleasedTable,
} from './tables/releases.ts'
export * from './tables/rule.ts'
export {
  contributorsOf,
  haveExactSum,
  inLastDigits,
  inUnits,
  measureOf,
  measureThatIsOut,
  readAmount,
  sumsOf,
  type ReadAmounts,
} from './tables/read-amounts.ts'
export {
  amountTable,
  countTable,
  isAmountTable,
  type AmountTable,
  type Table,
  type TableFailure,
} from './tables/table.ts'
export { parseCodeLists, MOST_RELEASED_COLUMNS, NOT_RECORDED, type CodeLists } from './synthesis/code-lists.ts'
export { shownByTable, shownCounts, type ShownCount } from './synthesis/count-tables.ts'
export { manifestOf, type ReleaseManifest } from './synthesis/manifest.ts'
export { withheldCells, type WithheldCells } from './synthesis/parsimonious.ts'
export { countMarginal, type CodedRecords, type ColumnDomain } from './synthesis/records.ts'
export * from './synthesis/synthesize.ts'
export { simulateAttacks, type AttackReport } from './quality/attacks.ts'
export * from './quality/compare-records.ts'
export { DISCLOSURE_VERSION } from './version.ts'
export * from './suspect.ts'
export { NUMBER, objectionTo, objectionToValues, SUSPICIONS, suspicionOf, TOO_MANY_VALUES } from './objections.ts'
