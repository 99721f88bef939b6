import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareTokens, createNameIndex, LEAST_MATCH, nameKeys, type NameIndex, type NameReasonKind } from './index.ts'
import { extrasOf, spokenParts } from './tokens.ts'

const everything = { limit: 10, allows: () => true }

function indexOf(names: Readonly<Record<string, string | readonly string[]>>): NameIndex<string> {
  const index = createNameIndex<string>()
  for (const [id, known] of Object.entries(names))
    index.upsert({ id, scope: 'agency', tokens: [known].flat().map((name) => nameKeys(name)) })
  return index
}

const ids = (index: NameIndex<string>, query: string): string[] => index.search(query, everything).map(({ id }) => id)
const kinds = (index: NameIndex<string>, query: string): NameReasonKind[] =>
  index.search(query, everything)[0]?.reasons.map((reason) => reason.kind) ?? []

const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz')
const part = fc.string({ unit: letters, minLength: 5, maxLength: 10 })
const name = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '))

/** One letter left out, added, changed, or crossed with the next. */
function withTypo(text: string, kind: number, at: number, letter: string): string {
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1)
  if (kind === 1) return text.slice(0, at) + letter + text.slice(at)
  if (kind === 2) return text.slice(0, at) + letter + text.slice(at + 1)
  return text.slice(0, at) + (text[at + 1] ?? '') + text[at]! + text.slice(at + 2)
}

test('a name is found by itself, its beginning, a misspelling, and its spelling in another script', () => {
  const index = indexOf({
    a: 'Mohammed Hassan',
    b: 'Gulnara Asanova',
    c: 'Олена Шевченко',
    d: 'सुनीता श्रेष्ठ',
    e: 'خديجة علي',
  })
  assert.deepEqual(ids(index, 'mohammed hassan'), ['a'])
  assert.deepEqual(kinds(index, 'mohammed hassan'), ['exact'])
  assert.deepEqual(ids(index, 'gul'), ['b'])
  assert.deepEqual(kinds(index, 'gul'), ['prefix', 'part_missing'])
  assert.deepEqual(ids(index, 'Mohamxed Hassan'), ['a'])
  assert.deepEqual(ids(index, 'محمد حسن'), ['a'])
  assert.deepEqual(ids(index, 'Olena Shevchenko'), ['c'])
  assert.deepEqual(ids(index, 'Sunita Shrestha'), ['d'])
  assert.deepEqual(ids(index, 'Khadija Ali'), ['e'])
  assert.deepEqual(kinds(index, 'Khadija Ali'), ['other_script'])
  assert.deepEqual(ids(index, 'Гүлнара'), ['b'])
})

test('a beginning finds a name in another script while it is being typed', () => {
  const index = indexOf({ a: 'محمد حسن', b: 'عمر' })
  assert.deepEqual(ids(index, 'moha'), ['a'])
  assert.deepEqual(ids(index, 'Mohammed Has'), ['a'])
})

test('particles, the order of parts and a missing part do not hide a name', () => {
  const index = indexOf({ a: 'Ahmed Mohamed bin Ali al-Amin', b: 'Sunita Thapa' })
  assert.deepEqual(ids(index, 'Ahmed Amin'), ['a'])
  assert.deepEqual(kinds(index, 'Ahmed Amin'), ['exact', 'particle', 'part_missing'])
  assert.deepEqual(kinds(index, 'Thapa Sunita'), ['exact', 'swapped'])
})

test('a person is found by any of their names, once, by the best of them', () => {
  const index = indexOf({ a: ['Maryam Yusuf', 'Mimi', 'Maryam'], b: 'Mirka' })
  const [match, ...others] = index.search('Mimi', everything)
  assert.deepEqual([match?.id, match?.name, match?.score], ['a', 1, 1])
  assert.equal(others.filter(({ id }) => id === 'a').length, 0)
  assert.equal(index.search('Maryam', everything)[0]?.name, 2)
})

test('the better match comes first, and equal ones by id', () => {
  const index = indexOf({ z: 'Maria', y: 'Mariam', b: 'Amina Hassan', a: 'Amina Hassan' })
  assert.deepEqual(ids(index, 'Maria'), ['z', 'y'])
  assert.deepEqual(ids(index, 'Amina Hassan'), ['a', 'b'])
  assert.deepEqual(
    index.search('Amina', { ...everything, limit: 1 }).map(({ id }) => id),
    ['a'],
  )
})

test('a search for nothing, or for no results, gives nothing', () => {
  const index = indexOf({ a: 'Amina' })
  for (const query of ['', '  ', '---', '\u200f']) assert.deepEqual(index.search(query, everything), [])
  assert.deepEqual(index.search('Amina', { ...everything, limit: 0 }), [])
})

test('an entry taken in again replaces what it was', () => {
  const index = indexOf({ a: 'Amina' })
  index.upsert({ id: 'a', scope: 'agency', tokens: [nameKeys('Gulnara')] })
  assert.equal(index.size, 1)
  assert.deepEqual(ids(index, 'Amina'), [])
  assert.deepEqual(ids(index, 'Gulnara'), ['a'])
})

test('an index built from stored tokens answers as one built from names', () => {
  const stored = JSON.parse(JSON.stringify([nameKeys('Абдурахман Асанов')])) as ReturnType<typeof nameKeys>[]
  const index = createNameIndex<null>()
  index.upsert({ id: 'a', scope: null, tokens: stored })
  assert.equal(index.search('Abdul Rahman Asanov', everything)[0]?.id, 'a')
})

