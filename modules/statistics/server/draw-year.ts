import { createHmac, type KeyObject } from 'node:crypto'
import {
  countTable,
  disclosureRule,
  flatDimension,
  protectTable,
  treeDimension,
  wordsFrom,
  type Dimension,
  type DisclosureRule,
  type DisclosureRules,
  type ProtectedTable,
  type RandomWords,
} from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import { HISTORIES } from '../domain/captures.ts'
import { AGES, codesOfFamily, SEXES, type Family, type Measure } from '../domain/canon.ts'
import type { PublishedYear } from '../domain/figures.ts'

/** How many there are, as counted: `age|sex|code` → count. Never leaves this server. */
export interface CountedYear {
  /** By history, where the measure counts persons that are on lists. */
  readonly lists?: Readonly<Record<string, number>> | undefined
  readonly families: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export type DrawnYear = Pick<PublishedYear, 'base' | 'within' | 'cells' | 'families'>

/** Under which name the lists of a year are published, beside its families. */
export const LISTS_PUBLISHED = 'lists'

/**
 * The rule that figures across agencies go by: the country’s for the public, rounded, since hiding does not hold in small tables of
 * several dimensions that change (docs/methods/disclosure.md). The base is the threshold at least: whatever is below it shows alike.
 */
export function figuresRule(rules: DisclosureRules): DisclosureRule {
  const { threshold, base } = rules.public
  return unwrap(disclosureRule({ audience: 'public', method: 'round', base: Math.max(threshold, base) }, rules))
}

/** Where chance comes from: the country’s secret and what is drawn, so that the same counts give the same figures for ever. */
export interface Secret {
  readonly key: KeyObject
}

const streamOf = ({ key }: Secret, of: string): RandomWords => {
  let block = 0
  return wordsFrom((words) => {
    const whole = new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
    for (let at = 0; at < whole.length; at += 32) {
      whole.set(createHmac('sha256', key).update(`${of}|${block++}`).digest(), at)
    }
  })
}

/** The secret point of a cell between two multiples from which on its count is rounded up. It never changes. */
const turnOf = ({ key }: Secret, of: string, base: number): number =>
  createHmac('sha256', key).update(`turn|${of}`).digest().readUInt32BE(0) % base

/** A count, rounded down or up at its turning point. */
export const atTurn = (secret: Secret, of: string, count: number, base: number): number =>
  Math.floor((count + turnOf(secret, of, base)) / base) * base

const WITHIN_AGE = treeDimension(
  'age',
  ['total', ...AGES.flatMap((age) => [age, ...SEXES.map((sex) => `${age}|${sex}`)])],
  [-1, ...AGES.flatMap((_, at) => [0, ...SEXES.map(() => 1 + at * (SEXES.length + 1))])],
)

/**
 * Rounds one year of a measure. Year by age and sex first; then each family of tables around it, so that all of them have the same
 * totals, and everything that can be asked is a sum of figures that are out.
 */
export async function drawYear(
  measure: Measure,
  year: number,
  counted: CountedYear,
  rule: DisclosureRule,
  secret: Secret,
): Promise<DrawnYear> {
  const { base } = rule
  const pairs = pairsOf(measure, counted)
  const of = `${measure.id}|${year}`
  const core = await drawCore(pairs, of, rule, secret)
  const figureOf = (age: string, sex: string): number => core.get(`${age}|${sex}`) ?? 0
  const families: Record<string, Readonly<Record<string, number>>> = {}
  const within: Record<string, number> = { all: base - 1 }
  for (const family of measure.families) {
    const drawn = await drawFamily(counted.families[family.id] ?? {}, figureOf, { family, of, rule, secret })
    families[family.id] = drawn.cells
    // Told in whole bases: the distance itself would tell of a count.
    within[family.id] = (Math.floor(drawn.furthest / base) + 1) * base - 1
  }
  if (counted.lists) {
    const total = [...core.values()].reduce((sum, figure) => sum + figure, 0)
    families[LISTS_PUBLISHED] = await drawLists(counted.lists, total, { of, rule, secret })
  }
  return { base, within, cells: Object.fromEntries([...core].filter(([, figure]) => figure > 0)), families }
}

function pairsOf(measure: Measure, { families }: CountedYear): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>()
  const [first] = measure.families
  for (const [cell, count] of Object.entries(families[first?.id ?? ''] ?? {})) {
    const pair = cell.slice(0, cell.lastIndexOf('|'))
    pairs.set(pair, (pairs.get(pair) ?? 0) + count)
  }
  return pairs
}

async function drawCore(
  pairs: ReadonlyMap<string, number>,
  of: string,
  rule: DisclosureRule,
  secret: Secret,
): Promise<ReadonlyMap<string, number>> {
  const leaves = AGES.flatMap((age, row) => SEXES.map((sex, column) => ({ name: `${age}|${sex}`, row, column })))
  const dimensions = [flatDimension('age', AGES), flatDimension('sex', SEXES)]
  const table = unwrap(
    countTable(dimensions, {
      leaves: [leaves.map(({ row }) => row + 1), leaves.map(({ column }) => column + 1)],
      counts: leaves.map(({ name }) => pairs.get(name) ?? 0),
    }),
  )
  const width = SEXES.length + 1
  const cellOf = ({ row, column }: (typeof leaves)[number]) => (row + 1) * width + column + 1
  const kept = new Map(
    leaves.map((leaf) => [cellOf(leaf), atTurn(secret, `${of}|${leaf.name}`, pairs.get(leaf.name) ?? 0, rule.base)]),
  )
  const { figures } = unwrap(
    await protectTable(table, rule, {
      before: { fixed: new Map(), kept, bound: new Set() },
      words: streamOf(secret, of),
    }),
  )
  return new Map(leaves.map((leaf) => [leaf.name, figures[cellOf(leaf)]!]))
}

