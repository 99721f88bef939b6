import { createHmac, type KeyObject } from 'node:crypto'
import {
  disclosureRule,
  roundSums,
  uniformBelow,
  wordsFrom,
  type CellsToRound,
  type DisclosureRule,
  type DisclosureRules,
  type RandomWords,
  type RoundedCells,
} from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import { AGENCY_KINDS, AGES, codeOfLeaf, facetOf, SEXES, type Family, type Measure } from '../domain/canon.ts'
import { HISTORIES, LISTS, listsOf } from '../domain/captures.ts'
import type { PublishedYear } from '../domain/figures.ts'
import { AGE_LINES, linesOfFamily, SEX_LINES } from '../domain/lines.ts'

type Counts = Readonly<Record<string, number>>

/** How many there are, as counted: of each facet `age|sex|leaf` → count. Never leaves this server. */
export interface CountedYear {
  /** By history, where the measure counts persons that are on lists. */
  readonly lists?: Counts | undefined
  readonly facets: Readonly<Record<string, Counts>>
}

/** What is drawn of a year: `cells` by `age|sex`, and by facet `age|sex|leaf`. */
export interface DrawnYear extends Pick<PublishedYear, 'base' | 'within' | 'cells'> {
  readonly facets: Readonly<Record<string, Counts>>
}

/** Under which name the lists of a year are published, beside its facets. */
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

const PAIRS = AGES.flatMap((age) => SEXES.map((sex) => ({ age, sex, name: `${age}|${sex}` })))

/** How many roundings by age and sex are tried, until every line of every facet around one of them is near its count. */
const ATTEMPTS = 120
/** In so many of them no figure is below that of what is part of it; where that keeps a line from its count, in no more. */
const ATTEMPTS_AROUND_PART = 12
/** From the second on, so many pairs in a hundred are asked to be the other multiple. */
const TURNED = 30

interface Drawing {
  readonly attempt: number
  readonly of: string
  readonly rule: DisclosureRule
  readonly secret: Secret
}

/**
 * Rounds one year of a measure. Year by age and sex first; then every facet around it. Everything that can be asked is a sum of figures that are
 * out, and all of them add up; but each line of ages, of sexes and of codes, and each crossing of such lines, lies near its own count as well,
 * so that a total is as exact as a cell. `part` are the figures of a measure that this one includes: none of them is above its own here.
 */
export async function drawYear(
  measure: Measure,
  year: number,
  counted: CountedYear,
  rule: DisclosureRule,
  secret: Secret,
  part: Pick<DrawnYear, 'cells' | 'facets'> | null = null,
): Promise<DrawnYear> {
  let best: Attempt | undefined
  for (let attempt = 0; attempt < ATTEMPTS && (best === undefined || best.far > 0); attempt++) {
    const drawing: Drawing = { of: `${measure.id}|${year}`, rule, secret, attempt }
    best = (await drawOnce(measure, counted, attempt < ATTEMPTS_AROUND_PART ? part : null, drawing, best)) ?? best
  }
  return best!.drawn
}

interface Attempt {
  /** How many facets have a line that is not near its count. */
  readonly far: number
  readonly drawn: DrawnYear
}

