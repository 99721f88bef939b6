import type { TableProblem } from '@gloact/csv'
import { intervalOf, ratesOfTotal, warningsOf, type Estimated } from '@gloact/estimation'
import type { Result } from '@gloact/kernel'
import { estimateReport } from '@gloact/reports/estimation'
import type { ReportWords } from '@gloact/reports/words'
import { writeDocument } from '@gloact/command/files'

/** Writes the report in the form that the file's name asks for, whole or not at all. */
export async function writeEstimateReport(
  made: Estimated,
  path: string,
  { words, signal }: { readonly words: ReportWords; readonly signal: AbortSignal },
): Promise<Result<null, TableProblem>> {
  const { estimate, strata, request, smallCounts, basis, dataHash, residents, coefficients, version } = made
  const report = estimateReport(
    {
      estimate,
      strata,
      warnings: warningsOf(made),
      interval: intervalOf(made),
      unchecked: request.unchecked,
      smallCounts,
      basis,
      dataHash,
      residents,
      rates: ratesOfTotal(made),
      coefficients,
      version,
    },
    words,
  )
  return writeDocument(report, path, { signal })
}
