import assert from 'node:assert/strict'
import { createSecretKey } from 'node:crypto'
import { test } from 'node:test'
import { disclosureRule } from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import {
  AGES,
  codeOfLeaf,
  facetOf,
  FIELD_CODES,
  fieldsOfFacet,
  isMissing,
  leafOf,
  measuresOf,
  SEXES,
  UNKNOWN,
  type Measure,
} from '../domain/canon.ts'
import { HISTORIES, LISTS, listsOf } from '../domain/captures.ts'
import { AGE_LINES, linesOfFamily, SEX_LINES } from '../domain/lines.ts'
import { inventRegister, type RegisterRow } from './demo/invent-register.ts'
import { drawYear, figuresRule, LISTS_PUBLISHED, type CountedYear, type DrawnYear } from './draw-year.ts'

/*
 * The reader who has everything: every number of every breakdown, return, map and edition of a year, of all measures, with what is said of each;
 * who knows which cells anybody is in at all, that whoever is identified has a file, that who was met first by an agency of a kind is on its list,
 * and that nobody left between two editions. Bounds are tightened with one another until nothing moves; nothing of how figures are drawn is used.
 */
const rules = { public: unwrap(disclosureRule()), agency: unwrap(disclosureRule({ audience: 'agency' })) }
const RULE = figuresRule(rules)
const SECRET = { key: createSecretKey(Buffer.alloc(32, 11)) }
const AREAS = ['north', 'coast', 'hills', 'capital']
const MEASURES = measuresOf(AREAS)
const REGISTER = inventRegister(2026, FIELD_CODES.channel, 20_000, AREAS)

const known = (code: string): string => (isMissing(code) ? UNKNOWN : code)

function count(rows: readonly RegisterRow[], measure: Measure): CountedYear {
  const facets: Record<string, Record<string, number>> = {}
  const lists: Record<string, number> = {}
  for (const row of rows) {
    if (!measure.statuses.some((status) => status === row.status)) continue
    lists[row.lists] = (lists[row.lists] ?? 0) + 1
    for (const [facet, families] of Map.groupBy(measure.families, facetOf)) {
      const isApart = families.some(({ by }) => by === 'answer')
      const codes = fieldsOfFacet(facet).map((field) => row[field])
      const leaf = leafOf(isApart ? codes : codes.map(known))
      const cells = (facets[facet] ??= {})
      const cell = `${known(row.age)}|${known(row.sex)}|${leaf}`
      cells[cell] = (cells[cell] ?? 0) + 1
    }
  }
  return { facets, lists: measure.counts === 'lists' ? lists : undefined }
}

interface Bounds {
  low: number
  high: number
}

/** What a reader knows of sums of cells; the cells of all tables by name. */
class Reader {
  readonly cells = new Map<string, Bounds>()
  readonly #sums: { readonly of: readonly Bounds[]; readonly low: number; readonly high: number }[] = []
  readonly #atMost: { readonly part: readonly Bounds[]; readonly whole: readonly Bounds[] }[] = []

  cell(name: string): Bounds {
    const found = this.cells.get(name) ?? { low: 0, high: Number.POSITIVE_INFINITY }
    this.cells.set(name, found)
    return found
  }

  hear(names: readonly string[], figure: number, within: number): void {
    this.#sums.push({
      of: names.map((name) => this.cell(name)),
      low: Math.max(0, figure - within),
      high: figure + within,
    })
  }

  /** What is part of something else is no more than it. */
  knowsPart(part: readonly string[], whole: readonly string[]): void {
    this.#atMost.push({ part: part.map((name) => this.cell(name)), whole: whole.map((name) => this.cell(name)) })
  }

  think(): void {
    let moved = true
    const narrow = (of: readonly Bounds[], low: number, high: number): void => {
      let [lows, highs] = [0, 0]
      for (const one of of) {
        lows += one.low
        highs += one.high
      }
      for (const one of of) {
        const atMost = high - (lows - one.low)
        const others = highs - one.high
        const atLeast = Number.isFinite(others) ? low - others : 0
        if (atMost < one.high) [one.high, moved] = [atMost, true]
        if (atLeast > one.low) [one.low, moved] = [atLeast, true]
      }
    }
    const total = (of: readonly Bounds[], end: 'low' | 'high') => of.reduce((sum, one) => sum + one[end], 0)
    for (let round = 0; moved && round < 60; round++) {
      moved = false
      for (const { of, low, high } of this.#sums) narrow(of, low, high)
      for (const { part, whole } of this.#atMost) {
        narrow(part, 0, total(whole, 'high'))
        narrow(whole, total(part, 'low'), Number.POSITIVE_INFINITY)
      }
    }
  }

  ofSum(names: readonly string[]): Bounds {
    const of = names.map((name) => this.cell(name))
    return { low: of.reduce((sum, one) => sum + one.low, 0), high: of.reduce((sum, one) => sum + one.high, 0) }
  }
}

