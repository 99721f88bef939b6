import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EXIT } from '@gloact/command'
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
/** A list of thirty on which the dates of so many cannot be read. */
const listWith = (unread: number): string =>
  list(`unread${unread}`, (day, month, year) =>
    year < 1960 + unread ? `${day} March ${year}` : `${year}-${two(month)}-${two(day)}`,
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
  for (const unread of [2, 4]) {
    const { exit, json, error } = await gloact('link', iso, listWith(unread))
    assert.equal(exit, EXIT.ok, error)
    const notes = JSON.stringify(json['warnings'])
    assert.ok(notes.includes(`unread${unread}.csv: “date_of_birth”: ${unread} of 30 filled cells hold no date`), notes)
    assert.doesNotMatch(notes, /iso\.csv/)
  }
  const { exit, json } = await gloact('link', iso, listWith(5))
  assert.deepEqual([exit, json['error']], [EXIT.refused, 'linkage.dates_unreadable'])
})

/** Rows `id,given_name,family_name,…` of people who are all others. */
const people = (count: number, more: (at: number) => readonly string[]): readonly string[] =>
  Array.from({ length: count }, (_, at) => [`r${at}`, GIVEN[at % 7], FAMILY[(at * 3) % 5], ...more(at)].join(','))

function written(name: string, lines: readonly string[]): string {
  writeFileSync(place(name), lines.join('\n'))
  return place(name)
}
const dateOf = (at: number): string => `${1950 + (at % 50)}-${two(1 + (at % 12))}-${two(1 + ((at * 5) % 28))}`

test('what cannot be read is weighed against the records of a list, not against the cells that were needed', async () => {
  const header = 'id,given_name,family_name,date_of_birth,age'
  const ages = (unread: number) => {
    const rows = people(300, (at) => (at < unread ? ['', 'about 20'] : at < unread + 2 ? ['', '20'] : [dateOf(at), '']))
    return gloact('dedupe', written(`ages${unread}.csv`, [header, ...rows]))
  }
  for (const few of [1, 30]) {
    const { exit, json, error } = await ages(few)
    assert.equal(exit, EXIT.ok, error)
    assert.ok(codes(json).includes('dates_unread'))
  }
  const { exit, json } = await ages(31)
  assert.deepEqual([exit, json['error']], [EXIT.refused, 'linkage.dates_unreadable'])
})

test('a column of lists may have been guessed: messages and figures say how many lists, and nothing that stands in it', async () => {
  const header = 'id,given_name,family_name,date_of_birth,source'
  const mothers = (unread: number) =>
    people(60, (at) => [at < unread ? 'spring' : dateOf(at), `Zqmother ${FAMILY[at % 5]} ${at}`])
  const [few, many] = [4, 12].map((unread) => written(`source${unread}.csv`, [header, ...mothers(unread)]))
  const read = await gloact('dedupe', few!)
  assert.equal(read.exit, EXIT.ok, read.error)
  assert.match(JSON.stringify(read.json['warnings']), /“date_of_birth” in 4 lists: 4 of 4 filled cells hold no date/)
  assert.deepEqual((read.json['lists'] as string[]).slice(0, 2), ['list 1', 'list 2'])
  const refused = await gloact('dedupe', many!)
  assert.deepEqual([refused.exit, refused.json['error']], [EXIT.refused, 'linkage.dates_unreadable'])
  assert.match(String(refused.json['message']), /^“date_of_birth” in 12 lists: 12 of 12 filled cells hold no date/)
  const counted = await gloact('dedupe', few!, '--histories', place('source-histories.csv'))
  assert.deepEqual([counted.exit, counted.json['error']], [EXIT.refused, 'linkage.lists_guessed'])
  for (const { out: told, error } of [read, refused, counted]) assert.doesNotMatch(`${told}${error}`, /Zqmother/)
  // Anyone who names the column says that it is one of lists.
  const columns = header.split(',').map((name) => ({ name, kind: name === 'source' ? 'list' : name }))
  const schema = written('source.json', [JSON.stringify({ columns })])
  const named = await gloact('dedupe', few!, '--schema', schema)
  assert.match(String((named.json['lists'] as string[])[0]), /^Zqmother/)
})

test('of many lists the first are named, and the others counted', async () => {
  const files = Array.from({ length: 12 }, (_, at) =>
    list(`part${at}`, (day, month, year) => (day < 3 ? 'spring' : `${year}-${two(month)}-${two(day)}`)),
  )
  const { exit, json } = await gloact('link', ...files)
  assert.deepEqual([exit, json['error']], [EXIT.refused, 'linkage.dates_unreadable'])
  assert.match(String(json['message']), /part2\.csv: “date_of_birth”: [^.]*\. And 9 more like them\. Without them/)
  assert.doesNotMatch(String(json['message']), /part3/)
  const read = await gloact('link', ...files, '--despite-unreadable')
  const notes = (read.json['warnings'] as { code: string; message: string }[]).filter(
    ({ code }) => code === 'dates_unread',
  )
  assert.equal(notes.length, 11)
  assert.equal(notes.at(-1)?.message, '2 more notes like the last are left out.')
  assert.equal((read.json['dates'] as unknown[]).length, 12)
})

test('agencies in one file may each number from 1', async () => {
  const rows = ['A1', 'B2', 'C3', 'a1 '].flatMap((agency, part) =>
    people(part === 3 ? 1 : 30, (at) => [dateOf(at), agency]).map((row, at) => row.replace(/^r\d+/, String(at + 1))),
  )
  const file = (name: string, count: number) =>
    written(name, ['id,given_name,family_name,date_of_birth,agency', ...rows.slice(0, count)])
  const { exit, json, error } = await gloact('dedupe', file('agencies.csv', 90))
  assert.equal(exit, EXIT.ok, error)
  assert.ok(!codes(json).includes('ids_repeated'))
  // An id alone does not say whose record is meant.
  const [header, first] = readFileSync(out, 'utf8').split('\n')
  assert.deepEqual(header!.split(',').slice(-2), ['list_a', 'list_b'])
  assert.match(first!, /,(A1|B2),(B2|C3)$/)
  const again = await gloact('dedupe', file('again.csv', 91))
  assert.match(JSON.stringify(again.json['warnings']), /1 record has an id that appears earlier in its list/)
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
  assert.match(String(json['message']), /^25 records have an id .* of 30 records: “family_name” is not an id/)
})

test('a review of no pairs is not asked for', async () => {
  const { exit, json } = await gloact('dedupe', iso, '--review', '0')
  assert.deepEqual([exit, json['error']], [EXIT.usage, 'usage'])
})
