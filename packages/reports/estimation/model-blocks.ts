import { formatModel, formatTerm, toldEach, type Estimate, type MethodName, type SmallCounts } from '@gloact/estimation'
import { count } from '@gloact/estimation/words'
import type { ReportBlock } from '../document.ts'
import { heading, paragraph, withheldNote } from './blocks.ts'
import { multiverseFigure } from './figures.ts'

const WAYS: Readonly<Record<MethodName | 'average', string>> = {
  main: 'independent lists',
  stepwise: 'stepwise by p-value',
  bic: 'best by BIC',
  aic: 'best by AIC',
  fixed: 'the model that was given',
  dga: 'average over graphs',
  average: 'average of all by BIC',
}

/** All models beside the chosen one. */
export function modelBlocks(estimate: Estimate, smallCounts: SmallCounts, hasStrata: boolean): ReportBlock[] {
  const { multiverse } = estimate.checks
  const { lists } = estimate
  if (multiverse.models.length === 0) return []
  const chosen = estimate.fit?.model.join()
  const shown = multiverse.models.slice(0, 10)
  const pairs = toldEach(multiverse.pairs, smallCounts, ({ shared }) => shared)
  const own = multiverse.models.find(({ model }) => model.join() === chosen)
  return [
    heading('What other models say'),
    ...(hasStrata ? [paragraph('This and what follows is of the lists alone, without strata.')] : []),
    paragraph(
      `${count(multiverse.models.length)} models have an estimate (${covers(multiverse.covers)}); ${count(multiverse.leftOut)} have none. ` +
        'A lower BIC is a better fit to what was seen. It is no evidence about those never seen: models that fit equally well may ' +
        'give different numbers.',
    ),
    { kind: 'figure', ...multiverseFigure(estimate) },
    {
      kind: 'table',
      caption: 'The range of estimates by how well models fit',
      columns: ['Within BIC units of the best', 'Models', 'Lowest', 'Highest'].map((label, at) => ({
        label,
        numeric: at > 0,
      })),
      rows: multiverse.ranges.map(({ units, models, lowest, highest }) => [
        String(units),
        count(models),
        count(lowest),
        count(highest),
      ]),
    },
    {
      kind: 'table',
      caption: 'The models that fit best',
      columns: [{ label: 'Model' }, { label: 'BIC', numeric: true }, { label: 'In all', numeric: true }],
      rows: [...shown, ...(own && !shown.includes(own) ? [own] : [])].map(({ model, bic, estimate: value }) => [
        `${formatModel(model, lists)}${model.join() === chosen ? ' (chosen)' : ''}`,
        bic.toFixed(1),
        count(value),
      ]),
    },
    {
      kind: 'table',
      caption: 'Ways of choosing, side by side',
      columns: [{ label: 'Way' }, { label: 'In all', numeric: true }],
      rows: [
        ...multiverse.methods.map(({ method, estimate: value }) => [WAYS[method], count(value)]),
        ...multiverse.thresholds.map(({ threshold, estimate: value }) => [
          `stepwise, threshold ${threshold}`,
          count(value),
        ]),
        ...(multiverse.coverage
          ? [
              ['sample coverage, if the lists reach few', count(multiverse.coverage.low)],
              ['sample coverage, if they reach many', count(multiverse.coverage.high)],
            ]
          : []),
      ],
    },
    {
      kind: 'table',
      caption: 'Two lists at a time, as if they were independent (Chapman 1951)',
      columns: [{ label: 'Lists' }, ...['In all', '95 % interval'].map((label) => ({ label, numeric: true }))],
      rows: pairs.told.map(({ pair, chapman, lower, upper }) => [
        formatTerm(pair, lists).replace('*', ' and '),
        count(chapman),
        `${count(lower)} to ${count(upper)}`,
      ]),
    },
    ...withheldNote(pairs.withheld, smallCounts),
  ]
}

const covers = (what: Estimate['checks']['multiverse']['covers']): string =>
  ({
    all: 'of all hierarchical models',
    pairs_and_search: 'of all sets of pairs, and of those with three lists in a term that a search met',
    search: 'of those that a search met',
  })[what]
