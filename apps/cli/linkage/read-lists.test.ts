import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EXIT } from '../command.ts'
import { called } from '../testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-lists-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const place = (name: string): string => join(folder, name)
const two = (value: number): string => String(value).padStart(2, '0')

const GIVEN = ['Amina', 'Bakyt', 'Chinara', 'Daniyar', 'Elena', 'Farida', 'Gulnara']
const FAMILY = ['Abdyldaev', 'Beishenov', 'Chernov', 'Egorov', 'Galimov']

/** Thirty people whose dates are written in one way. */
function list(name: string, born: (day: number, month: number, year: number) => string): string {
  const rows = Array.from({ length: 30 }, (_, at) =>
    [`${name}${at}`, GIVEN[at % 7], FAMILY[at % 5], born(1 + (at % 28), 1 + (at % 12), 1960 + at)].join(','),
  )
  writeFileSync(place(`${name}.csv`), ['id,given_name,family_name,date_of_birth', ...rows].join('\n'))
  return place(`${name}.csv`)
}

const iso = list('iso', (day, month, year) => `${year}-${two(month)}-${two(day)}`)
const european = list('european', (day, month, year) => `${two(day)}/${two(month)}/${year}`)
const american = list('american', (day, month, year) => `${two(month)}/${two(day)}/${year}`)
const open = list('open', (day, month, year) => `${two(1 + (day % 12))}/${two(month)}/${year}`)
const serials = list('serials', (day, month, year) => String((year - 1900) * 365 + month * 30 + day))
const some = list('some', (day, month, year) =>
  day < 3 ? `${day} March ${year}` : `${year}-${two(month)}-${two(day)}`,
)
const out = place('pairs.csv')
const gloact = (...args: readonly string[]) => called([...args, '--out', out, '--json'])
const codes = (json: Readonly<Record<string, unknown>>) =>
  (json['warnings'] as readonly { code: string }[]).map(({ code }) => code)

test('a list most of whose dates cannot be read is refused, and compared where somebody asks for it', async () => {
  for (const args of [
    ['dedupe', serials],
    ['link', iso, serials],
  ]) {
    const { exit, json } = await gloact(...args)
    assert.deepEqual([exit, json['error']], [EXIT.refused, 'linkage.dates_unreadable'])
    assert.match(String(json['message']), /^serials\.csv: “date_of_birth”: 30 of 30 filled cells hold no date/)
  }
  assert.ok(!existsSync(out))
  const { exit, json } = await gloact('link', iso, serials, '--despite-unreadable')
  assert.equal(exit, EXIT.ok)
  assert.ok(codes(json).includes('dates_unread') && codes(json).includes('few_fields'), codes(json).join())
})

test('of a few dates that cannot be read a note tells the number, for the list and the column', async () => {
  const { exit, json, error } = await gloact('link', iso, some, '--despite-unreadable')
  assert.equal(exit, EXIT.ok, error)
  assert.match(JSON.stringify(json['warnings']), /some\.csv: “date_of_birth”: 4 of 30 filled cells hold no date/)
  assert.doesNotMatch(JSON.stringify(json['warnings']), /iso\.csv/)
})

test('each list is read in its own order of day and month, and a note says where that is not told', async () => {
  const { exit, json, error } = await gloact('link', european, american)
  assert.equal(exit, EXIT.ok)
  assert.match(error, /european\.csv, date_of_birth: day first\n {2}american\.csv, date_of_birth: month first/)
  assert.equal(json['pairs'], 30)
  assert.ok(!codes(json).includes('dates_ambiguous'))
  const { json: left } = await gloact('link', european, open)
  assert.match(JSON.stringify(left['warnings']), /open\.csv: whether the day or the month comes first/)
  assert.doesNotMatch(JSON.stringify(left['warnings']), /european\.csv: whether/)
})

test('a column whose values mostly stand before is no id', async () => {
  const { exit, json } = await gloact('dedupe', iso, '--id', 'family_name')
  assert.deepEqual([exit, json['error']], [EXIT.refused, 'linkage.ids_repeated'])
  assert.match(String(json['message']), /^25 records have an id .* of 30 records: “family_name” is no id/)
})

test('a review of no pairs is not asked for', async () => {
  const { exit, json } = await gloact('dedupe', iso, '--review', '0')
  assert.deepEqual([exit, json['error']], [EXIT.usage, 'usage'])
})
