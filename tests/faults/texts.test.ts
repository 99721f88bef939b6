import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyContract, nameOf, textPlaces } from '../support/contracts.ts'

const contracts = await everyContract()
const places = contracts.flatMap((contract) =>
  [contract.body, contract.query, contract.params].flatMap((part) =>
    part ? textPlaces(part).map(({ path, schema }) => ({ at: `${nameOf(contract)} ${path}`, schema })) : [],
  ),
)

/** Places that no schema of a contract looks into, and who does. */
const LOOKED_AT_ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/[pP]assword$/, 'hashed and compared; never kept, looked up or shown'],
  [/answers_recorded\.payload\.edits\./, 'the form’s own definition: checkEdit of packages/forms'],
  [/\/legislation\/laws.* source$/, 'the module, which says what is no text of a law: sourceKind of packages/law'],
  [
    /package-progress state\.\*$/,
    'nobody: it is sealed, and given back to the package that said it, within its frame; people are shown a status and a score',
  ],
  [/passkeys? response\.\*$/, 'the library that verifies what a passkey answered'],
]
const here = places.filter(({ at }) => !LOOKED_AT_ELSEWHERE.some(([pattern]) => pattern.test(at)))

test('no text of a request takes what is no text, wherever it stands; each exception is one still', () => {
  assert.ok(here.length > 200, `only ${here.length} places were found`)
  for (const [pattern, why] of LOOKED_AT_ELSEWHERE)
    assert.ok(
      places.some(({ at }) => pattern.test(at)),
      `${why}: there is no such place any more`,
    )
  for (const character of ['\u0000', '\u0007', '\u001b[31m', '\u007f', '\u0085', '\ud800', '\ufff9', '\uffff'])
    for (const { at, schema } of here)
      assert.equal(
        schema.safeParse(`Any${character}body`).success,
        false,
        `${at} takes U+${character.codePointAt(0)!.toString(16)}`,
      )
})

test('what nobody sees and what turns a text round is not in what is kept', () => {
  for (const character of ['\u202a', '\u202d', '\u202e', '\u2066', '\u2068', '\u2069', '\u206f', '\ufeff'])
    for (const { at, schema } of here) {
      const parsed = schema.safeParse(`Any${character}body`)
      if (parsed.success) assert.ok(!JSON.stringify(parsed.data).includes(character), at)
    }
})

test('marks and joiners that scripts are written with are kept, and every script', () => {
  const texts = [
    'می\u200cخواهم', // Persian: "I want", with a zero-width non-joiner
    'قالت \u200fABC\u200e، ثم', // Arabic round Latin letters, with both marks
    'क्\u200dष', // Devanagari: half a letter, with a zero-width joiner
    'ສະບາຍ\u200bດີ', // Lao: where a line may break
    'Зулайхо e\u0301',
    '👩🏽‍👧',
  ]
  const words = here.filter(({ schema }) => schema.safeParse(`It's <b>so</b>`).success)
  assert.ok(words.length > 60, `only ${words.length} places take words`)
  for (const text of texts)
    for (const { at, schema } of words) {
      // As long as the longest of the places asks for.
      const said = text.padEnd(20, '.')
      const { data } = schema.safeParse(said)
      assert.equal(data, at.endsWith(' email') ? said.toLowerCase() : said, at)
    }
})

test('a text of nothing that can be read is no name', () => {
  const names = here.filter(({ at }) => /(POST|PUT) \/identity\/.* (name|agencyName)$/.test(at))
  assert.ok(names.length >= 7, `only ${names.length} names were found`)
  for (const { at, schema } of names)
    for (const text of ['', '  ', '\u200f', '\u200b\u200d', '\u2066\u2069', 'two\nlines'])
      assert.equal(schema.safeParse(text).success, false, `${at} ${JSON.stringify(text)}`)
})
