import { tableProblem, type TableProblem } from './problem.ts'

/** What csv-parse threw, as a problem; undefined where it is something else. Of its words nothing is told: they quote cells. */
export function problemOf(error: unknown, limit: number): TableProblem | undefined {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('CSV_')) return undefined
  const line = 'lines' in error ? Number(error.lines) : 0
  switch (error.code) {
    case 'CSV_MAX_RECORD_SIZE':
      return tableProblem('csv.record_too_large', { limit, line })
    case 'CSV_QUOTE_NOT_CLOSED':
      return tableProblem('csv.unclosed_quote', { line })
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
      return tableProblem('csv.quotes', { line })
    default:
      return tableProblem('csv.unreadable', { line })
  }
}
