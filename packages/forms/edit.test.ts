import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { CODE_LISTS, type CodeLists } from '@gloact/codes'
import { ABSENCES, asPlainDate, newId, type Json } from '@gloact/kernel'
import {
  FORM_FAILURES,
  acceptEdit,
  checkComplete,
  checkEdit,
  checkMessage,
  defineForm,
  failureParams,
  fieldsById,
  flatten,
  nest,
  normaliseEdit,
  pathOfPointer,
  readRows,
  type Field,
  type FormAnswers,
} from './index.ts'
import { testForm } from './test-form.ts'

const today = asPlainDate('2026-11-24')
const lists: CodeLists = {
  ...CODE_LISTS,
  districts: { id: 'districts', version: '1', codes: [{ code: 'north', label: { en: 'North' } }] },
}
const codesFor = (edit: unknown, current: FormAnswers = {}): string[] =>
  checkEdit(testForm, lists, current, edit as FormAnswers, { today }).map((failed) => failed.code)
const codeFor = (path: string, value: Json): string | undefined => codesFor({ [path]: { value } })[0]

const row = newId(1)
const other = newId(2)

test('an answer of each type is taken and one of another type is not', () => {
  const good: Record<string, Json> = {
    name: 'Aizada',
    mail: 'a@example.org',
    papers: '00123',
    phone: '+996312123456',
    birth_date: '2008-05',
    met_on: '2026-11-24',
    gender: 'Feminine',
    citizenships: ['NA', 'XX'],
    born_in: 'NA',
    speaks: 'ky',
    children: 0,
    needs_care: 'yes',
    care_note: 'A wound,\nnot treated',
  }
  for (const [path, value] of Object.entries(good)) {
    assert.equal(codeFor(path, value), undefined, path)
    for (const wrong of [null, true, {}, [[]], 1.5e308])
      assert.ok(codeFor(path, wrong), `${path}: ${JSON.stringify(wrong)}`)
  }
})

test('what is wrong with a value is said by its code', () => {
  const cases: [string, Json, string][] = [
    ['gender', 'feminine', 'forms.unknown_code'],
    ['born_in', '00', 'forms.unknown_code'],
    ['citizenships', [], 'forms.empty'],
    ['citizenships', ['KG', 'KG'], 'forms.repeated_code'],
    ['children', 1.5, 'forms.not_whole'],
    ['children', -1, 'forms.too_small'],
    ['children', 31, 'forms.too_large'],
    ['birth_date', '2026-02-30', 'forms.not_a_date'],
    ['birth_date', '2026-12', 'forms.date_in_future'],
    ['birth_date', '1026', 'forms.date_out_of_range'],
    ['met_on', '2026-11', 'forms.date_too_coarse'],
    ['needs_care', 'unknown', 'forms.wrong_type'],
    ['name', '  ', 'forms.empty'],
    ['name', 'a'.repeat(201), 'forms.too_long'],
    ['name', 'two\nlines', 'forms.control_characters'],
    ['care_note', 'bell \u0007', 'forms.control_characters'],
    ['name', 'half \ud800', 'forms.control_characters'],
    ['name', 'x\u202ey', 'forms.hidden_characters'],
    ['mail', 'nobody', 'forms.not_an_email'],
    ['papers', '12a', 'forms.not_digits'],
    ['phone', '0312 123456', 'forms.not_a_phone_number'],
    ['age', 17, 'forms.not_answerable'],
    ['nothing', 'x', 'forms.unknown_path'],
    ['situation', true, 'forms.unknown_path'],
    ['forms', ['begging'], 'forms.unknown_path'],
    [`name/${row}`, true, 'forms.unknown_path'],
    [`situation/${row}/name`, 'x', 'forms.unknown_path'],
    ['situation/1', true, 'forms.unknown_path'],
    [`situation/${row}`, 'yes', 'forms.wrong_type'],
    ['__proto__', true, 'forms.unknown_path'],
  ]
  for (const [path, value, code] of cases) {
    const edit: unknown = JSON.parse(`{ ${JSON.stringify(path)}: ${JSON.stringify({ value })} }`)
    assert.deepEqual(codesFor(edit), [code], `${path} ${JSON.stringify(value)}`)
  }
})

