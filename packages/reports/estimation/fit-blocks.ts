import type { Fit, ToldCoefficient } from '@gloact/estimation'
import type { ReportBlock } from '../document.ts'
import { heading, paragraph } from './blocks.ts'

const figure = (value: number | null, places: number): string =>
  value === null || !Number.isFinite(value) ? 'none' : value.toFixed(places)

/** The chosen model: its standard error, its criteria, and its coefficients where they tell no small number of people. */
export function fitBlocks(fit: Fit | undefined, coefficients: readonly ToldCoefficient[] | undefined): ReportBlock[] {
  if (fit?.existence !== 0) return []
  return [
    heading('The chosen model'),
    paragraph(
      [
        `Standard error of the number of all: ${figure(fit.standardError, 1)}. AIC ${figure(fit.aic, 1)}, BIC ${figure(fit.bic, 1)}.`,
        ...(coefficients ? [] : ['Its coefficients are left out, since they would tell a small number of people.']),
      ].join(' '),
    ),
    ...(coefficients
      ? [
          {
            kind: 'table' as const,
            caption: 'Coefficients (logarithms of expected numbers)',
            columns: [
              { label: 'Term' },
              ...['Coefficient', 'Standard error'].map((label) => ({ label, numeric: true })),
            ],
            rows: coefficients.map(({ term, value, standardError }) => [
              term,
              figure(value, 3),
              figure(standardError, 3),
            ]),
          },
        ]
      : []),
  ]
}
