import assert from 'node:assert/strict'
import { createSecretKey } from 'node:crypto'
import { test } from 'node:test'
import { disclosureRule } from '@gloact/disclosure'
import { unwrap } from '@gloact/kernel'
import fc from 'fast-check'
import { HISTORIES } from '../domain/captures.ts'
import {
  AGES,
  codesOfFamily,
  facetOf,
  FAMILIES,
  familyOf,
  leafOf,
  MEASURES,
  measureOf,
  MISSING,
  SEXES,
  UNKNOWN,
  type Measure,
} from '../domain/canon.ts'
import {
  answerFigures,
  BASIC_BREAKDOWNS,
  shownFigure,
  type FigureQuery,
  type FigureTable,
  type PublishedYear,
} from '../domain/figures.ts'
import { glotipRows } from '../domain/returns.ts'
import { drawYear, familyFigures, figuresRule, LISTS_PUBLISHED, type DrawnYear, type Secret } from './draw-year.ts'

const MEASURE = measureOf('identified')!
/** Three families are enough to hold every kind of question, and leave time for more of them. */
const SMALL = {
  ...MEASURE,
  families: MEASURE.families.filter(({ id }) => ['form', 'form_answer', 'citizenship'].includes(id)),
}
const rules = { public: unwrap(disclosureRule()), agency: unwrap(disclosureRule({ audience: 'agency' })) }
const RULE = figuresRule(rules)
const SECRET: Secret = { key: createSecretKey(Buffer.alloc(32, 7)) }

interface Person {
  readonly age: string
  readonly sex: string
  readonly codes: Readonly<Record<string, string>>
}

const codesOf = (id: string): readonly string[] => codesOfFamily(familyOf(SMALL, id)!)

const person: fc.Arbitrary<Person> = fc
  .record({
    age: fc.constantFrom(...AGES),
    sex: fc.constantFrom(...SEXES),
    form: fc.constantFrom(...codesOf('form'), UNKNOWN),
    citizenship: fc.constantFrom(...codesOf('citizenship')),
    why: fc.constantFrom(...MISSING),
  })
  // How far a question was answered hangs together with its answer, as it does in the record.
  .map(({ age, sex, form, citizenship, why }) => ({
    age,
    sex,
    codes: { form, citizenship, form_answer: form === UNKNOWN ? why : 'answered' },
  }))

/** Cells of very different sizes: many people alike, and a few who are not. */
const population = fc
  .tuple(
    fc.array(fc.tuple(person, fc.integer({ min: 1, max: 70 })), { minLength: 1, maxLength: 8 }),
    fc.array(person, { maxLength: 20 }),
  )
  .map(([many, few]) => [...many.flatMap(([one, times]) => Array.from({ length: times }, () => one)), ...few])

function counted(people: readonly Person[]) {
  const families: Record<string, Record<string, number>> = {}
  for (const { id } of SMALL.families) {
    const cells: Record<string, number> = (families[id] = {})
    for (const { age, sex, codes } of people) {
      const cell = `${age}|${sex}|${codes[id]!}`
      cells[cell] = (cells[cell] ?? 0) + 1
    }
  }
  const facets: Record<string, Record<string, number>> = {}
  for (const { age, sex, codes } of people) {
    const form = codes['form'] === UNKNOWN ? codes['form_answer']! : codes['form']!
    const leaves = {
      form: leafOf([form, codes['form'] === UNKNOWN ? form : 'other']),
      citizenship: codes['citizenship']!,
    }
    for (const [facet, leaf] of Object.entries(leaves)) {
      const cells: Record<string, number> = (facets[facet] ??= {})
      const cell = `${age}|${sex}|${leaf}`
      cells[cell] = (cells[cell] ?? 0) + 1
    }
  }
  return { families, facets }
}

/** What was drawn, as it is read: by family. */
const read = (
  { facets, ...drawn }: DrawnYear,
  measure: Measure,
): Pick<PublishedYear, keyof typeof drawn | 'families' | 'drawn'> => ({
  ...drawn,
  drawn: 'lines',
  families: Object.fromEntries(
    measure.families.map((family) => [family.id, familyFigures(FAMILIES[family.id]!, facets[facetOf(family)] ?? {})]),
  ),
})

const publish = async (people: readonly Person[], year = 2025, secret = SECRET): Promise<PublishedYear> => ({
  measure: MEASURE.id,
  year,
  asOf: `${year}-12-31`,
  incomplete: [],
  codedWith: 'test',
  ...read(await drawYear(SMALL, year, counted(people), RULE, secret), SMALL),
})

const some = <Code>(codes: readonly Code[]) => fc.subarray([...codes])

