import { dirname, join, parse } from 'node:path'
import { TableError } from '@gloact/csv'
import { readTable, tableText, type FileToWrite } from '@gloact/csv/node'
import {
  explainPair,
  modelHash,
  reviewSample,
  type DrawnHistories,
  type Linkage,
  type LinkageSchema,
  type MeasuredReview,
  type Records,
} from '@gloact/linkage/plain'
import { drawsPath } from './write-linked-histories.ts'

const rounded = (figure: number): string => String(Math.round(figure * 1e4) / 1e4)

/**
 * One row a pair: ids, the probability, the sum of the weights, and each weight; with `lists` the lists beside the ids, since an
 * id may be on several; with `decisions`, which pairs are one person's by them.
 */
export function pairsFile(
  path: string,
  { scorer, pairs }: Linkage,
  asked: { readonly lists: boolean; readonly decisions: boolean },
): FileToWrite {
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
    ...(asked.lists ? ['list_a', 'list_b'] : []),
    ...(asked.decisions ? ['decision'] : []),
  ]
  function* rows(): Generator<string[]> {
    for (const { a, b, probability, decided } of pairs) {
      scorer.terms(a, b, terms)
      const each = [...terms.subarray(0, fields.length + (ordered ? 1 : 0))].map((term) => Math.round(term * 1e4) / 1e4)
      yield [
        ids[a]!,
        ids[b]!,
        probability.toFixed(6),
        rounded(each.reduce((sum, term) => sum + term, 0)),
        ...each.map(rounded),
        ...(asked.lists ? [listNames[lists[a]!] ?? '', listNames[lists[b]!] ?? ''] : []),
        ...(asked.decisions ? [decided ? 'same' : ''] : []),
      ]
    }
  }
  return { path, pieces: tableText(columns, rows()) }
}

/** Whether an id is on two lists, so that it does not say alone which record is meant. */
export function hasIdOnSeveralLists({ ids, lists }: Pick<Records, 'ids' | 'lists'>): boolean {
  const listOf = new Map<string, number>()
  return ids.some((id, record) => {
    const on = lists[record]!
    const before = listOf.get(id) ?? on
    listOf.set(id, on)
    return before !== on
  })
}

/** The cluster of each record: records with one number are taken for one person's. */
export function clustersFile(path: string, { scorer, clusters }: Linkage): FileToWrite {
  const { ids, lists, listNames } = scorer.records
  function* rows(): Generator<string[]> {
    for (const [record, cluster] of clusters.entries()) {
      yield [ids[record]!, listNames[lists[record]!] ?? '', String(cluster + 1)]
    }
  }
  return { path, pieces: tableText(['id', 'list', 'cluster'], rows()) }
}

/** A file's own ending; whatever else stands behind a dot belongs to its name. */
const ENDING = /\.(?:csv|tsv|tab|txt)$/i
/** What `gloact estimate` takes for counts or draws, and what a spreadsheet takes for a formula, is no name of a column. */
const NO_NAME = /^(?:counts?|freq(?:uency)?|draw)$|^'*[=+\-@]/i

/** How lists are called as columns: files without their ending where that tells them apart, and each name once. */
export function listColumns(listNames: readonly string[], areFiles: boolean): readonly string[] {
  const named = (name: string): string => (NO_NAME.test(name) ? `list ${name}` : name)
  const whole = listNames.map(named)
  if (!areFiles) return whole
  const cut = listNames.map((name) => name.replace(ENDING, ''))
  const told = cut.map((name, at) =>
    name !== '' && cut.filter((other) => other === name).length === 1 ? named(name) : whole[at]!,
  )
  return new Set(told).size === told.length ? told : whole
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
  const { histories, counts } = drawn
  const rows = histories.flatMap((on, at) => (counts[at]! > 0 ? [[...on.map(String), String(counts[at])]] : []))
  const json = { lists, ...drawn, rules: about.rules, modelHash: modelHash(about.linkage.model) }
  return [
    { path, pieces: tableText([...lists, 'count'], rows) },
    { path: drawsPath(path), pieces: [`${JSON.stringify(json)}\n`] },
  ]
}

/** What people found in a sample, in words: all of it, and a line a band. */
export const reviewLines = ({ same, notSame, unsure, bands }: MeasuredReview): string[] => {
  const percent = (share: number): number => Math.round(share * 100)
  return [
    `Decided by people: ${same} pairs the same, ${notSame} not, ${unsure} unsure. By what the model says of the pair alone:`,
    ...bands.map(({ band, precision, expected, ...found }) => {
      const open = found.unsure === 0 ? '' : `; ${found.unsure} unsure`
      if (!precision || expected === undefined) return `  ${band}: ${found.unsure} unsure`
      return (
        `  ${band}: ${found.same} of ${found.same + found.notSame} are one person’s, ${percent(precision.share)} % ` +
        `(${percent(precision.low)} to ${percent(precision.high)}); ${percent(expected)} % were expected${open}`
      )
    }),
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
