import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { editDistance } from '@gloact/names'
import { createRecords, type ColumnKind } from '../index.ts'
import { fewEdits, jaroWinkler } from './edit-distance.ts'
import { readingOfDate } from './birth-field.ts'
import { MISSING } from './field.ts'

/** The level that each field of two records has, by the field's name. */
function levels(columns: Readonly<Record<string, ColumnKind>>, a: readonly string[], b: readonly string[]) {
  const names = Object.keys(columns)
  const builder = createRecords({ columns: names.map((name) => ({ name, kind: columns[name]! })) }, { year: 2026 })
  builder.open('list', names)
  builder.add(a)
  builder.add(b)
  const { fields } = builder.finish()
  return Object.fromEntries(
    fields.map((field) => {
      const [first, second] = [field.codes[0]!, field.codes[1]!]
      const level = first < 0 || second < 0 ? MISSING : field.level(first, second)
      assert.equal(first < 0 || second < 0 ? MISSING : field.level(second, first), level, 'symmetric')
      return [field.name, level === MISSING ? 'missing' : field.levels[level]!]
    }),
  )
}

const born = { dob: 'date_of_birth', age: 'age', on: 'recorded_on' } as const

test('dates are compared as what they leave open', () => {
  const dates = (a: string, b: string) => levels({ dob: 'date_of_birth', x: 'text' }, [a, 'x'], [b, 'x'])
  assert.equal(dates('1990-03-04', '1990-03-04')['dob'], 'is the same day')
  assert.equal(dates('1990-03-04', '1990-04-03')['dob'], 'has day and month swapped, or one slip')
  assert.equal(dates('1990-03-04', '1990-03-05')['dob'], 'has day and month swapped, or one slip')
  assert.equal(dates('1990-03-04', '1990-03-27')['dob'], 'agrees in two of year, month and day, or is within a month')
  assert.equal(dates('1990-03-04', '1990-11-27')['dob'], 'is the same year, close to it, or two slips apart')
  // Days are guessed, and a guess may fall into another month.
  assert.equal(dates('1990-03-28', '1990-04-11')['dob'], 'agrees in two of year, month and day, or is within a month')
  assert.equal(dates('1990-03-04', '1971-11-27')['dob'], 'is different')
  // 1 January stands for a year of which no more is known.
  assert.deepEqual(dates('1990-01-01', '1990-11-27'), {
    x: 'is written the same',
    dob: 'missing',
    'year of birth': 'is the same year',
  })
  assert.equal(dates('1990', '1991-01-01')['year of birth'], 'is one year apart')
})

test('a day that its month does not have is on no calendar, and is compared as it stands', () => {
  for (const odd of [
    '1978-02-31',
    '1978-02-29',
    '1900-02-29',
    '1978-04-31',
    '1978-13-01',
    '1978-06-00',
    '0978-01-31',
    '2972-12-22',
  ])
    assert.equal(readingOfDate(odd, 'ymd'), 'odd', odd)
  for (const read of [
    '1976-02-29',
    '2000-02-29',
    '1978-02-28',
    '1978-04-30',
    '1978-12-31',
    '19780131',
    '1978',
    '1799-12-31',
    '1650-02-28',
    '1650',
  ])
    assert.equal(readingOfDate(read, 'ymd'), 'read', read)
  assert.equal(readingOfDate('31/02/1978', 'dmy'), 'odd')
  assert.equal(readingOfDate('28/02/1978', 'dmy'), 'read')
  const dates = (a: string, b: string) => levels({ dob: 'date_of_birth', x: 'text' }, [a, 'x'], [b, 'x'])['dob']
  assert.equal(dates('1978-02-31', '1978-02-31'), 'is the same day')
  assert.equal(dates('1978-02-31', '1978-02-28'), 'agrees in two of year, month and day, or is within a month')
  assert.equal(dates('1978-02-31', '1978-03-01'), 'agrees in two of year, month and day, or is within a month')
})