const question: fc.Arbitrary<FigureQuery> = fc
  .record({ family: fc.constantFrom(...SMALL.families), rows: fc.nat(3), columns: fc.nat(4) })
  .chain(({ family, rows, columns }) => {
    const breakdowns = [...BASIC_BREAKDOWNS, family.id]
    return fc.record({
      measure: fc.constant(MEASURE.id),
      rows: fc.constant(breakdowns[rows]!),
      columns: fc.constant(columns === rows ? null : (breakdowns[columns] ?? null)),
      years: fc.constant([]),
      sexes: some(SEXES),
      ages: some(AGES),
      family: fc.constant(family.id),
      codes: some(codesOfFamily(family)),
    })
  })

interface Known {
  low: number
  high: number
}

type Heard = readonly [cells: readonly string[], low: number, high: number]

/** What everybody knows without asking: the families count the same people, and who has no form is who did not answer. */
const LINKS: readonly (readonly [one: readonly string[], other: readonly string[]])[] = AGES.flatMap((age) =>
  SEXES.flatMap((sex) => {
    const cells = (id: string, codes: readonly string[]) => codes.map((code) => `${id}|${age}|${sex}|${code}`)
    const wholes = SMALL.families.map(({ id }) => cells(id, codesOf(id)))
    return [
      ...wholes.slice(1).map((whole) => [wholes[0]!, whole] as const),
      [cells('form', [UNKNOWN]), cells('form_answer', MISSING)] as const,
    ]
  }),
)

/**
 * The attacker: asks what it likes, in any order, exports and saved views among it, and takes from each answer that the sum of some
 * cells lies no further from the figure than is told. Bounds are tightened with one another, and with what is known anyway, until
 * nothing moves.
 */
function attack(answers: readonly Heard[]): Map<string, Known> {
  const known = new Map<string, Known>()
  for (const [cells] of answers) for (const cell of cells) known.set(cell, { low: 0, high: Infinity })
  const links = LINKS.filter((sides) => sides.flat().every((cell) => known.has(cell)))
  const sum = (cells: readonly string[], end: 'low' | 'high') =>
    cells.reduce((all, cell) => all + known.get(cell)![end], 0)
  let moved = true
  const hear = ([cells, low, high]: Heard): void => {
    const [lows, highs] = [sum(cells, 'low'), sum(cells, 'high')]
    for (const cell of cells) {
      const at = known.get(cell)!
      const atMost = high - (lows - at.low)
      const others = highs - at.high
      const atLeast = Number.isFinite(others) ? low - others : 0
      if (atMost < at.high) [at.high, moved] = [atMost, true]
      if (atLeast > at.low) [at.low, moved] = [atLeast, true]
    }
  }
  while (moved) {
    moved = false
    for (const answer of answers) hear(answer)
    for (const [one, other] of links) {
      hear([one, sum(other, 'low'), sum(other, 'high')])
      hear([other, sum(one, 'low'), sum(one, 'high')])
    }
  }
  return known
}

/** Which cells of a family’s finest table an answer’s cell adds up. */
function cellsOf(table: FigureTable, row: number, column: number): readonly string[] {
  const { query } = table
  const family = familyOf(SMALL, query.family ?? '')!
  const of = (breakdown: string, all: readonly string[], chosen: readonly string[]): readonly string[] => {
    const only =
      query.rows === breakdown ? table.rows[row] : query.columns === breakdown ? table.columns[column] : undefined
    if (only !== undefined) return [only]
    return chosen.length === 0 ? all : all.filter((code) => chosen.includes(code))
  }
  const ages = of('age', AGES, query.ages)
  const sexes = of('sex', SEXES, query.sexes)
  const codes = of(family.id, codesOfFamily(family), query.codes)
  return ages.flatMap((age) => sexes.flatMap((sex) => codes.map((code) => `${family.id}|${age}|${sex}|${code}`)))
}

test('the person who asks any questions in any order bounds no count under the threshold more tightly than the rule asks of a hidden cell', async () => {
  await fc.assert(
    fc.asyncProperty(population, fc.array(question, { minLength: 1, maxLength: 25 }), async (people, questions) => {
      const published = [await publish(people)]
      const heard: Heard[] = []
      for (const asked of questions) {
        const table = answerFigures(asked, published)
        assert.ok(typeof table !== 'string', String(table))
        for (const [row, cells] of table.cells.entries()) {
          for (const [column, cell] of cells.entries()) {
            const shown = shownFigure(cell, table.base)
            // What is shown says no more than the bounds that stand beside it.
            if (shown === `<${table.base}`) assert.ok(cell.most < table.base)
            heard.push([cellsOf(table, row, column), cell.least, cell.most])
          }
        }
      }
      const { families } = counted(people)
      for (const [cell, { low, high }] of attack(heard)) {
        const [family = '', age = '', sex = '', code = ''] = cell.split('|')
        const count = families[family]?.[`${age}|${sex}|${code}`] ?? 0
        assert.ok(low <= count && count <= high, `${cell}: ${count} is not between ${low} and ${high}`)
        // As far apart as the rule asks of a hidden cell.
        if (count > 0 && count < RULE.threshold)
          assert.ok(high - low >= RULE.protection, `${cell}: ${count}, ${low} to ${high}`)
      }
    }),
    { numRuns: 12 },
  )
})