/** Everything of a year around one rounding by age and sex; nothing where it gets no nearer than an earlier one. */
async function drawOnce(
  measure: Measure,
  counted: CountedYear,
  part: Pick<DrawnYear, 'cells' | 'facets'> | null,
  drawing: Drawing,
  before: Attempt | undefined,
): Promise<Attempt | undefined> {
  const { base } = drawing.rule
  const core = await drawCore(pairsOf(counted), part?.cells ?? {}, drawing)
  const facets: Record<string, Counts> = {}
  // Told in whole bases: the distance itself would tell of a count.
  const inBases = (furthest: number): number => (Math.floor(furthest / base) + 1) * base - 1
  const within: Record<string, number> = { all: inBases(core.furthest) }
  let far = core.furthest < base ? 0 : 1
  for (const [facet, families] of Map.groupBy(measure.families, facetOf)) {
    const lines = families.flatMap((family) =>
      linesOfFamily(family).map((codes) => (leaf: string) => codes.includes(codeOfLeaf(family, leaf))),
    )
    const drawn = await drawFacet(counted.facets[facet] ?? {}, core.figures, part?.facets[facet] ?? {}, {
      ...drawing,
      facet,
      lines,
    })
    facets[facet] = drawn.figures
    for (const { id } of families) within[id] = inBases(drawn.furthest)
    if (drawn.furthest >= base) far++
    if (before && far >= before.far) return undefined
  }
  if (counted.lists)
    facets[LISTS_PUBLISHED] = await drawLists(counted.lists, core.figures, facets['agency_kind'], drawing)
  return { far, drawn: { base, within, cells: present(core.figures), facets } }
}

const present = (figures: Counts): Counts =>
  Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure > 0))

/** Every facet counts the same people by age and sex. */
function pairsOf({ facets }: CountedYear): Counts {
  const pairs: Record<string, number> = {}
  const [first = {}] = Object.values(facets)
  for (const [cell, count] of Object.entries(first)) {
    const pair = cell.slice(0, cell.lastIndexOf('|'))
    pairs[pair] = (pairs[pair] ?? 0) + count
  }
  return pairs
}

interface Drawn {
  readonly figures: Counts
  readonly furthest: number
}

/** Figures are drawn on the thread that answers people: it is theirs every few milliseconds. */
const othersFirst = (): Promise<void> => new Promise((done) => setImmediate(done))

/** As near as it goes while no figure is below that of its part; where that keeps a line from its count, without it. */
async function round(cells: CellsToRound, words: () => RandomWords): Promise<RoundedCells> {
  const first = await roundSums(cells, words(), othersFirst)
  if (first.furthest < cells.base && first.holds) return first
  const { atLeast: _, ...free } = cells
  const again = await roundSums(
    { ...free, sums: cells.sums.filter(({ atLeast }) => atLeast === undefined) },
    words(),
    othersFirst,
  )
  return again.furthest < first.furthest || !rowsHold(cells, first) ? again : first
}

const rowsHold = ({ rows }: CellsToRound, { figures }: RoundedCells): boolean =>
  rows.every(({ cells, figure }) => cells.reduce((sum, cell) => sum + figures[cell]!, 0) === figure)

async function drawCore(pairs: Counts, part: Counts, { of, rule, secret, attempt }: Drawing): Promise<Drawn> {
  const counts = PAIRS.map(({ name }) => pairs[name] ?? 0)
  const words = streamOf(secret, `${of}|${attempt}`)
  const wish = (name: string, count: number): number => {
    const figure = atTurn(secret, `${of}|${name}`, count, rule.base)
    if (attempt === 0 || uniformBelow(words, 100) >= TURNED) return figure
    return figure > count ? figure - rule.base : figure < count ? figure + rule.base : figure
  }
  const sums = AGE_LINES.flatMap((ages) =>
    SEX_LINES.map((sexes) => ({
      cells: PAIRS.flatMap(({ age, sex }, at) => (ages.includes(age) && sexes.includes(sex) ? [at] : [])),
    })),
  ).filter(({ cells }) => cells.length > 1)
  const { figures, furthest } = await round(
    {
      counts,
      wished: PAIRS.map(({ name }, at) => wish(name, counts[at]!)),
      atLeast: PAIRS.map(({ name }) => part[name] ?? 0),
      rows: [],
      sums,
      base: rule.base,
    },
    () => words,
  )
  return { figures: Object.fromEntries(PAIRS.map(({ name }, at) => [name, figures[at]!])), furthest }
}

interface OfFacet extends Drawing {
  readonly facet: string
  readonly lines: readonly ((leaf: string) => boolean)[]
}

