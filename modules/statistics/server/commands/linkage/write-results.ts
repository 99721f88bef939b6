import { dirname, join, parse } from 'node:path'
import { TableError } from '@gloact/csv'
import { said, type Said } from '@gloact/kernel'
import { readTable, tableText, type FileToWrite } from '@gloact/csv/node'
import {
  clusterTable,
  explainPair,
  historyTable,
  modelHash,
  pairTable,
  reviewSample,
  type DrawnHistories,
  type Linkage,
  type LinkageSchema,
  type MeasuredReview,
} from '@gloact/linkage/plain'
import { drawsPath } from './write-linked-histories.ts'

const rounded = (figure: number): string => String(Math.round(figure * 1e4) / 1e4)

/** The pairs, one row each. */
export function pairsFile(
  path: string,
  linkage: Linkage,
  asked: { readonly lists: boolean; readonly decisions: boolean },
): FileToWrite {
  const { columns, rows } = pairTable(linkage, asked)
  return { path, pieces: tableText(columns, rows) }
}

/** The cluster of each record: records with one number are taken for one person's. */
export function clustersFile(path: string, linkage: Linkage): FileToWrite {
  const { columns, rows } = clusterTable(linkage)
  return { path, pieces: tableText(columns, rows) }
}

/**
 * How many persons are on which lists: one column a list, and `count`, the mean of the draws. Beside it the same with twenty tables
 * of what the linkage leaves open, as `estimate --draws` reads them, with what it was made by.
 */
export function historiesFiles(
  path: string,
  lists: readonly string[],
  drawn: DrawnHistories,
  about: { readonly rules: string; readonly linkage: Linkage },
): FileToWrite[] {
  const { columns, rows } = historyTable(lists, drawn)
  const json = { lists, ...drawn, rules: about.rules, modelHash: modelHash(about.linkage.model) }
  return [
    { path, pieces: tableText(columns, rows) },
    { path: drawsPath(path), pieces: [`${JSON.stringify(json)}\n`] },
  ]
}

/** What people found in a sample: of all of it, and of each band. */
export function reviewSaid({ same, notSame, unsure, bands }: MeasuredReview): {
  readonly all: Said
  readonly bands: readonly Said[]
} {
  return {
    all: said('link.decided', { same, different: notSame, unsure }),
    bands: bands.map(({ band, precision, expected, ...found }) => {
      if (!precision || expected === undefined) return said('link.band_unsure', { band, unsure: found.unsure })
      const { share, low, high } = precision
      const all = found.same + found.notSame
      const decided = said('link.band', { band, same: found.same, all, share, low, high, expected })
      return found.unsure === 0 ? decided : said('link.unsure', { found: decided, unsure: found.unsure })
    }),
  }
}

interface ReviewAsked {
  readonly size: number
  readonly seed: number
  readonly files: readonly string[]
  readonly schema: LinkageSchema
  readonly delimiter: string | undefined
  readonly signal: AbortSignal
}

/**
 * Pairs to be decided by people, beside the pairs: both records as they were written, why they are alike, and an empty
 * `decision` (same, not_same or unsure, for `--decisions`). `probability_alone` is by the pair itself; `pairs.csv` has the one
 * that all pairs together leave. It holds what the lists hold, and is for those who may read them.
 */
export function reviewFile(pairsPath: string, linkage: Linkage, asked: ReviewAsked): FileToWrite {
  const sample = reviewSample(linkage, asked.size, asked.seed)
  return { path: reviewPath(pairsPath), pieces: reviewText(linkage, sample, asked) }
}

export function reviewPath(pairsPath: string): string {
  const { name } = parse(pairsPath)
  return join(dirname(pairsPath), name === 'pairs' ? 'review.csv' : `${name}-review.csv`)
}

async function* reviewText(
  linkage: Linkage,
  sample: ReturnType<typeof reviewSample>,
  { files, schema, delimiter, signal }: ReviewAsked,
) {
  const wanted = new Set(sample.flatMap(({ a, b }) => [a, b]))
  const columns = schema.columns.filter(({ kind }) => kind !== 'ignored' && kind !== 'id').map(({ name }) => name)
  const cells = new Map<number, string[]>()
  let record = 0
  for (const file of files) {
    const table = await readTable(file, { delimiter, signal })
    if (!table.ok) throw new TableError(table.error)
    const at = columns.map((column) => table.value.columns.indexOf(column))
    for await (const row of table.value.rows) {
      if (wanted.has(record))
        cells.set(
          record,
          at.map((place) => row[place] ?? ''),
        )
      record++
    }
  }
  const { ids, lists, listNames } = linkage.scorer.records
  const several = listNames.length > 1
  const rows = sample.map(({ a, b, probability, band, standsFor }) => [
    '',
    ids[a]!,
    ids[b]!,
    ...(several ? [listNames[lists[a]!] ?? '', listNames[lists[b]!] ?? ''] : []),
    probability.toFixed(6),
    band,
    rounded(standsFor),
    explainPair(linkage.scorer, a, b)
      .reasons.map(({ words, letters }) => (letters === undefined ? words : `${words} (${letters})`))
      .join('; '),
    ...columns.flatMap((_, place) => [cells.get(a)?.[place] ?? '', cells.get(b)?.[place] ?? '']),
  ])
  const header = [
    'decision',
    'id_a',
    'id_b',
    ...(several ? ['list_a', 'list_b'] : []),
    'probability_alone',
    'band',
    'stands_for',
    'reasons',
    ...columns.flatMap((column) => [`a_${column}`, `b_${column}`]),
  ]
  yield* tableText(header, rows)
}