test('an age on a day is held against a date', () => {
  const ages = (a: readonly string[], b: readonly string[]) => levels(born, a, b)['age']
  assert.equal(ages(['', '36', '2026-05-01'], ['1990-03-04', '', '2026-01-01']), 'agrees with the age')
  assert.equal(ages(['', '34', '2026-05-01'], ['1990-03-04', '', '2026-01-01']), 'is two or three years off the age')
  assert.equal(ages(['', '20', '2026-05-01'], ['1990-03-04', '', '2026-01-01']), 'is different')
  assert.equal(ages(['', '36', '2026-05-01'], ['', '', '']), 'missing')
})

test('dates, ages and numbers in digits of other scripts are those in ours', () => {
  const columns = { ...born, phone: 'identifier', address: 'text', place: 'place' } as const
  const ours = ['1990-03-04', '', '', '+996 700 123456', 'House 12', '720001']
  const arabic = ['١٩٩٠-٠٣-٠٤', '', '', '+٩٩٦ ٧٠٠ ١٢٣٤٥٦', 'House ١٢', '٧٢٠٠٠١']
  const same = levels(columns, ours, arabic)
  assert.deepEqual(
    [same['dob'], same['phone'], same['address'], same['place']],
    ['is the same day', 'is the same', 'is written the same', 'is written the same'],
  )
  const dates = (a: string, b: string) => levels({ dob: 'date_of_birth', x: 'text' }, [a, 'x'], [b, 'x'])['dob']
  for (const written of [
    '۱۹۹۰/۰۳/۰۴',
    '१९९०-०३-०४',
    '໑໙໙໐-໐໓-໐໔',
    '١٩٩٠؍٠٣؍٠٤',
    '\u200f١٩٩٠/٠٣/٠٤\u200f',
    '１９９０-０３-０４',
  ])
    assert.equal(dates('1990-03-04', written), 'is the same day', written)
  const ages = (a: readonly string[], b: readonly string[]) => levels(born, a, b)['age']
  assert.equal(ages(['', '٣٦', '٢٠٢٦-٠٥-٠١'], ['1990-03-04', '', '2026-01-01']), 'agrees with the age')
  assert.equal(ages(['', '٣٦٫٥', '٢٠٢٦-٠٥-٠١'], ['١٩٩٠', '', '']), 'agrees with the age')
})

test('names meet across spellings and scripts, and strangers do not', () => {
  const names = (a: string, b: string) => levels({ name: 'given_name', x: 'text' }, [a, ''], [b, ''])['name']
  assert.equal(names('KHADIJA', 'Khadija'), 'is written the same')
  assert.notEqual(names('Khadija', 'خديجة'), 'is different')
  assert.notEqual(names('Мухаммед', 'Mohammed'), 'is different')
  assert.notEqual(names('Svetlana', 'Svtelana'), 'is different')
  assert.equal(names('Svetlana', 'Blessing'), 'is different')
  assert.equal(names('Svetlana', ''), 'missing')
})

test('male and female are no slip of one another', () => {
  const sexes = (a: string, b: string) => levels({ sex: 'sex', x: 'text' }, [a, ''], [b, ''])['sex']
  assert.equal(sexes('F', 'female'), 'is the same')
  assert.equal(sexes('male', 'female'), 'is different')
  assert.equal(sexes('femake', 'female'), 'is one or two letters apart')
  assert.equal(sexes('unknown', 'female'), 'missing')
})

test('counting few edits agrees with counting all of them', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '1'), maxLength: 12 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      assert.equal(fewEdits(a, b, 2), Math.min(3, editDistance(a, b)))
    }),
    { numRuns: 5000 },
  )
})

test('Jaro–Winkler gives the published figures and is symmetric', () => {
  assert.ok(Math.abs(jaroWinkler('martha', 'marhta') - 0.9611) < 1e-4)
  assert.ok(Math.abs(jaroWinkler('dwayne', 'duane') - 0.84) < 1e-4)
  assert.ok(Math.abs(jaroWinkler('dixon', 'dicksonx') - 0.8133) < 1e-4)
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 10 })
  fc.assert(fc.property(word, word, (a, b) => jaroWinkler(a, b) === jaroWinkler(b, a)))
})