async function drawFacet(
  counted: Counts,
  core: Counts,
  part: Counts,
  { of, rule, secret, facet, lines }: OfFacet,
): Promise<Drawn> {
  // Cells that nobody is in are 0 and stay it. By name, so that what the database answers first decides nothing.
  const cells = Object.entries(counted)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => {
      const [age = '', sex = '', leaf = ''] = name.split('|')
      return { name, age, sex, leaf, count }
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const at = (is: (cell: (typeof cells)[number]) => boolean): readonly number[] =>
    cells.flatMap((cell, index) => (is(cell) ? [index] : []))
  const sums = new Map<string, readonly number[]>()
  for (const isIn of lines) {
    const inLine = at(({ leaf }) => isIn(leaf))
    for (const ages of AGE_LINES)
      for (const sexes of SEX_LINES) {
        const sum = inLine.filter((cell) => ages.includes(cells[cell]!.age) && sexes.includes(cells[cell]!.sex))
        if (sum.length > 1) sums.set(sum.join(), sum)
      }
  }
  const { figures, furthest } = await round(
    {
      counts: cells.map(({ count }) => count),
      wished: cells.map(({ name, count }) => atTurn(secret, `${of}|${facet}|${name}`, count, rule.base)),
      atLeast: cells.map(({ name }) => part[name] ?? 0),
      rows: PAIRS.map(({ name, age, sex }) => ({
        cells: at((cell) => cell.age === age && cell.sex === sex),
        figure: core[name] ?? 0,
      })),
      sums: [...sums.values()].map((sum) => ({ cells: sum })),
      base: rule.base,
    },
    () => streamOf(secret, `${of}|${facet}`),
  )
  return { figures: present(Object.fromEntries(cells.map(({ name }, index) => [name, figures[index]!]))), furthest }
}

/**
 * On which lists the persons of a year are, around the total that is out. It is of all ages and sexes together: an estimate needs no
 * more. Whom an agency of a kind met first is on its list: however kinds are put together, their figure is not above that of their lists.
 */
async function drawLists(
  counts: Counts,
  core: Counts,
  kinds: Counts | undefined,
  { of, rule, secret }: Drawing,
): Promise<Counts> {
  const total = Object.values(core).reduce((sum, figure) => sum + figure, 0)
  const first = (kind: string): number =>
    Object.entries(kinds ?? {}).reduce((sum, [name, figure]) => sum + (name.endsWith(`|${kind}`) ? figure : 0), 0)
  const together = Array.from({ length: 2 ** LISTS.length - 1 }, (_, bits) =>
    LISTS.filter((_list, bit) => ((bits + 1) >> bit) % 2 === 1),
  )
  const { figures } = await round(
    {
      counts: HISTORIES.map((history) => counts[history] ?? 0),
      wished: HISTORIES.map((history) =>
        atTurn(secret, `${of}|${LISTS_PUBLISHED}|${history}`, counts[history] ?? 0, rule.base),
      ),
      rows: [{ cells: HISTORIES.map((_, at) => at), figure: total }],
      sums: together.map((lists) => ({
        cells: HISTORIES.flatMap((history, at) => (listsOf(history).some((list) => lists.includes(list)) ? [at] : [])),
        atLeast: lists.reduce((sum, list) => sum + (AGENCY_KINDS.includes(list) ? first(list) : 0), 0),
      })),
      base: rule.base,
    },
    () => streamOf(secret, `${of}|${LISTS_PUBLISHED}`),
  )
  return present(Object.fromEntries(HISTORIES.map((history, at) => [history, figures[at]!])))
}

/** The figures of a family, read from those of its facet. */
export function familyFigures(family: Family, leaves: Counts): Counts {
  const cells: Record<string, number> = {}
  for (const [name, figure] of Object.entries(leaves)) {
    const [age = '', sex = '', leaf = ''] = name.split('|')
    const cell = `${age}|${sex}|${codeOfLeaf(family, leaf)}`
    cells[cell] = (cells[cell] ?? 0) + figure
  }
  return cells
}