test('an absence is taken where its kind is offered, and not asked always', () => {
  assert.deepEqual(codesFor({ name: { absent: 'declined' } }), [])
  assert.deepEqual(codesFor({ birth_date: { absent: 'not_known' } }), [])
  assert.deepEqual(codesFor({ birth_date: { absent: 'not_asked' } }), [])
  assert.deepEqual(codesFor({ birth_date: { absent: 'declined' } }), ['forms.absence_not_offered'])
  assert.deepEqual(codesFor({ name: { absent: 'who knows' } }), ['forms.absence_not_offered'])
  assert.deepEqual(codesFor({ name: { value: 'x', absent: 'declined' } }), ['forms.wrong_type'])
})

test('a row is answered in once it was added, and still after it was removed elsewhere', () => {
  const edit = { [`situation/${row}/hours`]: { value: 12.5 } }
  assert.deepEqual(codesFor(edit), ['forms.no_such_row'])
  assert.deepEqual(codesFor({ ...edit, [`situation/${row}`]: { value: true } }), [])
  assert.deepEqual(codesFor(edit, { [`situation/${row}`]: { value: false } }), [])
})

test('one edit adds no more rows than there may be', () => {
  const rows = [1, 2, 3, 4].map((at) => [`situation/${newId(at)}`, { value: true }] as const)
  assert.deepEqual(codesFor(Object.fromEntries(rows)), ['forms.too_many_rows'])
  assert.deepEqual(codesFor(Object.fromEntries(rows.slice(1)), Object.fromEntries(rows.slice(0, 1))), [])
})

test('a place is words, a country, a district of the country’s list, or several of them', () => {
  const at = `situation/${row}/place`
  const place = (value: Json) => codesFor({ [`situation/${row}`]: { value: true }, [at]: { value } })[0]
  assert.equal(place({ place: 'Port Isa', country: 'NA', location: 'north' }), undefined)
  assert.equal(place({ location: 'south' }), 'forms.unknown_code')
  assert.equal(place({ country: 'Namibia' }), 'forms.unknown_code')
  assert.equal(place({}), 'forms.empty')
  assert.equal(place({ town: 'x' }), 'forms.wrong_type')
})

test('a failure points at its answer and tells nothing of it', () => {
  const failures = checkEdit(
    testForm,
    lists,
    { [`situation/${row}`]: { value: true } },
    { name: { value: 'Aizada\u0007' }, [`situation/${row}/hours`]: { value: 'Aizada' } },
    { today, under: '/answers' },
  )
  assert.deepEqual(
    failures.map((failed) => failed.pointer),
    ['/answers/name', `/answers/situation~1${row}~1hours`],
  )
  assert.equal(pathOfPointer(failures[1]!.pointer), `situation/${row}/hours`)
  assert.ok(!JSON.stringify(failures).includes('Aizada'))
})

test('what people type is brought into one form before it is stored', () => {
  const typed: FormAnswers = {
    name: { value: ' Ame\u0301lie\u202e ' },
    phone: { value: '٠٠٩٦١ (٧١) ١٢٣-٤٥٦' },
    papers: { value: '۱۲ ۳' },
    care_note: { value: 'one\r\ntwo ' },
    mail: { value: '   ' },
    nothing: { value: ' kept ' },
  }
  assert.deepEqual(normaliseEdit(testForm, typed), {
    name: { value: 'Amélie' },
    phone: { value: '+96171123456' },
    papers: { value: '123' },
    care_note: { value: 'one\ntwo' },
    mail: { absent: 'not_asked' },
    nothing: { value: ' kept ' },
  })
  const local = normaliseEdit(testForm, { phone: { value: '071 123 456' } }, { callingCode: '961' })
  assert.deepEqual(local, { phone: { value: '+96171123456' } })
  const arabic = 'آمنة می‌خواهد\u200f'
  assert.deepEqual(normaliseEdit(testForm, { name: { value: arabic } }), { name: { value: arabic } })
})

// Edits of every kind: real paths and invented ones, likely values and any JSON.
const ids = [...fieldsById(testForm).keys(), 'nothing', '__proto__', 'constructor']
const paths = fc.oneof(
  fc.constantFrom(...ids),
  fc.tuple(fc.constantFrom('situation', 'name'), fc.constantFrom(row, other, 'x')).map((parts) => parts.join('/')),
  fc
    .tuple(fc.constant('situation'), fc.constantFrom(row, other), fc.constantFrom(...ids))
    .map((parts) => parts.join('/')),
  fc.string(),
)
const values = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('yes', 'no', '2020', '2020-05-06', 'KG', 'ky', 'Feminine', true, false, 3, '+96171123456', 'a@b.org'),
  fc.constant(['forced_labour']),
  fc.constant(['KG']),
  fc.constant({ place: 'Port Isa' }),
)
const likely = fc.dictionary(
  paths,
  fc.oneof(
    values.map((value) => ({ value })),
    fc.constantFrom(...ABSENCES).map((absent) => ({ absent })),
    fc.jsonValue(),
  ),
)

