import { randomSource } from '@gloact/kernel'
import { emptyTable, tableOf, type CaptureHistories } from '../histories.ts'
import { formatModel, listsOf } from '../model.ts'
import { createResampler } from '../resample.ts'
import type { Estimate } from './estimate.ts'

/** A table as it is written into a file. */
export interface WrittenTable {
  readonly columns: readonly string[]
  readonly rows: Iterable<readonly string[]>
}

const figure = (value: number): string => (Number.isFinite(value) ? String(value) : '')

/** Every model that has an estimate, the best by BIC first. */
export function modelTable({ checks, lists, fit }: Estimate): WrittenTable {
  const { models } = checks.multiverse
  const [best] = models
  const chosen = fit?.model.join()
  return {
    columns: ['model', 'parameters', 'estimate', 'aic', 'bic', 'bic_behind_best', 'chosen'],
    rows: models.map(({ model, estimate, aic, bic }) => [
      formatModel(model, lists),
      String(model.length),
      figure(estimate),
      figure(aic),
      figure(bic),
      figure(bic - best!.bic),
      model.join() === chosen ? '1' : '0',
    ]),
  }
}

/**
 * The resampled counts that the interval is from, a row a replicate, with the estimate of each (empty where there is none). Columns are
 * the histories that somebody has, by the names of their lists. Undefined where the interval is from no replicates of these lists.
 */
export function replicateTable(
  { bootstrap, linkage, seed }: Estimate,
  histories: CaptureHistories,
): WrittenTable | undefined {
  if (!bootstrap || linkage) return undefined
  const { lists } = histories
  const table = tableOf(histories)
  const masks = [...table.counts.keys()].filter((mask) => table.counts[mask]! > 0)
  function* rows(estimates: Float64Array): Generator<string[]> {
    const draw = createResampler(table.counts)
    const { counts } = emptyTable(lists.length)
    for (const [replicate, estimate] of estimates.entries()) {
      draw(counts, randomSource(seed, replicate))
      yield [String(replicate), figure(estimate), ...masks.map((mask) => String(counts[mask]))]
    }
  }
  return {
    columns: [
      'replicate',
      'estimate',
      ...masks.map((mask) =>
        listsOf(mask)
          .map((list) => lists[list])
          .join('*'),
      ),
    ],
    rows: rows(bootstrap.estimates),
  }
}
