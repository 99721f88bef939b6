import { formatTerm, isSmall, type Estimate, type SmallCounts } from '@gloact/estimation'
import { count, drawnProbability, people, percent } from '@gloact/estimation/words'
import type { ReportBlock } from '../document.ts'
import { heading, paragraph } from './blocks.ts'
import { sensitivityFigure, trajectoryFigure } from './figures.ts'

/** What the estimate depends on: interactions, lists, the number of people. */
export function checkBlocks(estimate: Estimate, smallCounts: SmallCounts): ReportBlock[] {
  const { identification, lists: checks, trajectory } = estimate.checks
  const { lists } = estimate
  const sensitivity = sensitivityFigure(estimate)
  const moving = trajectoryFigure(trajectory)
  const fit = estimate.goodness
  return [
    heading('How far it hangs on single things'),
    ...(sensitivity ? [{ kind: 'figure' as const, ...sensitivity }] : []),
    ...(identification.pairs.length > 0
      ? [
          {
            kind: 'table' as const,
            caption: 'In all, if two lists that the model takes as independent were not (logarithm of the odds ratio)',
            columns: [
              { label: 'Lists' },
              ...(identification.pairs[0]?.points ?? []).map(({ interaction }) => ({
                label: String(interaction),
                numeric: true,
              })),
            ],
            rows: identification.pairs.map(({ pair, points }) => [
              formatTerm(pair, lists).replace('*', ' and '),
              ...points.map(({ estimate: value }) => count(value)),
            ]),
          },
        ]
      : []),
    ...(checks.leaveOneOut.length > 0
      ? [
          {
            kind: 'table' as const,
            caption: 'In all, without a list or with two as one',
            columns: [{ label: 'Lists' }, { label: 'In all', numeric: true }],
            rows: [
              ...checks.leaveOneOut.map(({ lists: names, estimate: value }) => [`without ${names[0]}`, count(value)]),
              ...checks.merged.map(({ lists: names, estimate: value }) => [
                `${names.join(' and ')} as one`,
                count(value),
              ]),
            ],
          },
          {
            kind: 'table' as const,
            caption: 'Each list as a population of known size, estimated from the others',
            columns: ['List', 'People on it', 'Estimated'].map((label, at) => ({ label, numeric: at > 0 })),
            rows: checks.consistency.map(({ list, known, estimate: value }) => [
              list,
              people(known, smallCounts),
              count(value),
            ]),
          },
        ]
      : []),
    ...(moving && trajectory.length > 0 ? [{ kind: 'figure' as const, ...moving }] : []),
    ...(fit
      ? [
          paragraph(
            `Goodness of fit: deviance ${fit.deviance.toFixed(1)} (${drawnProbability(fit) ?? 'without degrees of freedom'}). ` +
              'That tells of the people seen, not of the others.',
          ),
        ]
      : []),
  ]
}

/** How the lists overlap. */
export function overlapBlocks({ lists, checks }: Estimate, smallCounts: SmallCounts): ReportBlock[] {
  const { emptyPairs, thinPairs, overlapping, overlappingShare } = checks.sparsity
  const names = (pairs: readonly number[]) =>
    pairs.map((pair) => formatTerm(pair, lists).replace('*', ' and ')).join('; ')
  return [
    heading('The lists'),
    {
      kind: 'list',
      items: [
        `People on two lists or more: ${people(overlapping, smallCounts)}` +
          `${isSmall(smallCounts, overlapping) ? '' : `, ${percent(overlappingShare)} of those seen`}.`,
        emptyPairs.length === 0 ? 'Every two lists share somebody.' : `Lists that share nobody: ${names(emptyPairs)}.`,
        ...(thinPairs.length === 0 ? [] : [`Lists that share fewer than 5 people: ${names(thinPairs)}.`]),
      ],
    },
  ]
}
