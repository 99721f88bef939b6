import type { Fit, ToldCoefficient } from '@gloact/estimation'
import type { ReportBlock } from '../document.ts'
import type { ReportWords } from '../words.ts'
import { heading, numeric, paragraph } from './blocks.ts'

/** The chosen model: its standard error, its criteria, and its coefficients where they tell no small number of people. */
export function fitBlocks(
  fit: Fit | undefined,
  coefficients: readonly ToldCoefficient[] | undefined,
  { t, fixed, sentences }: ReportWords,
): ReportBlock[] {
  if (fit?.existence !== 0) return []
  const criteria = { error: fixed(fit.standardError, 1), aic: fixed(fit.aic, 1), bic: fixed(fit.bic, 1) }
  return [
    heading(t('reports.fit.title')),
    paragraph(
      sentences([
        t('reports.fit.criteria', criteria),
        coefficients ? undefined : t('reports.fit.coefficients_withheld'),
      ]),
    ),
    ...(coefficients
      ? [
          {
            kind: 'table' as const,
            caption: t('reports.fit.coefficients'),
            columns: [
              { label: t('reports.fit.term') },
              numeric(t('reports.fit.coefficient')),
              numeric(t('reports.fit.standard_error')),
            ],
            rows: coefficients.map(({ term, value, standardError }) => [
              term,
              fixed(value, 3),
              fixed(standardError, 3),
            ]),
          },
        ]
      : []),
  ]
}