/** Parts in which letters and pairs of letters come again, and parts with a particle written onto them. */
const few = fc.string({ unit: fc.constantFrom(...'aabmc'), minLength: 4, maxLength: 9 })
const written = fc.oneof(
  part,
  few,
  fc.tuple(fc.constantFrom('mc', 'm', 'c', 'cm', 'xc', 'mx'), few).map((pieces) => pieces.join('')),
)

/** Whether a typo made or unmade a particle in a way that nothing is promised of: see the README. */
function isAnotherName(typed: string, stored: string): boolean {
  const [one, other] = [nameKeys(typed), nameKeys(stored)]
  const [spoken, kept] = [spokenParts(one), spokenParts(other)]
  if (spoken.length !== kept.length) return true
  if (extrasOf(one) === extrasOf(other)) return false
  return spoken.some(({ folded }, at) => {
    const before = kept[at]!.folded
    return (
      folded !== before && (Math.min(folded.length, before.length) < 5 || Math.abs(folded.length - before.length) > 2)
    )
  })
}

test('one typo in a part of four letters or more does not hide a name', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.array(written, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
        { minLength: 1, maxLength: 20 },
      ),
      fc.nat(),
      fc.nat(),
      fc.nat(3),
      fc.nat(),
      letters,
      (names, which, whichPart, kind, at, letter) => {
        const index = indexOf(Object.fromEntries(names.map((text, number) => [`e${number}`, text])))
        const stored = names[which % names.length]!
        const parts = stored.split(' ')
        const target = whichPart % parts.length
        parts[target] = withTypo(parts[target]!, kind, at % parts[target]!.length, letter)
        const typed = parts.join(' ')
        fc.pre(!isAnotherName(typed, stored))
        const matches = index.search(typed, { limit: names.length, allows: () => true })
        assert.ok(matches.some(({ id }) => id === `e${which % names.length}`))
      },
    ),
    { numRuns: 2000 },
  )
})

test('letters that repeat, letters crossed in a short part, and a particle written onto one hide no name', () => {
  for (const [stored, typed] of [
    ['aaasv', 'aaavs'],
    ['Amna', 'Anma'],
    ['mcaamb', 'mcaabm'],
    ['mcaaaa', 'mcaaab'],
    ['McDonald', 'MvDonald'],
    ['McDonald', 'cMDonald'],
  ] as const)
    assert.deepEqual(ids(indexOf({ a: stored }), typed), ['a'], `${stored} by ${typed}`)
})

test('a removed entry is not found, and leaves the index as if it had never been there', () => {
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 12 }), fc.nat(), (names, which) => {
      const all = Object.fromEntries(names.map((text, number) => [`e${number}`, text]))
      const index = indexOf(all)
      const removed = `e${which % names.length}`
      index.remove(removed)
      index.remove('unknown')
      const { [removed]: text, ...rest } = all
      const never = indexOf(rest)
      assert.equal(index.size, never.size)
      for (const query of [text!, ...names.slice(0, 3)])
        assert.deepEqual(index.search(query, everything), never.search(query, everything))
    }),
  )
})

test('an entry that the searcher may not see changes nothing in the answer', () => {
  const near = fc.constantFrom(
    'Amina Hassan',
    'Amina Hasan',
    'Amira Hassan',
    'آمنة حسن',
    'Hassan Amina',
    'Amina',
    'Aminata',
    'Ali',
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.oneof(near, name), fc.boolean()), { minLength: 1, maxLength: 40 }),
      fc.oneof(near, name, fc.constantFrom('am', 'a', 'has')),
      fc.integer({ min: 1, max: 6 }),
      (entries, query, limit) => {
        const full = createNameIndex<boolean>()
        const permitted = createNameIndex<boolean>()
        entries.forEach(([text, may], number) => {
          const entry = { id: `e${number}`, scope: may, tokens: [nameKeys(text)] }
          full.upsert(entry)
          if (may) permitted.upsert(entry)
        })
        assert.deepEqual(
          full.search(query, { limit, allows: (may) => may }),
          permitted.search(query, { limit, allows: () => true }),
        )
      },
    ),
    { numRuns: 300 },
  )
})

test('a score in the index is the score of the two names, and the best are not lost to the limit', () => {
  const near = fc.constantFrom(
    'Amina',
    'Amira',
    'Hassan',
    'Hasan',
    'Ali',
    'Alia',
    'علي',
    'حسن',
    'Yusuf',
    'Юсуф',
    'bin',
    'Abdul',
  )
  const made = fc.array(near, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '))
  fc.assert(
    fc.property(
      fc.array(made, { minLength: 1, maxLength: 40 }),
      made,
      fc.integer({ min: 1, max: 8 }),
      (names, query, limit) => {
        const index = indexOf(Object.fromEntries(names.map((text, number) => [`e${number}`, text])))
        const asked = nameKeys(query)
        const matches = index.search(query, { limit, allows: () => true })
        for (const { id, score } of matches)
          assert.equal(score, compareTokens(asked, nameKeys(names[Number(id.slice(1))]!), 'search').score)
        const all = index.search(query, { limit: names.length, allows: () => true })
        assert.deepEqual(matches, all.slice(0, limit))
        assert.ok(all.every(({ score }) => score >= LEAST_MATCH))
      },
    ),
    { numRuns: 300 },
  )
})