interface OfFamily {
  readonly family: Family
  readonly of: string
  readonly rule: DisclosureRule
  readonly secret: Secret
}

async function drawFamily(
  counts: Readonly<Record<string, number>>,
  figureOf: (age: string, sex: string) => number,
  { family, of, rule, secret }: OfFamily,
): Promise<{ readonly cells: Readonly<Record<string, number>>; readonly furthest: number }> {
  const codes = codesOfFamily(family)
  const columns = flatDimension(family.id, codes)
  const rows = WITHIN_AGE
  const width = codes.length + 1
  const entries = rows.leaves.flatMap((row) => codes.map((code, column) => ({ row, column: column + 1, code })))
  const nameOf = (row: number, code: string) => `${rows.labels[row]!}|${code}`
  const table = unwrap(
    countTable([rows, columns], {
      leaves: [entries.map(({ row }) => row), entries.map(({ column }) => column)],
      counts: entries.map(({ row, code }) => counts[nameOf(row, code)] ?? 0),
    }),
  )
  const wished = (row: number, code: string): number => {
    const name = nameOf(row, code)
    return atTurn(secret, `${of}|${family.id}|${name}`, counts[name] ?? 0, rule.base)
  }
  const kept = new Map(entries.map(({ row, column, code }) => [row * width + column, wished(row, code)]))
  const fixed = new Map(rows.labels.map((_, row) => [row * width, rowFigure(rows, row, figureOf)]))
  const words = streamOf(secret, `${of}|${family.id}`)
  const whole = await protectTable(table, rule, { before: { fixed, kept, bound: new Set() }, words })
  const figures = whole.ok
    ? whole.value.figures
    : await byRow(table.values, { rows, columns, width, fixed, kept, rule, words })
  const cells: Record<string, number> = {}
  for (const { row, column, code } of entries) {
    const figure = figures[row * width + column]!
    if (figure > 0) cells[nameOf(row, code)] = figure
  }
  let furthest = 0
  for (let cell = 0; cell < figures.length; cell++)
    furthest = Math.max(furthest, Math.abs(figures[cell]! - table.values[cell]!))
  return { cells, furthest }
}

/**
 * On which lists the persons of a year are, around the total that is out. It is of all ages and sexes together: an estimate needs no
 * more, and what it shares with the other tables is that total alone.
 */
async function drawLists(
  counts: Readonly<Record<string, number>>,
  total: number,
  { of, rule, secret }: Omit<OfFamily, 'family'>,
): Promise<Readonly<Record<string, number>>> {
  const dimension = flatDimension(LISTS_PUBLISHED, HISTORIES)
  const table = unwrap(
    countTable([dimension], {
      leaves: [dimension.leaves],
      counts: HISTORIES.map((history) => counts[history] ?? 0),
    }),
  )
  const kept = new Map(
    HISTORIES.map((history, at) => [
      dimension.leaves[at]!,
      atTurn(secret, `${of}|${LISTS_PUBLISHED}|${history}`, counts[history] ?? 0, rule.base),
    ]),
  )
  const { figures } = unwrap(
    await protectTable(table, rule, {
      before: { fixed: new Map([[0, total]]), kept, bound: new Set() },
      words: streamOf(secret, `${of}|${LISTS_PUBLISHED}`),
    }),
  )
  return Object.fromEntries(
    HISTORIES.flatMap((history, at) => {
      const figure = figures[dimension.leaves[at]!]!
      return figure > 0 ? [[history, figure] as const] : []
    }),
  )
}

const rowFigure = (
  { labels, children }: Dimension,
  row: number,
  figureOf: (age: string, sex: string) => number,
): number => {
  const below = children[row]!
  if (below.length > 0)
    return below.reduce((sum, child) => sum + rowFigure({ labels, children } as Dimension, child, figureOf), 0)
  const [age = '', sex = ''] = labels[row]!.split('|')
  return figureOf(age, sex)
}

interface ByRow {
  readonly rows: Dimension
  readonly columns: Dimension
  readonly width: number
  readonly fixed: ReadonlyMap<number, number>
  readonly kept: ReadonlyMap<number, number>
  readonly rule: DisclosureRule
  readonly words: RandomWords
}

/**
 * Where the totals that are out leave no rounding that fits every total of the table: each row by itself, which always fits. Totals of
 * the columns are then only the sums of what was rounded, and may lie further off.
 */
async function byRow(
  counts: Float64Array,
  { rows, columns, width, fixed, kept, rule, words }: ByRow,
): Promise<Float64Array> {
  const figures = new Float64Array(counts.length)
  for (const row of rows.leaves) {
    const from = row * width
    const alone = unwrap(
      countTable([columns], {
        leaves: [columns.leaves],
        counts: columns.leaves.map((column) => counts[from + column]!),
      }),
    )
    const drawn: ProtectedTable = unwrap(
      await protectTable(alone, rule, {
        before: {
          fixed: new Map([[0, fixed.get(from)!]]),
          kept: new Map(columns.leaves.map((column) => [column, kept.get(from + column)!])),
          bound: new Set(),
        },
        words,
      }),
    )
    for (let column = 0; column < width; column++) figures[from + column] = drawn.figures[column]!
  }
  for (let row = rows.labels.length - 1; row > 0; row--) {
    const parent = rows.parents[row]!
    for (let column = 0; column < width; column++) {
      figures[parent * width + column]! += figures[row * width + column]!
    }
  }
  return figures
}