interface Told {
  readonly names: readonly string[]
  readonly figure: number
  readonly within: number
  readonly count: number
}

/** Every number that is told of a year of a measure, with its own count. */
function toldOf(prefix: string, measure: Measure, counted: CountedYear, drawn: DrawnYear): readonly Told[] {
  const told: Told[] = []
  const add = (
    cells: Readonly<Record<string, number>>,
    figures: Readonly<Record<string, number>>,
    names: readonly string[],
    within: number,
    facet: string,
  ) => {
    if (names.length === 0) return
    told.push({
      names: names.map((name) => `${prefix}|${facet}|${name}`),
      figure: names.reduce((sum, name) => sum + (figures[name] ?? 0), 0),
      within,
      count: names.reduce((sum, name) => sum + (cells[name] ?? 0), 0),
    })
  }
  for (const [facet, families] of Map.groupBy(measure.families, facetOf)) {
    const cells = counted.facets[facet] ?? {}
    const figures = drawn.facets[facet] ?? {}
    const names = Object.keys(cells)
    for (const ages of AGE_LINES)
      for (const sexes of SEX_LINES) {
        const of = names.filter((name) => ages.includes(name.split('|')[0]!) && sexes.includes(name.split('|')[1]!))
        // The total of a crossing is the same in every facet: that of ages and sexes.
        const core = ages.flatMap((age) => sexes.map((sex) => `${age}|${sex}`))
        const coreFigure = core.reduce((sum, name) => sum + (drawn.cells[name] ?? 0), 0)
        add(cells, figures, of, drawn.within['all']!, facet)
        if (of.length > 0) assert.equal(told.at(-1)!.figure, coreFigure, 'every facet adds up to the same')
        for (const family of families)
          for (const line of linesOfFamily(family))
            add(
              cells,
              figures,
              of.filter((name) => line.includes(codeOfLeaf(family, name.split('|')[2]!))),
              drawn.within[family.id]!,
              facet,
            )
      }
  }
  const lists = drawn.facets[LISTS_PUBLISHED]
  if (lists && counted.lists)
    for (const history of HISTORIES) add(counted.lists, lists, [history], RULE.base - 1, 'lists')
  return told
}

interface Year {
  readonly measure: Measure
  readonly counted: CountedYear
  readonly drawn: DrawnYear
}

async function publish(rows: readonly RegisterRow[], year: number): Promise<readonly Year[]> {
  const out: Year[] = []
  for (const measure of MEASURES) {
    const counted = count(rows, measure)
    const part = out.find((one) => one.measure.id === measure.includes)?.drawn ?? null
    out.push({ measure, counted, drawn: await drawYear(measure, year, counted, RULE, SECRET, part) })
  }
  return out
}

/** Hands a reader everything that is told of a year, and what connects it. */
function handOver(reader: Reader, edition: string, years: readonly Year[]): readonly Told[] {
  const all: Told[] = []
  for (const { measure, counted, drawn } of years) {
    const prefix = `${edition}|${measure.id}`
    const told = toldOf(prefix, measure, counted, drawn)
    for (const { names, figure, within } of told) reader.hear(names, figure, within)
    all.push(...told)
    const facets = Object.keys(counted.facets)
    const row = (facet: string, age: string, sex: string) =>
      Object.keys(counted.facets[facet]!)
        .filter((name) => name.startsWith(`${age}|${sex}|`))
        .map((name) => `${prefix}|${facet}|${name}`)
    for (const age of AGES)
      for (const sex of SEXES)
        for (const facet of facets.slice(1)) {
          reader.knowsPart(row(facets[0]!, age, sex), row(facet, age, sex))
          reader.knowsPart(row(facet, age, sex), row(facets[0]!, age, sex))
        }
    if (measure.includes !== undefined) {
      const part = years.find((one) => one.measure.id === measure.includes)!
      for (const facet of facets)
        for (const name of Object.keys(part.counted.facets[facet]!))
          reader.knowsPart([`${edition}|${part.measure.id}|${facet}|${name}`], [`${prefix}|${facet}|${name}`])
    }
    if (counted.lists)
      for (const list of LISTS)
        reader.knowsPart(
          Object.keys(counted.facets['agency_kind']!)
            .filter((name) => name.endsWith(`|${list}`))
            .map((name) => `${prefix}|agency_kind|${name}`),
          HISTORIES.filter((history) => listsOf(history).includes(list)).map((history) => `${prefix}|lists|${history}`),
        )
  }
  return all
}

