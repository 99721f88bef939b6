import { formatModel, type Estimate, type StrataEstimate } from '@gloact/estimation'
import { percent } from '@gloact/estimation/words'
import type { ReportBlock } from '../document.ts'
import { heading } from './blocks.ts'
import { replicateFigure } from './figures.ts'

/** How the replicates are spread and, where they chose, which models. */
export function replicateBlocks(
  estimate: Estimate,
  strata: StrataEstimate | undefined,
  chosenAgain: boolean,
): ReportBlock[] {
  const shares =
    strata?.bootstrap?.modelShares ??
    estimate.bootstrap?.modelShares.map(({ model, share }) => ({ model: formatModel(model, estimate.lists), share }))
  const estimates = strata?.bootstrap?.totals ?? estimate.bootstrap?.estimates
  const figure = estimates && replicateFigure(estimates, (strata ?? estimate).estimate, chosenAgain)
  if (!shares || !figure) return []
  return [
    heading('Replicates'),
    { kind: 'figure', ...figure },
    ...(chosenAgain
      ? [
          {
            kind: 'table' as const,
            caption: 'The models chosen in the replicates',
            columns: [{ label: 'Model' }, { label: 'Share', numeric: true }],
            rows: shares.slice(0, 8).map(({ model, share }) => [model, percent(share)]),
          },
        ]
      : []),
  ]
}
