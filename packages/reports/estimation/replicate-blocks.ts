import { formatModel, type Estimate, type StrataEstimate } from '@gloact/estimation'
import type { ReportBlock } from '../document.ts'
import type { ReportWords } from '../words.ts'
import { heading, numeric } from './blocks.ts'
import { replicateFigure } from './figures.ts'

/** How the replicates are spread and, where they chose, which models. */
export function replicateBlocks(
  estimate: Estimate,
  strata: StrataEstimate | undefined,
  chosenAgain: boolean,
  words: ReportWords,
): ReportBlock[] {
  const { t, percent } = words
  const shares =
    strata?.bootstrap?.modelShares ??
    estimate.bootstrap?.modelShares.map(({ model, share }) => ({ model: formatModel(model, estimate.lists), share }))
  const estimates = strata?.bootstrap?.totals ?? estimate.bootstrap?.estimates
  const figure = estimates && replicateFigure(estimates, (strata ?? estimate).estimate, chosenAgain, words)
  if (!shares || !figure) return []
  return [
    heading(t('reports.replicates.title')),
    { kind: 'figure', ...figure },
    ...(chosenAgain
      ? [
          {
            kind: 'table' as const,
            caption: t('reports.replicates.models'),
            columns: [{ label: t('reports.models.model') }, numeric(t('reports.replicates.share'))],
            rows: shares.slice(0, 8).map(({ model, share }) => [model, percent(share)]),
          },
        ]
      : []),
  ]
}
