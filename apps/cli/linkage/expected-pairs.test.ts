import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { called } from '../testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-expected-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const GIVEN = ['Amina', 'Bakyt', 'Chinara', 'Daniyar', 'Elena', 'Farida', 'Gulnara']
const two = (value: number): string => String(value).padStart(2, '0')
const strangers = Array.from(
  { length: 20 },
  (_, at) => `r${at},${GIVEN[at % 7]},${1950 + at}-${two(1 + (at % 12))}-${two(2 + ((at * 5) % 26))}`,
)

/** What the command says of the pairs that are expected, and whether it notes that there are none. */
async function expectedOf(lines: readonly string[]) {
  const file = join(folder, 'list.csv')
  writeFileSync(file, lines.join('\n'))
  const args = ['dedupe', file, '--out', join(folder, 'pairs.csv')]
  const { out } = await called(args)
  const { json } = await called([...args, '--json'])
  return {
    expected: Number(json['expectedMatches']),
    words: /compared; (.*) of one person (?:is|are) expected\.$/m.exec(out)?.[1],
    isNoted: out.includes('Note: Less than one pair of one person is expected.'),
    isWarned: (json['warnings'] as { code: string }[]).some(({ code }) => code === 'no_matches'),
  }
}

test('of a pair that is about expected the line of the command and its note say the same', async () => {
  const bare = 'id,given_name,date_of_birth'
  const cases = [
    [0.3, 0.5, 'less than one pair', [bare, ...strangers, 't,Aminat,1950-01-12']],
    [
      0.5,
      0.75,
      'about 1 pair',
      ['id,given_name,family_name,date_of_birth', 'a,Amina,Isaev,1970-02-03', 'b,Amina,Isaeva,1970-02-04'],
    ],
    [0.75, 1.2, 'about 1 pair', [bare, ...strangers, 't,Amina,1950-01-02']],
  ] as const
  for (const [least, most, words, lines] of cases) {
    const said = await expectedOf(lines)
    assert.ok(said.expected > least && said.expected < most, `${said.expected} was to be from ${least} to ${most}`)
    const isNone = words === 'less than one pair'
    assert.deepEqual([said.words, said.isNoted, said.isWarned], [words, isNone, isNone])
  }
})

test('the result and its notes are in the language that is asked for; JSON stays as it is', async () => {
  const file = join(folder, 'said.csv')
  writeFileSync(file, ['id,given_name,date_of_birth', ...strangers, 't,Amina,1950-01-02'].join('\n'))
  const args = ['dedupe', file, '--out', join(folder, 'said-pairs.csv')]
  const { exit, out } = await called([...args, '--language', 'es'])
  assert.equal(exit, 0)
  assert.match(out, /^Nota: Con solo 21 registros lo que se estima de ellos es incierto\./m)
  assert.match(out, /^Registros: 21; pares comparados: /m)
  assert.doesNotMatch(out, /\b(?:records|pairs|Written)\b(?!\.csv)/)
  const [own, theirs] = [await called([...args, '--json']), await called([...args, '--json', '--language', 'es'])]
  assert.deepEqual(theirs.json, own.json)
  assert.match(JSON.stringify(own.json['warnings']), /With no more than 21 records, what is estimated/)
})