test('lists and figures together bound no count under the threshold more tightly, over one publication or two as people come', async () => {
  const byLists = fc.array(fc.constantFrom(...HISTORIES), { minLength: 300, maxLength: 300 })
  await fc.assert(
    fc.asyncProperty(population, population, byLists, async (first, then, histories) => {
      const heard: Heard[] = []
      const counts = new Map<string, number>()
      const whole: string[][] = []
      for (const [at, people] of [first, [...first, ...then]].entries()) {
        const lists: Record<string, number> = {}
        for (const [index] of people.entries()) {
          // A few ways of being on lists are common, and most are rare.
          const history = histories[index % (index % 3 === 0 ? histories.length : 4)]!
          lists[history] = (lists[history] ?? 0) + 1
        }
        const drawn = await drawYear({ ...SMALL, counts: 'lists' }, 2025, { ...counted(people), lists }, RULE, SECRET)
        const total = Object.values(drawn.cells).reduce((sum, figure) => sum + figure, 0)
        const published = drawn.facets[LISTS_PUBLISHED] ?? {}
        assert.equal(
          Object.values(published).reduce((sum, figure) => sum + figure, 0),
          total,
        )
        const cells = HISTORIES.map((history) => `${at}|${history}`)
        for (const history of HISTORIES) {
          const figure = published[history] ?? 0
          assert.ok(figure % RULE.base === 0)
          counts.set(`${at}|${history}`, lists[history] ?? 0)
          heard.push([[`${at}|${history}`], Math.max(0, figure - RULE.base + 1), figure + RULE.base - 1])
        }
        heard.push([cells, Math.max(0, total - RULE.base + 1), total + RULE.base - 1])
        whole.push(cells)
      }
      const known = attack(heard)
      for (const [cell, { low, high }] of known) {
        const count = counts.get(cell) ?? 0
        assert.ok(low <= count && count <= high, `${cell}: ${count} is not between ${low} and ${high}`)
      }
      // Nobody has left a list: what was counted first is no more than what was counted then.
      for (const [at, cell] of whole[0]!.entries()) {
        const [before, after] = [known.get(cell)!, known.get(whole[1]![at]!)!]
        for (const [name, low, high] of [
          [cell, before.low, Math.min(before.high, after.high)],
          [whole[1]![at]!, Math.max(before.low, after.low), after.high],
        ] as const) {
          const count = counts.get(name) ?? 0
          if (count > 0 && count < RULE.threshold)
            assert.ok(high - low >= RULE.protection, `${name}: ${count}, ${low} to ${high}`)
        }
      }
    }),
    { numRuns: 8 },
  )
})

test('the same people give the same figures, whenever and by whatever way they are asked for', async () => {
  await fc.assert(
    fc.asyncProperty(population, question, async (people, asked) => {
      const [first, second] = [await publish(people), await publish(people.toReversed())]
      assert.deepEqual(second, first)
      const table = answerFigures(asked, [first])
      assert.ok(typeof table !== 'string')
      const { rows, columns } = asked
      if (columns === null) return
      const turned = answerFigures({ ...asked, rows: columns, columns: rows }, [first])
      assert.ok(typeof turned !== 'string')
      for (const [row, cells] of table.cells.entries())
        for (const [column, cell] of cells.entries()) assert.deepEqual(turned.cells[column]![row], cell)
    }),
    { numRuns: 6 },
  )
})

test('a count under the threshold can be any other number under it, and everything that is shown stays as it is', async () => {
  const many = Array.from({ length: 90 }, (): Person => ({
    age: 'adult',
    sex: 'female',
    codes: { form: 'sexual_exploitation', citizenship: 'national', form_answer: 'answered' },
  }))
  const few = (count: number) =>
    Array.from({ length: count }, (): Person => ({
      age: 'child',
      sex: 'male',
      codes: { form: 'forced_labour', citizenship: 'foreign', form_answer: 'answered' },
    }))
  const published = await Promise.all(Array.from({ length: 10 }, (_, count) => publish([...many, ...few(count)])))
  // One turning point: below it all figures are alike, above it as well; where it lies nobody knows.
  const looks = published.map(({ cells, families }) => JSON.stringify([cells, families]))
  assert.ok(new Set(looks).size <= 2)
  const other = await Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      publish([...many, ...few(3)], 2025, { key: createSecretKey(Buffer.alloc(32, at)) }),
    ),
  )
  assert.equal(new Set(other.map(({ cells }) => cells['child|male'] ?? 0)).size, 2, 'a count of 3 shows either way')
})

