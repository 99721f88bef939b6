import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newFileNumber, parseFileNumber, type FileNumber, type FileNumberFormat } from './file-number.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DEMOLAND: FileNumberFormat = { prefix: 'DL', bodyLength: 4 }
const FORMATS: readonly FileNumberFormat[] = [
  DEMOLAND,
  { prefix: 'LILO', bodyLength: 8 },
  { prefix: 'U', bodyLength: 3 },
  { prefix: 'ZA', bodyLength: 5 },
]

const someNumber = fc.constantFrom(...FORMATS).map((format) => ({ format, number: newFileNumber(format) }))

function failureOf(text: string, format = DEMOLAND): string {
  const result = parseFileNumber(text, format)
  assert.ok(!result.ok, `read ${text} as a number`)
  return result.error.code
}

function assertReads(text: string, number: FileNumber, format = DEMOLAND): void {
  assert.deepEqual(parseFileNumber(text, format), { ok: true, value: number })
}

test('a new file number looks as its format says and is read back as itself', () => {
  fc.assert(
    fc.property(someNumber, ({ format, number }) => {
      assert.match(number, new RegExp(`^${format.prefix}-[${ALPHABET}]{${format.bodyLength}}-[${ALPHABET}]$`))
      assertReads(number, number, format)
    }),
  )
})

test('no file number spells a word: three letters never stand in a row', () => {
  for (let count = 0; count < 2000; count++) {
    const number = newFileNumber({ prefix: 'DL', bodyLength: 8 })
    assert.doesNotMatch(number.slice(3).replace('-', ''), /[A-Z]{3}/)
  }
})

test('numbers differ from one another and every character comes up', () => {
  const numbers = new Set(Array.from({ length: 2000 }, () => newFileNumber({ prefix: 'DL', bodyLength: 8 })))
  assert.equal(numbers.size, 2000)
  assert.equal(new Set([...numbers].flatMap((number) => Array.from(number.slice(3, 11)))).size, 32)
})

test('one wrong character is always found out, wherever it stands', () => {
  for (const format of FORMATS) {
    const number = newFileNumber(format)
    for (let place = 0; place < number.length; place++) {
      if (number[place] === '-') continue
      for (const wrong of place < format.prefix.length ? 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' : ALPHABET) {
        const readAlike = place < format.prefix.length && alike(wrong) === alike(number[place]!)
        if (readAlike) continue
        if (wrong === number[place]) continue
        failureOf(number.slice(0, place) + wrong + number.slice(place + 1), format)
      }
    }
  }
})

test('two characters that changed places are always found out, next to each other or apart', () => {
  fc.assert(
    fc.property(someNumber, ({ format, number }) => {
      const body = number.slice(format.prefix.length).replaceAll('-', '')
      for (let a = 0; a < body.length; a++) {
        for (let b = a + 1; b < body.length; b++) {
          if (body[a] === body[b]) continue
          const swapped = [...body]
          swapped[a] = body[b]!
          swapped[b] = body[a]!
          assert.equal(failureOf(format.prefix + swapped.join(''), format), 'protection.file_number_mistyped')
        }
      }
    }),
  )
})

test('all bodies of three characters, each with every change of one and every swap of two neighbours, are told apart', () => {
  const format: FileNumberFormat = { prefix: 'DL', bodyLength: 3 }
  const checks = new Map<string, string>()
  for (const a of ALPHABET)
    for (const b of ALPHABET) for (const c of ALPHABET) checks.set(a + b + c, checkFor(a + b + c))
  for (const [body, check] of checks) {
    for (const other of ALPHABET) {
      if (other !== body[0]) assert.notEqual(checks.get(other + body[1] + body[2]), check)
      if (other !== body[1]) assert.notEqual(checks.get(body[0] + other + body[2]), check)
      if (other !== body[2]) assert.notEqual(checks.get(body.slice(0, 2) + other), check)
    }
    if (body[0] !== body[1]) assert.notEqual(checks.get(body[1]! + body[0]! + body[2]!), check)
    if (body[1] !== body[2]) assert.notEqual(checks.get(body[0]! + body[2]! + body[1]!), check)
    // The last of the body and the check change places.
    if (body[2] !== check) assert.notEqual(checks.get(body.slice(0, 2) + check), body[2])
  }

  function checkFor(body: string): string {
    const fitting = [...ALPHABET].filter((check) => parseFileNumber(`DL${body}${check}`, format).ok)
    assert.equal(fitting.length, 1)
    return fitting[0]!
  }
})

test('a file number is read as people write it', () => {
  const number = numberWith('01')
  const body = number.slice(3, 7)
  const check = number.slice(8)
  const spoken = body.replaceAll('0', 'o').replaceAll('1', 'l')
  for (const text of [
    number.toLowerCase(),
    `  dl ${spoken} ${check} `,
    `DL${body}${check}`,
    `DL–${body}–${check}`,
    `dl.${body.replaceAll('1', 'I').replaceAll('0', 'O')}/${check}`,
    `\u200fDL-${body}-${check}\u200f`,
    `DL-${body.replaceAll('0', '٠').replaceAll('1', '١')}-${check}`,
    `DL-${body.replaceAll('0', '۰').replaceAll('1', '۱')}-${check}`,
    `DL-${body.replaceAll('0', '०').replaceAll('1', '१')}-${check}`,
    `DL-${body.replaceAll('0', '໐').replaceAll('1', '໑')}-${check}`,
  ]) {
    assertReads(text, number)
  }
})

test('a prefix that is misread is still the prefix, and another one is foreign', () => {
  const format: FileNumberFormat = { prefix: 'LO', bodyLength: 4 }
  const number = newFileNumber(format)
  assertReads(`10${number.slice(2)}`, number, format)
  assert.equal(failureOf(number), 'protection.file_number_foreign')
})

test('what is no number is refused and not repeated', () => {
  for (const text of [
    '',
    'DL',
    '-----',
    'Amina Haddad',
    'DL-7U3M-9',
    'DL-7K3M-9-7K3M-9',
    '7'.repeat(10_000),
    'DL-7K☃M-9',
  ]) {
    const result = parseFileNumber(text, DEMOLAND)
    assert.ok(!result.ok)
    assert.deepEqual(Object.keys(result.error), ['code'])
  }
})

test('anything at all can be typed without an error being thrown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const result = parseFileNumber(text, DEMOLAND)
      assert.ok(result.ok || result.error.code.startsWith('protection.file_number_'))
    }),
  )
})

test('a format that cannot be meant is a bug and says so', () => {
  for (const format of [
    { prefix: '', bodyLength: 4 },
    { prefix: 'dl', bodyLength: 4 },
    { prefix: 'D-L', bodyLength: 4 },
    { prefix: 'DL', bodyLength: 2 },
    { prefix: 'DL', bodyLength: 4.5 },
  ]) {
    assert.throws(() => newFileNumber(format), TypeError)
  }
})

const alike = (letter: string): string => letter.replace('O', '0').replace(/[IL]/, '1')

function numberWith(characters: string): FileNumber {
  for (;;) {
    const number = newFileNumber(DEMOLAND)
    if ([...characters].every((character) => number.slice(3, 7).includes(character))) return number
  }
}
