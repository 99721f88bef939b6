import { formatModel, toldEach, type Estimate, type SmallCounts } from '@gloact/estimation'
import type { ReportBlock } from '../document.ts'
import type { ReportWords } from '../words.ts'
import { heading, numeric, paragraph, withheldNote } from './blocks.ts'
import { multiverseFigure } from './figures.ts'
import { listsIn } from './figures-in-words.ts'

/** All models beside the chosen one. */
export function modelBlocks(
  estimate: Estimate,
  smallCounts: SmallCounts,
  hasStrata: boolean,
  words: ReportWords,
): ReportBlock[] {
  const { multiverse } = estimate.checks
  const { lists } = estimate
  if (multiverse.models.length === 0) return []
  const { t, count, fixed, number, span } = words
  const chosen = estimate.fit?.model.join()
  const shown = multiverse.models.slice(0, 10)
  const pairs = toldEach(multiverse.pairs, smallCounts, ({ shared }) => shared)
  const own = multiverse.models.find(({ model }) => model.join() === chosen)
  const about = {
    models: multiverse.models.length,
    none: multiverse.leftOut,
    covers: multiverse.covers,
  }
  return [
    heading(t('reports.models.title')),
    ...(hasStrata ? [paragraph(t('reports.models.of_lists_alone'))] : []),
    paragraph(t('reports.models.about', about)),
    { kind: 'figure', ...multiverseFigure(estimate, words) },
    {
      kind: 'table',
      caption: t('reports.models.ranges'),
      columns: [
        { label: t('reports.models.within') },
        numeric(t('reports.models.models')),
        numeric(t('reports.models.lowest')),
        numeric(t('reports.models.highest')),
      ],
      rows: multiverse.ranges.map(({ units, models, lowest, highest }) => [
        number(units),
        count(models),
        count(lowest),
        count(highest),
      ]),
    },
    {
      kind: 'table',
      caption: t('reports.models.best'),
      columns: [{ label: t('reports.models.model') }, numeric('BIC'), numeric(t('reports.all'))],
      rows: [...shown, ...(own && !shown.includes(own) ? [own] : [])].map(({ model, bic, estimate: value }) => {
        const name = formatModel(model, lists)
        return [
          model.join() === chosen ? t('reports.models.chosen', { model: name }) : name,
          fixed(bic, 1),
          count(value),
        ]
      }),
    },
    {
      kind: 'table',
      caption: t('reports.models.ways'),
      columns: [{ label: t('reports.models.way') }, numeric(t('reports.all'))],
      rows: [
        ...multiverse.methods.map(({ method, estimate: value }) => [t(`reports.way.${method}`), count(value)]),
        ...multiverse.thresholds.map(({ threshold, estimate: value }) => [
          t('reports.way.threshold', { threshold }),
          count(value),
        ]),
        ...(multiverse.coverage
          ? [
              [t('reports.way.coverage_few'), count(multiverse.coverage.low)],
              [t('reports.way.coverage_many'), count(multiverse.coverage.high)],
            ]
          : []),
      ],
    },
    {
      kind: 'table',
      caption: t('reports.models.pairs'),
      columns: [
        { label: t('reports.lists') },
        numeric(t('reports.all')),
        numeric(t('reports.interval', { level: words.percent(0.95) })),
      ],
      rows: pairs.told.map(({ pair, chapman, lower, upper }) => [
        listsIn(pair, lists, words),
        count(chapman),
        span({ lower, upper }),
      ]),
    },
    ...withheldNote(pairs.withheld, smallCounts, words),
  ]
}
