import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { loadTable } from '@gloact/csv/node'
import { EXIT } from '@gloact/command'
import { called, withoutFolder } from '../testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-trace-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const place = (name: string): string => join(folder, name)
function given(name: string, text: string): string {
  writeFileSync(place(name), text)
  return place(name)
}

const GIVEN = ['Zqamina', 'Zqbakyt', 'Zqchinara', 'Zqdaniyar', 'Zqelena', 'Zqfarida', 'Zqgulnara', 'Zqhamza']
const FAMILY = ['Zqabdy', 'Zqbeish', 'Zqchern', 'Zqdzhum', 'Zqegor', 'Zqfedor', 'Zqgalim']
const TOWNS = ['zqosh', 'zqnaryn', 'zqtalas']

/** Invented children; a request writes the family name with a letter doubled, and knows no place. */
const child = (number: number): readonly string[] => [
  GIVEN[number % GIVEN.length]!,
  `${FAMILY[(number * 3) % FAMILY.length]!}${'aeiou'[number % 5]!}v`,
  number % 2 ? 'male' : 'female',
  String(3 + (number % 13)),
]
const CASES = [
  'file,given_name,family_name,sex,age,carer_name,separation_place,consent_for_tracing',
  ...Array.from({ length: 120 }, (_, at) =>
    [`f${at}`, ...child(at), GIVEN[(at * 5 + 1) % GIVEN.length]!, TOWNS[at % 3]!, at % 10 === 9 ? 'no' : 'yes'].join(
      ',',
    ),
  ),
].join('\n')
const REQUESTS = [
  'request,inquirer_name,relation,child_given_name,child_family_name,child_sex,child_age',
  ...Array.from({ length: 30 }, (_, at) => {
    const [name, family, sex, age] = child(at * 3) as [string, string, string, string]
    return [`q${at}`, GIVEN[(at * 15 + 1) % GIVEN.length]!, 'mother', name, family.replace('v', 'vv'), sex, age].join(
      ',',
    )
  }),
].join('\n')
const cases = given('cases.csv', CASES)
const requests = given('requests.csv', REQUESTS)

const trace = (...args: readonly string[]) => called(['trace', ...args, '--json'])
async function table(path: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const read = await loadTable(path)
  assert.ok(read.ok)
  const { columns, rows } = read.value
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [columns[at]!, cell])))
}

test('cases are ranked for each request, with weights that sum to the score, and nobody is named', async () => {
  const out = place('ranked.csv')
  const { exit, json, error } = await trace(cases, requests, '--top', '3', '--out', out)
  assert.equal(exit, EXIT.ok, error)
  assert.match(error, /child_given_name: given_name/)
  assert.match(String(json['note']), /nothing is matched.*two people have confirmed.*only with the consent/)
  assert.equal(json['withoutConsent'], 12)
  assert.deepEqual(json['written'], [out])
  const rows = await table(out)
  assert.equal(rows.length, 90)
  assert.doesNotMatch(readFileSync(out, 'utf8'), /zq/i)
  assert.ok(!rows.some((row) => /^f\d*9$/.test(row['case_id']!)), 'cases without consent')
  for (const row of rows) {
    const weights = Object.entries(row).filter(([name]) => name.startsWith('weight_'))
    assert.ok(weights.length > 4)
    const sum = weights.reduce((total, [, weight]) => total + Number(weight), 0)
    assert.ok(Math.abs(sum - Number(row['score'])) < 1e-6)
    assert.match(row['band']!, /^(likely|possible|not)$/)
  }
  const first = rows.filter(({ rank }) => rank === '1')
  const right = first.filter((row) => row['case_id'] === `f${Number(row['request_id']!.slice(1)) * 3}`)
  // Three of the thirty children have no consent.
  assert.ok(right.length >= 24, `${right.length} of 27`)
})

test('cases without consent are ranked where that is asked for, and marked', async () => {
  const out = place('all.csv')
  const { exit, json } = await trace(cases, requests, '--without-consent', '--out', out)
  assert.equal(exit, EXIT.ok)
  assert.equal(json['withoutConsent'], 0)
  assert.ok((await table(out)).some((row) => row['consent'] === 'no'))
})