/** Of every number of few people the reader has to be left with as many possibilities as a hidden count has. */
function holdsAgainst(reader: Reader, told: readonly Told[]): number {
  let small = 0
  for (const { names, count: is } of told) {
    const { low, high } = reader.ofSum(names)
    assert.ok(low <= is && is <= high, `${names.join()}: ${is} is not between ${low} and ${high}`)
    if (is === 0 || is >= RULE.threshold) continue
    small++
    assert.ok(high - low >= RULE.protection, `${names[0]}: ${is} is known to be ${low} to ${high}`)
  }
  return small
}

for (const year of [2018, 2025])
  test(`whoever has every number of ${year}, of all breakdowns and returns, bounds no number of few people`, async () => {
    const reader = new Reader()
    const told = handOver(
      reader,
      'first',
      await publish(
        REGISTER.filter((row) => row.year === year),
        year,
      ),
    )
    reader.think()
    const small = holdsAgainst(reader, told)
    assert.ok(small > 1000, `${small} numbers of few people`)
    console.log(`${year}: ${told.length} numbers, ${small} of few people, none bounded more tightly than is promised`)
  })

test('the same reader works out numbers of few people where every number is told exactly but for those', async () => {
  const years = await publish(
    REGISTER.filter((row) => row.year === 2018),
    2018,
  )
  const reader = new Reader()
  for (const { names, count: is } of years.flatMap(({ measure, counted, drawn }) =>
    toldOf(`first|${measure.id}`, measure, counted, drawn),
  ))
    if (is >= RULE.threshold) reader.hear(names, is, 0)
    else reader.hear(names, 5, 4)
  reader.think()
  const narrow = [...reader.cells.values()].filter(({ low, high }) => high > 0 && high - low < RULE.protection)
  assert.ok(narrow.length > 100, `${narrow.length}`)
})

test('nor does whoever has two editions of a year, between which people came and nobody left', async () => {
  const rows = REGISTER.filter((row) => row.year === 2018)
  const before = await publish(rows.slice(0, -120), 2018)
  const after = await publish(rows, 2018)
  const reader = new Reader()
  const told = [...handOver(reader, 'first', before), ...handOver(reader, 'second', after)]
  for (const { measure, counted } of before)
    for (const [facet, cells] of Object.entries(counted.facets))
      for (const name of Object.keys(cells))
        reader.knowsPart([`first|${measure.id}|${facet}|${name}`], [`second|${measure.id}|${facet}|${name}`])
  reader.think()
  assert.ok(holdsAgainst(reader, told) > 1000)
})

test('every number agrees with a country that has from none to nine people more in any one cell: no solver can do better', async () => {
  // The figures themselves are such a country, and it is the same one in every facet; one with more people alike agrees as well. So whatever
  // is solved, exactly and with all numbers at once, a cell may be any of ten counts.
  const [{ measure, counted, drawn } = assert.fail()] = await publish(
    REGISTER.filter((row) => row.year === 2025),
    2025,
  )
  const told = toldOf('it', measure, counted, drawn)
  const country = new Map<string, number>()
  for (const [facet, cells] of Object.entries(drawn.facets))
    for (const [name, figure] of Object.entries(cells)) country.set(`it|${facet}|${name}`, figure)
  const agrees = (more: ReadonlySet<string>, people: number): boolean =>
    told.every(({ names, figure, within }) => {
      const sum = names.reduce((all, name) => all + (country.get(name) ?? 0) + (more.has(name) ? people : 0), 0)
      return sum >= 0 && Math.abs(sum - figure) <= within
    })
  const facets = Object.keys(counted.facets)
  let cells = 0
  for (const [name, is] of Object.entries(counted.facets['form']!)
    .filter(([, one]) => one < RULE.threshold)
    .slice(0, 60)) {
    assert.ok(is > 0)
    const [age, sex] = name.split('|')
    // A person is in one cell of every facet, and on some list.
    const alike = facets.map((facet) => {
      const row = Object.keys(counted.facets[facet]!).find((one) => one.startsWith(`${age}|${sex}|`))!
      return `it|${facet}|${facet === 'form' ? name : row}`
    })
    for (const people of [0, 1, 5, RULE.base - 1])
      assert.ok(agrees(new Set([...alike, `it|lists|${HISTORIES[1]!}`]), people), name)
    cells++
  }
  assert.ok(cells > 20)
})
