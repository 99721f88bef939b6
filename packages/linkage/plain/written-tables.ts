import type { DrawnHistories } from './histories.ts'
import type { Linkage } from './link.ts'
import { cleaned, type Records } from './records.ts'

/** A table as it is written into a file. */
export interface LinkedTable {
  readonly columns: readonly string[]
  readonly rows: Iterable<readonly string[]>
}

const rounded = (figure: number): string => String(Math.round(figure * 1e4) / 1e4)

/**
 * One row a pair: ids, the probability, the sum of the weights, and each weight; with `lists` the lists beside the ids, since an
 * id may be on several; with `decisions`, which pairs are one person's by them.
 */
export function pairTable(
  { scorer, pairs }: Linkage,
  asked: { readonly lists: boolean; readonly decisions: boolean },
): LinkedTable {
  const { ids, lists, listNames, fields } = scorer.records
  const terms = new Float64Array(fields.length + 1)
  const ordered = fields.some(({ kind }) => kind === 'given_name') && fields.some(({ kind }) => kind === 'family_name')
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
  return {
    columns: [
      'id_a',
      'id_b',
      'probability',
      'weight',
      ...fields.map(({ name }) => `weight_${name.replaceAll(' ', '_')}`),
      ...(ordered ? ['weight_order_of_names'] : []),
      ...(asked.lists ? ['list_a', 'list_b'] : []),
      ...(asked.decisions ? ['decision'] : []),
    ],
    rows: rows(),
  }
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
export function clusterTable({ scorer, clusters }: Linkage): LinkedTable {
  const { ids, lists, listNames } = scorer.records
  function* rows(): Generator<string[]> {
    for (const [record, cluster] of clusters.entries()) {
      yield [ids[record]!, listNames[lists[record]!] ?? '', String(cluster + 1)]
    }
  }
  return { columns: ['id', 'list', 'cluster'], rows: rows() }
}

/** How many persons are on which lists: one column a list, and `count`, the mean of the draws. */
export const historyTable = (lists: readonly string[], { histories, counts }: DrawnHistories): LinkedTable => ({
  columns: [...lists, 'count'],
  rows: histories.flatMap((on, at) => (counts[at]! > 0 ? [[...on.map(String), String(counts[at])]] : [])),
})

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

/** Which records are one person's, on each list by itself. */
const personOnList = ({ scorer, clusters }: Linkage, record: number): string =>
  `${clusters[record]} ${scorer.records.lists[record]}`

/** How many records `fullestOfEach` keeps. */
export const countOneEach = (linkage: Linkage): number =>
  new Set(Array.from(linkage.clusters.keys(), (record) => personOnList(linkage, record))).size

/** Takes the rows of the source in order, and keeps one record a person, and each list of it: the one with the most cells filled. */
export function fullestOfEach(linkage: Linkage) {
  const best = new Map<string, { readonly record: number; readonly filled: number }>()
  let record = 0
  return {
    take(row: readonly string[]): void {
      const filled = row.filter((cell) => cleaned(cell) !== '').length
      const person = personOnList(linkage, record)
      if (filled > (best.get(person)?.filled ?? -1)) best.set(person, { record, filled })
      record++
    },
    kept: (): ReadonlySet<number> => new Set(Array.from(best.values(), (chosen) => chosen.record)),
  }
}
