import { extname } from 'node:path'
import { writeWhole } from '@gloact/csv/node'
import type { TableProblem } from '@gloact/csv'
import type { Result } from '@gloact/kernel'
import { renderHtml } from '@gloact/reports'
import { estimateReport } from '@gloact/reports/estimation'
import { intervalOf, warningsOf, type Estimated } from './estimate-json.ts'

/** Writes the report in the form that the file's name asks for, whole or not at all. What Word and PDF need is loaded then. */
export async function writeEstimateReport(
  made: Estimated,
  path: string,
  signal: AbortSignal,
): Promise<Result<null, TableProblem>> {
  const { estimate, strata, request, dataHash, version } = made
  const report = estimateReport({
    estimate,
    strata,
    warnings: warningsOf(made),
    interval: intervalOf(made),
    unchecked: request.unchecked,
    dataHash,
    version,
  })
  const kind = extname(path).toLowerCase()
  if (kind === '.html') return writeWhole(path, [renderHtml(report)], { signal })
  const bytes =
    kind === '.pdf'
      ? (await import('@gloact/reports/node')).renderPdf(report)
      : await (await import('@gloact/reports/node')).renderDocx(report)
  return writeWhole(path, [bytes], { signal })
}
