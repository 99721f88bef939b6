/**
 * Private linkage of the invented people of four agencies: four scripts, ages for dates of birth, mistakes in everything.
 * Pairs that are found, in both profiles, and by the best threshold, were it known. Each list is held to one record a person
 * first, by the truth.
 *
 *   node packages/linkage/bench/private-invented.ts
 *
 * The lists lie beside the repository, not in it.
 */
import { createJoinPool } from '../node/join-pool.ts'
import { LINKAGE_PROFILES, type FieldKind } from '../private/agreement.ts'
import { weighPairs } from '../private/match-lists.ts'
import { agreementOf, encodedBy } from '../private/testing.ts'
import { loadShared } from './shared-data.ts'

const KINDS: Readonly<Record<string, FieldKind>> = {
  given_name: 'name',
  family_name: 'name',
  father_name: 'name',
  born: 'date',
  sex: 'sex',
  nationality: 'text',
  place_of_origin: 'place',
  phone: 'number',
}

const { columns: header, rows } = loadShared('invented/people-4lists.csv')
const personOf = new Map(
  loadShared('invented/people-4lists-truth.csv').rows.map(([record = '', person = '']) => [record, person]),
)
const cell = (row: readonly string[], column: string): string => row[header.indexOf(column)] ?? ''
/** The date of birth, or the year that an age on the day of recording leaves. */
const bornOf = (row: readonly string[]): string => {
  const [born, age] = [cell(row, 'date_of_birth'), cell(row, 'age')]
  return born !== '' || age === '' ? born : String(Number(cell(row, 'recorded_on').slice(0, 4)) - Number(age))
}
const columns = ['record_id', ...Object.keys(KINDS)]
const lists = new Map<string, { persons: string[]; rows: string[][] }>()
for (const row of rows) {
  const [agency, person] = [cell(row, 'agency'), personOf.get(cell(row, 'record_id')) ?? '']
  const list = lists.get(agency) ?? { persons: [], rows: [] }
  lists.set(agency, list)
  if (list.persons.includes(person)) continue
  list.persons.push(person)
  list.rows.push(columns.map((column) => (column === 'born' ? bornOf(row) : cell(row, column))))
}

const pool = createJoinPool(1)
for (const profile of LINKAGE_PROFILES) {
  const fields = Object.entries(KINDS).map(([column, kind]) => ({ column, kind }))
  const agreement = agreementOf(profile, [...lists.keys()], fields)
  const encodings = [...lists.values()].map((list, at) => ({
    ...list,
    encoding: encodedBy(agreement, { columns, rows: list.rows }, 10 + at),
  }))
  // A dummy is nobody: the empty text.
  const people = encodings.flatMap(({ persons, encoding }) => Array.from(encoding.origins, (row) => persons[row] ?? ''))
  const { pairs, scores, probabilities } = await weighPairs(
    encodings.map(({ encoding }) => encoding.list.rows),
    encodings[0]!.encoding.list.slots,
    { join: pool.join },
  )
  const records = new Map<string, number>()
  for (const { persons } of encodings) for (const person of persons) records.set(person, (records.get(person) ?? 0) + 1)
  const all = [...records.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
  const between = Array.from(scores.keys()).filter((pair) => pairs.isWithin[pair] === 0)
  const isOne = (pair: number): boolean => {
    const person = people[pairs.first[pair]!]
    return person !== '' && person === people[pairs.second[pair]!]
  }
  let [found, right, best] = [0, 0, 0]
  for (const pair of between.toSorted((x, y) => scores[y]! - scores[x]!)) {
    found++
    if (isOne(pair)) right++
    best = Math.max(best, (2 * right) / (found + all))
  }
  const linked = between.filter((pair) => probabilities[pair]! > 0.5)
  const matches = linked.filter(isOne).length
  const shown = [matches / linked.length, matches / all, (2 * matches) / (linked.length + all), best]
  const [precision, recall, f1, atBest] = shown.map((value) => value.toFixed(3))
  console.log(
    `${profile}: ${all} pairs, precision ${precision}, recall ${recall}, F1 ${f1}; at the best threshold ${atBest}`,
  )
}
await pool.close()
