import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FAMILY_DRAWS, inventFamilies, type InventedTracing } from '../../bench/tracing-families.ts'
import { tracingTablesOf } from '../../bench/tracing-sets.ts'
import {
  checkTracingSchema,
  explainTrace,
  readTracingSchema,
  recogniseTracingColumns,
  traceChildren,
  traceTerms,
  type TraceOptions,
  type Tracing,
} from '../index.ts'
import { daysApart, readMoment } from './moments.ts'
import { foldRelation } from './relations.ts'

const SMALL = { ...FAMILY_DRAWS.few, cases: 120, requests: 25 }
const invented = inventFamilies(SMALL, 7)

async function traced(set: Pick<InventedTracing, 'cases' | 'requests'>, options: TraceOptions = {}): Promise<Tracing> {
  const result = await traceChildren(tracingTablesOf(set), { consent: 'any', ...options })
  assert.ok(result.ok, result.ok ? '' : result.error.message)
  return result.value
}

/** What was ranked for each request, without anything that depends on where a row stands. */
const ranked = ({ requests }: Tracing) =>
  requests
    .map(({ request, cases }) => ({
      id: request.id,
      cases: cases.map(({ found, probability }) => `${found.id} ${probability.toFixed(9)}`),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))

const kindsOf = (headers: readonly string[], side: 'cases' | 'requests'): string[] =>
  recogniseTracingColumns(
    headers.map((name) => ({ name, cells: [] })),
    side,
  ).map(({ kind }) => kind)

test('columns are recognised by their names, of the child and of anyone who seeks it', () => {
  const requests = [
    'n',
    'Inquirer’s name',
    'relation to child',
    "Child's given name",
    'child_surname',
    'child_sex',
    'child age',
  ]
  assert.deepEqual(kindsOf(requests, 'requests'), [
    'id',
    'relative_name',
    'relation',
    'given_name',
    'family_name',
    'sex',
    'age',
  ])
  const cases = [
    'N°',
    'Prénom',
    'Nom de famille',
    'Nom du tuteur',
    'Lien de parenté',
    'Lieu de séparation',
    'Consentement',
  ]
  assert.deepEqual(kindsOf(cases, 'cases'), [
    'id',
    'given_name',
    'family_name',
    'relative_name',
    'relation',
    'separation_place',
    'consent',
  ])
})

test('a schema that cannot be used is refused with what is wrong', () => {
  const told = (json: unknown): string => {
    const read = readTracingSchema(json)
    return read.ok ? '' : read.error.message
  }
  const id = { name: 'a', kind: 'id' } as const
  const given = { name: 'b', kind: 'given_name' } as const
  const sex = { name: 'c', kind: 'sex' } as const
  assert.match(told(null), /A schema is/)
  assert.match(told({ cases: [{ name: 'a', kind: 'shoe size' }], requests: [] }), /Column 1 of the cases .* no kind/)
  assert.match(told({ cases: [id, given, sex], requests: [id, sex] }), /requests was recognised as the child’s name/)
  assert.match(told({ cases: [given, sex], requests: [id, given, sex] }), /No column of the cases is their id/)
  assert.match(told({ cases: [id, given], requests: [id, given, sex] }), /fewer than two/)
  const twice = checkTracingSchema({ cases: [id, given, sex, { ...sex, name: 'd' }], requests: [id, given, sex] })
  assert.match(twice.ok ? '' : twice.error.message, /Two columns of the cases are of the kind sex: c, d/)
  assert.equal(told({ cases: [id, given, sex], requests: [id, given, sex] }), '')
})

test('a date of separation may be a day, a month, a year or a stretch; apart is what lies between', () => {
  const apart = (a: string, b: string): number => daysApart(readMoment(a), readMoment(b))
  assert.equal(apart('2025-03-01', '2025-03-11'), 10)
  assert.equal(apart('2025-03', '2025-03-11'), 0)
  assert.equal(apart('2025', '2026-01-03'), 3)
  assert.equal(apart('2025-01-01', '2025-12-31'), 0)
  assert.equal(apart('2025-02/2025-04', '2025-05-02'), 2)
  assert.equal(daysApart(readMoment('03.04.2025', 'dmy'), readMoment('20250404')), 1)
  assert.equal(apart('٢٠٢٥-٠٣-٠١', '2025-03-11'), 10)
  assert.equal(apart('۲۰۲۵-۰۲/۲۰۲۵-۰۴', '2025-05-02'), 2)
  for (const nothing of ['', 'spring', '2025-13-01', '12', '2025-04/2025-02'])
    assert.ok(Number.isNaN(apart(nothing, '2025-03-01')), nothing)
})

test('a relation is the same in every language', () => {
  for (const mother of ['Mother', 'mère', 'madre', 'мать', 'الأم', 'والدة']) assert.equal(foldRelation(mother), 'mother')
  assert.equal(foldRelation('maternal aunt'), 'aunt')
  assert.equal(foldRelation(''), '')
})

test('every term is explained, and they sum to the score', async () => {
  const tracing = await traced(invented)
  for (const { request, cases } of tracing.requests) {
    for (const { found, score, probability } of cases) {
      const sum = traceTerms(tracing, request, found).reduce((total, term) => total + term, 0)
      assert.ok(Math.abs(sum - score) < 1e-9)
      const reasons = explainTrace(tracing, request, found)
      assert.ok(Math.abs(reasons.reduce((total, { weight }) => total + weight, 0) - score) < 1e-9)
      for (const { words, weight } of reasons) {
        assert.match(words, weight === 0 ? /: [+−]?0(\.0)?$/ : /: [+−]\d+\.\d$/)
        if (words.includes('not recorded')) assert.equal(weight, 0)
      }
      assert.ok(probability >= 0 && probability <= 1)
    }
    const all = cases.reduce((sum, { probability }) => sum + probability, 0)
    assert.ok(all <= 1 + 1e-9, 'at most one case is the child')
  }
})

test('a request is ranked the same whatever the order of rows', async () => {
  const turned = {
    cases: { ...invented.cases, rows: invented.cases.rows.toReversed() },
    requests: { ...invented.requests, rows: invented.requests.rows.toReversed() },
  }
  const [one, two] = [await traced(invented), await traced(turned)]
  assert.deepEqual(ranked(one), ranked(two))
  assert.deepEqual(
    one.requests.map(({ request }) => request.id),
    invented.requests.rows.map(([id]) => id),
    'in the order of the file',
  )
})

test('a yes in any of the languages is consent, and nothing else is', () => {
  const columns = ['id', 'given_name', 'age', 'tracing_consent']
  const consentOf = (answers: readonly string[]) =>
    tracingTablesOf({
      cases: { columns, rows: answers.map((answer, at) => [`c${100 + at}`, 'Amina', '7', answer]) },
      requests: { columns: columns.slice(0, 3), rows: [['r1', 'Amina', '7']] },
    }).cases.map(({ consent }) => consent)
  const yes = ['yes', 'Y', 'TRUE', '1', 'oui', 'si', 'Sí', 'si\u0301', 'sim', 'Да', 'نعم']
  const no = ['', 'no', 'yes?', 'not yet', 'unknown', '0', 'نعم لا']
  assert.ok(consentOf(yes).every((consent) => consent === true))
  assert.ok(consentOf(no).every((consent) => consent === false))
})

test('cases without consent are left out unless they are asked for', async () => {
  const at = invented.cases.columns.indexOf('tracing_consent')
  const without = new Set(invented.cases.rows.filter((row) => row[at] !== 'yes').map(([id]) => id))
  assert.ok(without.size > 0)
  const foundIn = (tracing: Tracing) => tracing.requests.flatMap(({ cases }) => cases.map(({ found }) => found.id))
  const required = await traced(invented, { consent: 'required', top: 200 })
  assert.equal(required.withoutConsent, without.size)
  assert.ok(!foundIn(required).some((id) => without.has(id)))
  assert.ok(foundIn(await traced(invented, { top: 200 })).some((id) => without.has(id)))
  const nobody = {
    ...invented.cases,
    rows: invented.cases.rows.map((row) => row.map((cell, place) => (place === at ? 'no' : cell))),
  }
  const refused = await traceChildren(tracingTablesOf({ ...invented, cases: nobody }))
  assert.equal(refused.ok ? '' : refused.error.code, 'tracing.no_consent')
})

/** Twelve families, of which the last has two children whom the same inquirer seeks. */
function twoSought(siblingInCases: boolean): Pick<InventedTracing, 'cases' | 'requests'> {
  const given = ['Amal', 'Basma', 'Dina', 'Esra', 'Farah', 'Ghada', 'Hala', 'Inas', 'Jana', 'Karima', 'Layla', 'Nada']
  const columns = ['id', 'given_name', 'sex', 'age', 'carer_name', 'separation_place', 'separation_date']
  const cases = given.map((name, at) => [
    `c${at}`,
    name,
    'female',
    String(5 + (at % 4)),
    'Huda',
    'Taiz',
    `2025-0${1 + (at % 6)}-11`,
  ])
  if (siblingInCases) cases.push(['brother', 'Yunus', 'male', '12', 'Huda', 'Taiz', cases[3]![6]!])
  const requests = [
    ['r0', 'Esra', 'female', '8', 'Huda', 'Taiz', cases[3]![6]!],
    ['r1', 'Yunus', 'male', '12', 'Huda', 'Taiz', cases[3]![6]!],
  ]
  return {
    cases: { columns, rows: cases },
    requests: { columns: columns.map((name) => name.replace('carer_name', 'inquirer_name')), rows: requests },
  }
}

test('two children who travelled together and are sought together speak for each other', async () => {
  const score = async (together: boolean): Promise<number> => {
    const tracing = await traced(twoSought(together))
    const { cases, request } = tracing.requests[0]!
    assert.equal(cases[0]!.found.id, 'c3')
    return traceTerms(tracing, request, cases[0]!.found).at(-1)!
  }
  assert.equal(await score(false), 0)
  assert.ok((await score(true)) > 1)
})

test('it ends where it is told to, and where there is nothing to compare', async () => {
  const tables = tracingTablesOf(invented)
  const cancelled = await traceChildren(tables, { signal: { aborted: true } })
  assert.equal(cancelled.ok ? '' : cancelled.error.code, 'tracing.cancelled')
  const empty = await traceChildren({ ...tables, requests: [] })
  assert.equal(empty.ok ? '' : empty.error.code, 'tracing.no_requests')
})
