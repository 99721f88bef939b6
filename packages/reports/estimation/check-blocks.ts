import { isSmall, type Estimate, type SmallCounts } from '@gloact/estimation'
import type { ReportBlock } from '../document.ts'
import type { ReportWords } from '../words.ts'
import { heading, numeric, paragraph } from './blocks.ts'
import { sensitivityFigure, trajectoryFigure } from './figures.ts'
import { drawnProbability, listsIn, people } from './figures-in-words.ts'

/** What the estimate depends on: interactions, lists, the number of people. */
export function checkBlocks(estimate: Estimate, smallCounts: SmallCounts, words: ReportWords): ReportBlock[] {
  const { t } = words
  const { trajectory } = estimate.checks
  const sensitivity = sensitivityFigure(estimate, words)
  const moving = trajectoryFigure(trajectory, t('reports.trajectory.draws', { draws: 40 }), words)
  const fit = estimate.goodness
  return [
    heading(t('reports.checks.title')),
    ...(sensitivity ? [{ kind: 'figure' as const, ...sensitivity }] : []),
    ...interactionTable(estimate, words),
    ...listTables(estimate, smallCounts, words),
    ...(moving && trajectory.length > 0 ? [{ kind: 'figure' as const, ...moving }] : []),
    ...(fit
      ? [
          paragraph(
            t('reports.goodness.of_lists', {
              deviance: words.fixed(fit.deviance, 1),
              drawn: drawnProbability(fit, words) ?? t('reports.goodness.no_freedom'),
            }),
          ),
        ]
      : []),
  ]
}

/** The estimate, if lists that the model takes to be independent were not. */
function interactionTable({ checks, lists }: Estimate, words: ReportWords): ReportBlock[] {
  const { pairs } = checks.identification
  if (pairs.length === 0) return []
  return [
    {
      kind: 'table',
      caption: words.t('reports.checks.interactions'),
      columns: [
        { label: words.t('reports.lists') },
        ...pairs[0]!.points.map(({ interaction }) => numeric(words.number(interaction))),
      ],
      rows: pairs.map(({ pair, points }) => [
        listsIn(pair, lists, words),
        ...points.map(({ estimate }) => words.count(estimate)),
      ]),
    },
  ]
}

/** The estimate without a list, with two as one, and each list estimated from the others. */
function listTables({ checks }: Estimate, smallCounts: SmallCounts, words: ReportWords): ReportBlock[] {
  const { t, count } = words
  const { leaveOneOut, merged, consistency } = checks.lists
  if (leaveOneOut.length === 0) return []
  return [
    {
      kind: 'table',
      caption: t('reports.checks.other_lists'),
      columns: [{ label: t('reports.lists') }, numeric(t('reports.all'))],
      rows: [
        ...leaveOneOut.map(({ lists, estimate }) => [
          t('reports.checks.without', { list: lists[0]! }),
          count(estimate),
        ]),
        ...merged.map(({ lists, estimate }) => [
          t('reports.checks.as_one', { lists: words.list(lists) }),
          count(estimate),
        ]),
      ],
    },
    {
      kind: 'table',
      caption: t('reports.checks.known_sizes'),
      columns: [
        { label: t('reports.list') },
        numeric(t('reports.checks.people_on_it')),
        numeric(t('reports.checks.estimated')),
      ],
      rows: consistency.map(({ list, known, estimate }) => [list, people(known, smallCounts, words), count(estimate)]),
    },
  ]
}

/** How the lists overlap. */
export function overlapBlocks(
  { lists, checks }: Estimate,
  smallCounts: SmallCounts,
  words: ReportWords,
): ReportBlock[] {
  const { t } = words
  const { emptyPairs, thinPairs, overlapping, overlappingShare } = checks.sparsity
  const names = (pairs: readonly number[]) => words.items(pairs.map((pair) => listsIn(pair, lists, words)))
  const share = words.percent(overlappingShare)
  return [
    heading(t('reports.overlaps.title')),
    {
      kind: 'list',
      items: [
        isSmall(smallCounts, overlapping)
          ? t('reports.overlaps.few', { people: people(overlapping, smallCounts, words) })
          : t('reports.overlaps.share', { people: words.count(overlapping), share }),
        emptyPairs.length === 0
          ? t('reports.overlaps.all_share')
          : t('reports.finding.empty_pairs', { pairs: names(emptyPairs) }),
        ...(thinPairs.length === 0 ? [] : [t('reports.finding.thin_pairs', { pairs: names(thinPairs) })]),
      ],
    },
  ]
}
