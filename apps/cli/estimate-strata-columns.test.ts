import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { called } from './testing/called.ts'
import { MARK } from './testing/inputs.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-estimate-strata-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** How many people have each history over four lists. */
const HISTORIES: readonly (readonly [string, number])[] = [
  ['1,0,0,0', 90],
  ['0,1,0,0', 80],
  ['0,0,1,0', 70],
  ['0,0,0,1', 60],
  ['1,1,0,0', 24],
  ['1,0,1,0', 20],
  ['0,1,1,0', 16],
  ['1,0,0,1', 14],
  ['0,1,0,1', 12],
  ['0,0,1,1', 10],
  ['1,1,1,0', 4],
]
const people = HISTORIES.flatMap(([history, count]) => Array.from({ length: count }, () => history))

/** A row a person, with one more column that holds what `valueOf` gives; with a column “count” of ones where it is asked for. */
function file(heading: string, valueOf: (person: number) => string, { count = false } = {}): string {
  const rows = people.map((history, person) => `${history},${valueOf(person)}${count ? ',1' : ''}`)
  const path = join(folder, `${heading}.csv`)
  writeFileSync(path, `police,shelter,hotline,clinic,${heading}${count ? ',count' : ''}\n${rows.join('\n')}\n`)
  return path
}

const FAMILY = ['Zqova', 'Zqeva', 'Zqenko', 'Zqin', 'Zqali', 'Zqzada', 'Zqyan']
const fullName = (person: number): string =>
  `Zq${'abcdefghij'[person % 10]!}${'aeiou'[Math.floor(person / 10) % 5]!} ${FAMILY[person % 7]!}${'abcdefgh'[Math.floor(person / 50)]!}`
const common = (person: number): string =>
  ['Maria Zqova', 'Ahmed Zqali', 'Fatima Zqin', 'Olga Zqeva', 'Ivan Zqenko'][person % 5]!

const REFUSED: readonly (readonly [string, string, (person: number) => string, RegExp])[] = [
  ['names under “name”', 'name', fullName, /“name” is not published: it may hold names\./],
  ['names under a heading that says nothing', 'client', fullName, /“client” is not published: it may hold names\./],
  ['common names that many people share', 'who', common, /“who” is not published: it may hold names\./],
  ['numbers of cases', 'ref', (person) => `zq-${1000 + person}`, /“ref” is not published: it may hold identifiers\./],
  [
    'a value for every other person',
    'hand',
    (person) => `zq ${Math.floor(person / 2)} x y`,
    /“hand” is not published: almost every row has a value of its own\./,
  ],
]

test('a column that may tell who somebody is cannot be strata, in text, JSON and report, and nothing of it is told', async () => {
  for (const [what, heading, valueOf, why] of REFUSED) {
    for (const count of [false, true]) {
      const report = join(folder, 'report.html')
      const args = [
        'estimate',
        file(heading, valueOf, { count }),
        '--strata',
        heading,
        '--unchecked',
        '--report',
        report,
      ]
      const text = await called(args)
      assert.equal(text.exit, 3, what)
      assert.match(text.error, why)
      const printed = await called([...args, '--json'])
      assert.equal(printed.exit, 3, what)
      assert.equal(printed.json['error'], 'disclosure.identifying_column')
      for (const { out, error } of [text, printed]) assert.doesNotMatch(out + error, MARK, what)
      assert.equal(existsSync(report), false)
    }
  }
})

test('it cannot be strata beside others, nor through the file of --residents', async () => {
  const names = file('name', fullName)
  const residents = join(folder, 'residents.csv')
  writeFileSync(residents, `name,residents\n${people.map((_, person) => `${fullName(person)},1000`).join('\n')}\n`)
  const by = await called(['estimate', names, '--strata', 'name', '--residents', residents, '--json'])
  assert.deepEqual([by.exit, by.json['error']], [3, 'disclosure.identifying_column'])
  assert.doesNotMatch(by.out + by.error, MARK)
  const two = file('sex,client', (person) => `${person % 2 ? 'f' : 'm'},${fullName(person)}`)
  const beside = await called(['estimate', two, '--strata', 'sex,client', '--json'])
  assert.deepEqual([beside.exit, beside.json['error']], [3, 'disclosure.identifying_column'])
  assert.doesNotMatch(beside.out + beside.error, MARK)
})

test('of few people, too, each may not be a stratum', async () => {
  const path = join(folder, 'few.csv')
  writeFileSync(path, 'a,b,c,who\n1,0,0,zqo\n0,1,0,zqp\n0,0,1,zqr\n1,1,0,zqs\n0,1,1,zqs\n')
  const { exit, out, error, json } = await called(['estimate', path, '--strata', 'who', '--json'])
  assert.deepEqual([exit, json['error']], [3, 'disclosure.identifying_column'])
  assert.doesNotMatch(out + error, MARK)
})

test('more levels than strata can have are refused without one of them', async () => {
  const rows = Array.from({ length: 1500 }, (_, person) => `${person % 2},${(person + 1) % 2},1,zq ${person % 1200} x`)
  const path = join(folder, 'many.csv')
  writeFileSync(path, `a,b,c,place\n${rows.join('\n')}\n`)
  const { exit, out, error, json } = await called(['estimate', path, '--strata', 'place', '--json'])
  assert.deepEqual([exit, json['error']], [3, 'estimation.too_many_strata'])
  assert.doesNotMatch(out + error, MARK)
})

test('categories are strata as before', async () => {
  const sexes = file('sex', (person) => (person % 3 ? 'f' : 'm'))
  const { exit, json } = await called(['estimate', sexes, '--strata', 'sex', '--interval', 'wald', '--json'])
  assert.equal(exit, 0)
  assert.deepEqual(
    (json['strata'] as readonly { covariate: string }[]).map(({ covariate }) => covariate),
    ['sex'],
  )
})

test('--strata is proposed for a column that is no list, but not for one that may tell who somebody is', async () => {
  const sex = await called(['estimate', file('sex', (person) => (person % 3 ? 'f' : 'm'))])
  assert.equal(sex.exit, 3)
  assert.match(sex.error, /with --strata/)
  for (const heading of ['name', 'client']) {
    const { exit, error } = await called(['estimate', file(heading, fullName)])
    assert.equal(exit, 3)
    assert.match(error, /a column that is not a list has to be removed from the file/)
    assert.doesNotMatch(error, /--strata|zq/i)
  }
})
