import { tableText, type FileToWrite } from '@gloact/csv/node'
import { explainTrace, traceTermNames, traceTerms, type Tracing } from '@gloact/linkage/tracing'

const rounded = (figure: number): number => Math.round(figure * 1e4) / 1e4

/**
 * One row a request and case, the best first: ids, the band, the probability, the sum of the weights, why, and each
 * weight. It names nobody; `nobody` is the probability that none of the cases is the child.
 */
export function rankedFile(path: string, tracing: Tracing): FileToWrite {
  const columns = [
    'request_id',
    'rank',
    'case_id',
    'band',
    'probability',
    'nobody',
    'consent',
    'score',
    'reasons',
    ...traceTermNames(tracing).map((name) => `weight_${name.replaceAll('’s', '').replaceAll(' ', '_')}`),
  ]
  function* rows(): Generator<string[]> {
    for (const { request, cases, nobody } of tracing.requests) {
      for (const [at, { found, band, probability }] of cases.entries()) {
        const each = traceTerms(tracing, request, found).map(rounded)
        yield [
          request.id,
          String(at + 1),
          found.id,
          band,
          probability.toFixed(6),
          nobody.toFixed(6),
          found.consent === undefined ? 'not recorded' : found.consent ? 'yes' : 'no',
          String(rounded(each.reduce((sum, term) => sum + term, 0))),
          explainTrace(tracing, request, found)
            .map(({ words }) => words)
            .join('; '),
          ...each.map(String),
        ]
      }
    }
  }
  return { path, pieces: tableText(columns, rows()) }
}
