import { createRecords, recogniseColumns, type Linkage, type Records } from '../plain/index.ts'
import { AGENCY_COLUMNS, inventedAgencies } from './invented-agencies.ts'
import { hasShared, loadShared } from './shared-data.ts'

export const REFERENCE_SETS = ['febrl1', 'febrl2', 'febrl3', 'febrl4', 'fake_1000', 'five_parties', 'people'] as const

export type ReferenceSet = (typeof REFERENCE_SETS)[number]

const FILES: Readonly<Record<ReferenceSet, readonly string[]>> = {
  febrl1: ['febrl/febrl1.csv'],
  febrl2: ['febrl/febrl2.csv'],
  febrl3: ['febrl/febrl3.csv'],
  febrl4: ['febrl/febrl4a.csv', 'febrl/febrl4b.csv'],
  fake_1000: ['splink/fake_1000.csv'],
  five_parties: [1, 2, 3, 4, 5].map((list) => `five-parties/dataset-${list}.csv`),
  people: ['invented/people-4lists.csv'],
}

export const hasReferenceSets = (): boolean => hasShared('')

/** The records of a set as they are recognised without any help, and the person of each. */
export function loadReferenceSet(set: ReferenceSet) {
  const tables = FILES[set].map(loadShared)
  const { columns, rows } = tables[0]!
  const schema = recogniseColumns(
    columns.map((name, at) => ({ name, cells: rows.slice(0, 2000).map((row) => row[at]!) })),
  )
  const builder = createRecords(schema, { year: 2026 })
  const persons: string[] = []
  const truth =
    set === 'people'
      ? new Map(loadShared('invented/people-4lists-truth.csv').rows.map((row) => [row[0]!, row[1]!]))
      : undefined
  tables.forEach((table, list) => {
    builder.open(FILES[set][list]!, table.columns)
    for (const row of table.rows) {
      builder.add(row)
      const id = row[0]!
      persons.push(
        truth
          ? truth.get(id)!
          : set === 'fake_1000'
            ? row[table.columns.indexOf('cluster')]!
            : set === 'five_parties'
              ? id
              : id.split('-')[1]!,
      )
    }
  })
  const mode = tables.length > 1 ? ('between_lists' as const) : ('within_all' as const)
  return { records: builder.finish(), persons, mode }
}

export interface Quality {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Pairs of one person that there are. */
  readonly there: number
  readonly expected: number
  /** Sum of the differences of the cells of the capture histories, as a share of the persons that there are. */
  readonly cellError: number
  /** The same of the means of the drawn tables. */
  readonly drawnCellError: number
}

/** Another draw of invented people as four agencies record them, and the person of each record. */
export function loadInventedDraw(seed: number) {
  const { rows, persons } = inventedAgencies({ seed })
  const samples = AGENCY_COLUMNS.map((name, at) => ({ name, cells: rows.slice(0, 2000).map((row) => row[at]!) }))
  const builder = createRecords(recogniseColumns(samples), { year: 2026 })
  builder.open('people', AGENCY_COLUMNS)
  for (const row of rows) builder.add(row)
  return { records: builder.finish(), persons, mode: 'within_all' as const }
}

/** How well a linkage found what there is. */
export function qualityOf(
  records: Records,
  persons: readonly string[],
  linkage: Linkage,
  mode: 'between_lists' | 'within_all',
): Quality {
  const { lists } = records
  const members = new Map<string, number[]>()
  persons.forEach((person, record) => members.set(person, [...(members.get(person) ?? []), record]))
  let there = 0
  for (const held of members.values()) {
    held.forEach((a, at) => {
      for (const b of held.slice(at + 1)) if (mode === 'within_all' || lists[a] !== lists[b]) there++
    })
  }
  const right = linkage.pairs.filter(({ a, b }) => persons[a] === persons[b]).length
  const cells = (groupOf: (record: number) => unknown): Map<string, number> => {
    const on = new Map<unknown, Set<number>>()
    persons.forEach((_, record) => on.set(groupOf(record), (on.get(groupOf(record)) ?? new Set()).add(lists[record]!)))
    const counts = new Map<string, number>()
    for (const found of on.values()) {
      const key = [...found].toSorted((x, y) => x - y).join(' ')
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return counts
  }
  const trueCells = cells((record) => persons[record])
  const apartFrom = (found: ReadonlyMap<string, number>): number =>
    [...new Set([...trueCells.keys(), ...found.keys()])].reduce(
      (sum, key) => sum + Math.abs((trueCells.get(key) ?? 0) - (found.get(key) ?? 0)),
      0,
    ) / members.size
  const drawn = new Map<string, number>()
  for (const clusters of linkage.draws) {
    for (const [key, count] of cells((record) => clusters[record]))
      drawn.set(key, (drawn.get(key) ?? 0) + count / linkage.draws.length)
  }
  return {
    precision: right / linkage.pairs.length,
    recall: right / there,
    f1: (2 * right) / (linkage.pairs.length + there),
    there,
    expected: linkage.expectedMatches,
    cellError: apartFrom(cells((record) => linkage.clusters[record])),
    drawnCellError: apartFrom(drawn),
  }
}