test('figures add up in every direction, and every one lies as near its count as is told', async () => {
  await fc.assert(
    fc.asyncProperty(population, question, async (people, asked) => {
      const table = answerFigures(asked, [await publish(people)])
      assert.ok(typeof table !== 'string')
      const { families } = counted(people)
      for (const [row, cells] of table.cells.entries()) {
        if (table.columns.length > 0) {
          const parts = cells.slice(0, -1).reduce((sum, { figure }) => sum + (figure ?? 0), 0)
          assert.equal(parts, cells.at(-1)!.figure)
        }
        for (const [column, { figure, within, least, most }] of cells.entries()) {
          const count = cellsOf(table, row, column).reduce((sum, cell) => {
            const [family = '', ...rest] = cell.split('|')
            return sum + (families[family]?.[rest.join('|')] ?? 0)
          }, 0)
          assert.ok(Math.abs(count - figure!) <= within, `${count} and ${figure}, within ${within}`)
          assert.ok(least <= count && count <= most, `${count} is between ${least} and ${most}`)
        }
      }
    }),
    { numRuns: 12 },
  )
})

test('all measures draw every family, and a year of three people shows nothing of them', async () => {
  const three = Array.from({ length: 3 }, () => ({ 'child|female|unknown': 1 }))
  for (const measure of MEASURES) {
    const facets = Object.fromEntries(
      [...new Set(measure.families.map(facetOf))].map((facet) => {
        const [code = ''] = codesOfFamily(FAMILIES[facet] ?? measure.families.find((one) => facetOf(one) === facet)!)
        return [facet, { [`child|female|${leafOf(facet === 'form' ? [code, 'other'] : [code])}`]: three.length }]
      }),
    )
    const drawn = await drawYear(measure, 2024, { facets }, RULE, SECRET)
    const published = [
      { ...read(drawn, measure), measure: measure.id, year: 2024, asOf: '', incomplete: [], codedWith: '' },
    ]
    for (const { id } of measure.families) {
      const table = answerFigures(
        { measure: measure.id, rows: id, columns: 'sex', years: [], sexes: [], ages: [], family: null, codes: [] },
        published,
      )
      assert.ok(typeof table !== 'string')
      const shown = new Set(table.cells.flat().map((cell) => shownFigure(cell, table.base)))
      assert.ok([...shown].every((one) => one === '<10' || one === '10'))
    }
  }
})

test('the tables of GLOTIP agree with counts of their own, as near as is told', async () => {
  await fc.assert(
    fc.asyncProperty(population, async (people) => {
      const published = [await publish(people)]
      const rows = glotipRows(published, 2025, { doubtCountsAs: 'child' })
      assert.equal(rows.length, 5 * 5 * 4)
      // Counted by itself, by GLOTIP’s own words.
      const SEX: Readonly<Record<string, string>> = {
        female: 'Female',
        male: 'Male',
        other: 'Other',
        unknown: 'Unknown',
      }
      const AGE: Readonly<Record<string, string>> = {
        child: '0 to 17 years',
        doubt: '0 to 17 years',
        adult: '18 years or over',
        unknown: 'Unknown',
      }
      const FORM: Readonly<Record<string, string>> = {
        sexual_exploitation: 'Sexual exploitation',
        forced_labour: 'Forced labour',
        other_forms: 'Other forms of exploitation',
        unknown: 'Unknown',
      }
      for (const { category, sex, age, value, within, low, high } of rows) {
        const count = people.filter(
          (one) =>
            (category === 'Total' || FORM[one.codes['form']!] === category) &&
            (sex === 'Total' || SEX[one.sex] === sex) &&
            (age === 'Total' || AGE[one.age] === age),
        ).length
        // Every line of the questionnaire is a figure of its own: none is further off than one cell.
        const figure = value.startsWith('<') ? 0 : Number(value)
        assert.ok(Math.abs(figure - count) <= within, `${category} ${sex} ${age}: ${value} for ${count}`)
        assert.ok(Number(low) <= count && count <= Number(high))
        assert.ok(within === published[0]!.within[category === 'Total' ? 'all' : 'form'])
      }
    }),
    { numRuns: 8 },
  )
})