test('checking never throws, whatever the JSON', () => {
  fc.assert(
    fc.property(fc.oneof(likely, fc.jsonValue()), (edit) => {
      const failures = checkEdit(testForm, lists, {}, edit as FormAnswers, { today })
      for (const failed of failures) assert.ok((FORM_FAILURES as readonly string[]).includes(failed.code))
      acceptEdit(testForm, lists, {}, edit as FormAnswers, { today })
    }),
    { numRuns: 500 },
  )
})

/** The part of an edit that is accepted by itself, so that properties of what is accepted meet many cases. */
const acceptable = likely.map((edit) => {
  const rows: FormAnswers = { [`situation/${row}`]: { value: true }, [`situation/${other}`]: { value: false } }
  const whole = { ...rows, ...edit } as FormAnswers
  const refused = new Set(
    checkEdit(testForm, lists, rows, whole, { today }).map((failed) => pathOfPointer(failed.pointer)),
  )
  const taken = Object.entries(whole).filter(([path]) => !refused.has(path))
  return { ...rows, ...Object.fromEntries(taken) }
})

test('what is accepted survives the way into a tree and back', () => {
  fc.assert(
    fc.property(acceptable, (edit) => {
      assert.deepEqual(codesFor(edit, edit), [])
      assert.deepEqual(flatten(nest(edit)), edit)
    }),
  )
})

test('what was normalised stays as it is, and what is accepted is stored as it was checked', () => {
  fc.assert(
    fc.property(likely, (edit) => {
      const once = normaliseEdit(testForm, edit as FormAnswers)
      assert.deepEqual(normaliseEdit(testForm, once), once)
      const accepted = acceptEdit(testForm, lists, {}, edit as FormAnswers, { today })
      if (accepted.ok) assert.deepEqual(codesFor(accepted.value), [])
    }),
  )
})

test('rows come in the order of their ids and without the removed ones', () => {
  const answers: FormAnswers = {
    [`situation/${other}`]: { value: true },
    [`situation/${row}`]: { value: true },
    [`situation/${newId(3)}`]: { value: false },
  }
  assert.deepEqual(
    readRows(answers, 'situation').map((one) => one.id),
    [row, other],
  )
})

const missing = (answers: FormAnswers, ...sections: string[]) =>
  checkComplete(testForm, answers, { sections }).map((failed) => `${pathOfPointer(failed.pointer)} ${failed.code}`)

test('a section is finished when what it requires is answered, and declining is an answer', () => {
  assert.deepEqual(missing({}, 'identity'), ['name forms.required'])
  assert.deepEqual(missing({ name: { absent: 'not_asked' } }, 'identity'), ['name forms.required'])
  assert.deepEqual(missing({ name: { absent: 'declined' } }, 'identity'), [])
  assert.deepEqual(missing({}, 'health'), [])
  assert.deepEqual(missing({ needs_care: { value: 'yes' } }, 'health'), ['care_note forms.required'])
  assert.deepEqual(missing({}, 'events'), [])
  assert.deepEqual(missing({ exploited: { value: 'yes' } }, 'events'), ['situation forms.too_few_rows'])
  assert.deepEqual(missing({ exploited: { value: 'yes' }, [`situation/${row}`]: { value: true } }, 'events'), [
    `situation/${row}/forms forms.required`,
  ])
  assert.deepEqual(checkComplete(testForm, {}, { required: false }), [])
})

test('a cross-field check speaks up where it is broken for certain, in its row', () => {
  const failures = (entered: string, left: string) =>
    checkComplete(
      testForm,
      {
        exploited: { value: 'yes' },
        [`situation/${row}`]: { value: true },
        [`situation/${row}/entered_on`]: { value: entered },
        [`situation/${row}/left_on`]: { value: left },
      },
      { required: false },
    )
  assert.deepEqual(failures('2024', '2024-03'), [])
  assert.deepEqual(
    failures('2024-05', '2024-03').map((failed) => pathOfPointer(failed.pointer)),
    [`situation/${row}/entered_on`, `situation/${row}/left_on`],
  )
  const { params } = failures('2025', '2024')[0]!
  assert.equal(checkMessage(testForm, String(params?.['check']), 'ar'), 'لا يمكن أن تكون المغادرة قبل الوصول.')
})

