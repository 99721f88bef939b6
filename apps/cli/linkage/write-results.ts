import { dirname, join, parse } from 'node:path'
import { TableError } from '@gloact/csv'
import { readTable, tableText, type FileToWrite } from '@gloact/csv/node'
import { explainPair, reviewSample, type DrawnHistories, type Linkage, type LinkageSchema } from '@gloact/linkage/plain'
import { drawsPath } from './write-linked-histories.ts'

const rounded = (figure: number): string => String(Math.round(figure * 1e4) / 1e4)

/**
 * One row a pair: ids, the probability, the sum of the weights, and each weight. With more than two files the lists stand
 * beside the ids, since an id may be on several.
 */
export function pairsFile(path: string, { scorer, pairs }: Linkage, files: number): FileToWrite {
  const { ids, lists, listNames, fields } = scorer.records
  const terms = new Float64Array(fields.length + 1)
  const ordered = fields.some(({ kind }) => kind === 'given_name') && fields.some(({ kind }) => kind === 'family_name')
  const columns = [
    'id_a',
    'id_b',
    'probability',
    'weight',
    ...fields.map(({ name }) => `weight_${name.replaceAll(' ', '_')}`),
    ...(ordered ? ['weight_order_of_names'] : []),
    ...(files > 2 ? ['list_a', 'list_b'] : []),
  ]
  function* rows(): Generator<string[]> {
    for (const { a, b, probability } of pairs) {
      scorer.terms(a, b, terms)
      const each = [...terms.subarray(0, fields.length + (ordered ? 1 : 0))].map((term) => Math.round(term * 1e4) / 1e4)
      yield [
        ids[a]!,
        ids[b]!,
        probability.toFixed(6),
        rounded(each.reduce((sum, term) => sum + term, 0)),
        ...each.map(rounded),
        ...(files > 2 ? [listNames[lists[a]!]!, listNames[lists[b]!]!] : []),
      ]
    }
  }
  return { path, pieces: tableText(columns, rows()) }
}

/** The cluster of each record: records with one number are taken for one person's. */
export function clustersFile(path: string, { scorer, clusters }: Linkage): FileToWrite {
  const { ids, lists, listNames } = scorer.records
  function* rows(): Generator<string[]> {
    for (const [record, cluster] of clusters.entries()) {
      yield [ids[record]!, listNames[lists[record]!]!, String(cluster + 1)]
    }
  }
  return { path, pieces: tableText(['id', 'list', 'cluster'], rows()) }
}

/**
 * How many persons are on which lists: one column a list, and `count`, the mean of the draws. Beside it the same with twenty tables
 * of what the linkage leaves open, as `estimate --draws` reads them.
 */
export function historiesFiles(path: string, listNames: readonly string[], drawn: DrawnHistories): FileToWrite[] {
  const lists = listNames.map((name) => name.replace(/\.[^.]*$/, '') || 'list')
  const { histories, counts } = drawn
  const rows = histories.flatMap((on, at) => (counts[at]! > 0 ? [[...on.map(String), String(counts[at])]] : []))
  return [
    { path, pieces: tableText([...lists, 'count'], rows) },
    { path: drawsPath(path), pieces: [`${JSON.stringify({ lists, ...drawn })}\n`] },
  ]
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
 * `decision`. It holds what the lists hold, and is for those who may read them.
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
  const { ids } = linkage.scorer.records
  const rows = sample.map(({ a, b, probability, band, standsFor }) => [
    '',
    ids[a]!,
    ids[b]!,
    probability.toFixed(6),
    band,
    rounded(standsFor),
    explainPair(linkage.scorer, a, b)
      .reasons.map(({ words }) => words)
      .join('; '),
    ...columns.flatMap((_, place) => [cells.get(a)?.[place] ?? '', cells.get(b)?.[place] ?? '']),
  ])
  const header = [
    'decision',
    'id_a',
    'id_b',
    'probability',
    'band',
    'stands_for',
    'reasons',
    ...columns.flatMap((column) => [`a_${column}`, `b_${column}`]),
  ]
  yield* tableText(header, rows)
}