test('a schema corrects what was recognised', async () => {
  const odd = given('odd.csv', CASES.replace('given_name', 'first').replace('consent_for_tracing', 'may_be_sought'))
  const columns = {
    cases: ['id', 'given_name', 'family_name', 'sex', 'age', 'relative_name', 'separation_place', 'consent'].map(
      (kind, at) => ({ name: readFileSync(odd, 'utf8').split('\n')[0]!.split(',')[at]!, kind }),
    ),
    requests: ['id', 'relative_name', 'relation', 'given_name', 'family_name', 'sex', 'age'].map((kind, at) => ({
      name: REQUESTS.split('\n')[0]!.split(',')[at]!,
      kind,
    })),
  }
  const schema = given('schema.json', JSON.stringify(columns))
  const { exit, json } = await trace(odd, requests, '--schema', schema, '--out', place('odd-ranked.csv'))
  assert.equal(exit, EXIT.ok)
  assert.deepEqual(json['schema'], columns)
  assert.equal(json['withoutConsent'], 12)
})

const line = (text: string, count: number): string => text.split('\n').slice(0, count).join('\n')
const NO_CONSENT = CASES.replaceAll(',yes', ',no')

test('wrong input is refused in one message with nobody in it, and leaves no file', async () => {
  const wrong: readonly (readonly [readonly string[], number, RegExp])[] = [
    [[cases], EXIT.usage, /REQUESTS\.csv/],
    [[cases, requests, '--top', '0'], EXIT.usage, /--top/],
    [[cases, requests, '--top', 'all'], EXIT.usage, /--top/],
    [[place('absent.csv'), requests], EXIT.failed, /absent\.csv/],
    [[cases, given('empty.csv', '')], EXIT.refused, /empty/],
    [[cases, given('header.csv', line(REQUESTS, 1))], EXIT.refused, /header and no row/],
    [[given('twice.csv', `${CASES}\n${CASES.split('\n')[5]!}`), requests], EXIT.refused, /row 121 has the id of/],
    [[given('no-id.csv', `${CASES}\n,Zqa,Zqb,male,4,Zqc,zqosh,yes`), requests], EXIT.refused, /row 121 has no id/],
    [
      [given('no-name.csv', 'id,sex,age\n1,male,3\n'), requests],
      EXIT.refused,
      /cases was recognised as the child’s name/,
    ],
    [[given('nameless.csv', 'id,given_name,sex\n1,,male\n'), requests], EXIT.refused, /no row has a child’s name/],
    [[given('refusing.csv', NO_CONSENT), requests], EXIT.refused, /none of the cases was tracing agreed to/],
    [[cases, requests, '--schema', given('broken.json', '{')], EXIT.refused, /not JSON/],
    [
      [cases, requests, '--schema', given('shoe.json', '{"cases":[{"name":"a","kind":"shoe"}]}')],
      EXIT.refused,
      /no kind/,
    ],
  ]
  const before = readdirSync(folder)
  for (const [args, wanted, words] of wrong) {
    const { exit, json, error } = await trace(...args, '--out', place('nothing.csv'))
    assert.equal(exit, wanted, `${args.join(' ')} ${String(json['message'])}`)
    const told = withoutFolder(`${String(json['message'])} ${error}`, folder)
    assert.match(told, words, args.join(' '))
    assert.doesNotMatch(told, /zq|Error:|undefined/i)
  }
  assert.deepEqual(readdirSync(folder), before)
})

test('nothing that is read is written over', async () => {
  const { exit } = await trace(cases, requests, '--out', cases)
  assert.equal(exit, EXIT.usage)
  assert.equal(readFileSync(cases, 'utf8'), CASES)
})

test('what was found is told in the language that is asked for; JSON stays as it is', async () => {
  const args = ['trace', cases, requests, '--out', place('said.csv')]
  const { exit, out } = await called([...args, '--language', 'fr'])
  assert.equal(exit, EXIT.ok)
  assert.match(out, /^Cas\s: 120\. Demandes\s: 30\.$/m)
  assert.match(out, /^Cas écartés, faute de consentement à leur recherche\s: 12\.$/m)
  assert.match(out, /^Ce sont des propositions, et rien n’est apparié\. /m)
  assert.doesNotMatch(out, /\b(?:Cases|Requests|Written|nothing is)\b/)
  const [own, theirs] = [await called([...args, '--json']), await called([...args, '--json', '--language', 'fr'])]
  assert.deepEqual(theirs.json, own.json)
})