test('every failure and every kind of absence has a message in every language', () => {
  const wanted = [
    ...FORM_FAILURES,
    ...ABSENCES.map((kind) => `forms.absence.${kind}`),
    'forms.yes',
    'forms.no',
  ].toSorted()
  for (const language of ['en', 'ar']) {
    const messages = JSON.parse(readFileSync(new URL(`locales/${language}.json`, import.meta.url), 'utf8')) as Record<
      string,
      string
    >
    assert.deepEqual(Object.keys(messages).toSorted(), wanted, language)
    for (const message of Object.values(messages)) assert.equal(message, message.trim())
  }
})

const stay = (...fields: Field[]) =>
  defineForm({ id: 'stay', version: '1', title: { en: 'Stay' }, sections: [{ id: 's', title: { en: 'S' }, fields }] })
const date = { type: 'date', sensitivity: 'case' } as const
const from: Field = { ...date, id: 'from_on', label: { en: 'From' } }
const to: Field = { ...date, id: 'to_on', label: { en: 'To' }, notBefore: ['from_on'] }

test('an end before its beginning is refused at whichever of both is edited', () => {
  const form = stay(from, to)
  const failed = (current: FormAnswers, edit: FormAnswers) =>
    checkEdit(form, lists, current, edit, { today }).map(({ pointer, code }) => `${pointer} ${code}`)
  const began: FormAnswers = { from_on: { value: '2026-03' } }
  assert.deepEqual(failed(began, { to_on: { value: '2025' } }), ['/to_on forms.before_other'])
  assert.deepEqual(failed({ to_on: { value: '2025' } }, began), ['/from_on forms.after_other'])
  assert.deepEqual(failed({}, { ...began, to_on: { value: '2025' } }), [
    '/to_on forms.before_other',
    '/from_on forms.after_other',
  ])
  // What may be in order is: the year of a beginning, an end that is not known.
  assert.deepEqual(failed(began, { to_on: { value: '2026' } }), [])
  assert.deepEqual(failed(began, { to_on: { absent: 'not_known' } }), [])
})

test('dates are put in order within their row, and against the form’s own dates', () => {
  const line: Field = {
    id: 'lines',
    type: 'group',
    label: { en: 'Lines' },
    sensitivity: 'case',
    fields: [
      { ...date, id: 'line_from', label: { en: 'From' }, notBefore: ['from_on'] },
      { ...date, id: 'line_to', label: { en: 'To' }, notBefore: ['line_from'] },
    ],
  }
  const [a, b] = [newId(1), newId(2)]
  const answers: FormAnswers = {
    from_on: { value: '2020' },
    [`lines/${a}`]: { value: true },
    [`lines/${a}/line_to`]: { value: '2021' },
    [`lines/${b}`]: { value: true },
    [`lines/${b}/line_from`]: { value: '2022' },
  }
  assert.deepEqual(checkComplete(stay(from, line), answers), [])
  const wrong: FormAnswers = { ...answers, [`lines/${b}/line_to`]: { value: '2021' } }
  assert.deepEqual(
    checkComplete(stay(from, line), wrong).map(({ pointer }) => pointer),
    [`/lines~1${b}~1line_to`, `/lines~1${b}~1line_from`],
  )
  const early = { [`lines/${a}/line_from`]: { value: '2019' } }
  assert.deepEqual(checkEdit(stay(from, line), lists, answers, early, { today })[0]?.params, { other: 'from_on' })
})

test('a date that somebody else recorded meanwhile refuses no edit, and both are reported when the form is finished', () => {
  const form = stay(from, to)
  const theirs: FormAnswers = { from_on: { value: '2026' } }
  const mine: FormAnswers = { to_on: { value: '2025' } }
  assert.deepEqual(checkEdit(form, lists, theirs, mine, { today, wasSeen: () => false }), [])
  assert.equal(checkComplete(form, { ...theirs, ...mine }).length, 2)
})

test('a year that has not begun is refused where it tells of what happened', () => {
  const form = stay({
    id: 'year',
    type: 'number',
    year: true,
    notFuture: true,
    sensitivity: 'case',
    label: { en: 'Year' },
  })
  const codes = (year: number) =>
    checkEdit(form, lists, {}, { year: { value: year } }, { today }).map(({ code }) => code)
  assert.deepEqual(codes(2026), [])
  assert.deepEqual(codes(2027), ['forms.year_in_future'])
})

test('the sentence about two dates names the other question', () => {
  const failure = { params: { other: 'from_on' } }
  assert.deepEqual(failureParams(stay(from, to), failure, 'en'), { other: 'From' })
  assert.deepEqual(failureParams(stay(from), { params: { max: 3 } }, 'en'), { max: 3 })
})
