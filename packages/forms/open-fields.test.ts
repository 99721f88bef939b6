import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CODE_LISTS } from '@gloact/codes'
import { asPlainDate, newId, type Json } from '@gloact/kernel'
import {
  acceptEdit,
  checkEdit,
  defineForm,
  findPersonFormProblems,
  FORM_FAILURES,
  formDefinition,
  normaliseEdit,
  offeredAbsences,
  splitForStorage,
  type FormAnswers,
} from './index.ts'

const label = { en: 'A question' }
const open = { label, sensitivity: 'open' } as const

/** What a register asks: nothing about anybody. */
const form = defineForm({
  id: 'measure',
  version: '1',
  title: label,
  sections: [
    {
      id: 's',
      title: label,
      fields: [
        { ...open, id: 'title', type: 'multilingual', required: true },
        { ...open, id: 'about', type: 'multilingual', lines: true, maxLength: 300 },
        { ...open, id: 'goal', type: 'reference', register: 'strategy.goal' },
        { ...open, id: 'answers_to', type: 'references', register: 'strategy.recommendation' },
        { ...open, id: 'cost', type: 'amount', currencies: ['EUR', 'KGS'] },
        { ...open, id: 'spent', type: 'amount' },
        { ...open, id: 'page', type: 'url' },
        { ...open, id: 'useful', type: 'scale', min: 1, max: 5, ends: { low: { en: 'Not' }, high: { en: 'Very' } } },
        { ...open, id: 'adopted', type: 'yes_no_unknown' },
        { ...open, id: 'adopted_text', type: 'file', maxMegabytes: 2 },
        { ...open, id: 'note', type: 'long_text' },
        { label, sensitivity: 'identifying', id: 'contact', type: 'text' },
      ],
    },
  ],
})
const today = asPlainDate('2026-11-24')
const codesFor = (edit: unknown): string[] =>
  checkEdit(form, CODE_LISTS, {}, edit as FormAnswers, { today }).map((failed) => failed.code)
const codeFor = (path: string, value: Json) => codesFor({ [path]: { value } })[0]
const ID = newId()
const DOCUMENT = { id: ID, contentType: 'application/pdf', bytes: 2_000_000, sha256: 'a'.repeat(64) }

test('rows, amounts, addresses and texts in several languages are taken as they are meant', () => {
  const good: readonly (readonly [string, Json])[] = [
    ['title', { ky: 'Чара', 'pt-BR': 'Medida' }],
    ['about', { ar: 'سطر\nوآخر' }],
    ['goal', ID],
    ['answers_to', [ID, newId()]],
    ['cost', { amount: 1_250_000.5, currency: 'KGS' }],
    ['spent', { amount: 0, currency: 'JPY' }],
    ['page', 'https://example.org/plan?x=1#top'],
    ['page', 'http://example.org:8080'],
    ['useful', 1],
    ['useful', 5],
    ['adopted_text', DOCUMENT],
  ]
  for (const [path, value] of good) assert.equal(codeFor(path, value), undefined, `${path} ${JSON.stringify(value)}`)
  const bad: readonly (readonly [string, Json, string])[] = [
    ['title', {}, 'forms.empty'],
    ['title', { english: 'x' }, 'forms.wrong_type'],
    ['title', { en: '' }, 'forms.empty'],
    ['title', { en: 'two\nlines' }, 'forms.control_characters'],
    ['about', { en: 'x'.repeat(301) }, 'forms.too_long'],
    ['title', { en: 'turned \u202eround' }, 'forms.hidden_characters'],
    ['goal', 'the first', 'forms.unknown_reference'],
    ['answers_to', [], 'forms.empty'],
    ['answers_to', [ID, ID], 'forms.repeated_code'],
    ['cost', { amount: 10, currency: 'USD' }, 'forms.unknown_currency'],
    ['spent', { amount: 10, currency: 'ABC' }, 'forms.unknown_currency'],
    ['cost', { amount: -1, currency: 'EUR' }, 'forms.too_small'],
    ['cost', { amount: 0.1 + 0.2, currency: 'EUR' }, 'forms.not_an_amount'],
    ['cost', { amount: 1e15, currency: 'EUR' }, 'forms.not_an_amount'],
    ['cost', { amount: 10 }, 'forms.no_currency'],
    ['useful', 0, 'forms.too_small'],
    ['useful', 6, 'forms.too_large'],
    ['useful', 2.5, 'forms.not_whole'],
    ['useful', '3', 'forms.wrong_type'],
    ['adopted_text', { ...DOCUMENT, id: '../secret' }, 'forms.unknown_file'],
    ['adopted_text', { ...DOCUMENT, bytes: 2_000_001 }, 'forms.file_too_large'],
    ['adopted_text', { ...DOCUMENT, bytes: 0 }, 'forms.wrong_type'],
    ['adopted_text', { ...DOCUMENT, bytes: 1.5 }, 'forms.wrong_type'],
    ['adopted_text', { ...DOCUMENT, sha256: 'A'.repeat(64) }, 'forms.wrong_type'],
    ['adopted_text', { ...DOCUMENT, contentType: 'text/html; x' }, 'forms.wrong_type'],
    ['adopted_text', { ...DOCUMENT, name: 'Aizada.pdf' }, 'forms.wrong_type'],
    ['adopted_text', { id: ID }, 'forms.wrong_type'],
    ['adopted_text', 'plan.pdf', 'forms.wrong_type'],
    ['page', 'javascript:alert(1)', 'forms.not_a_url'],
    ['page', 'https://user:pass@example.org/', 'forms.not_a_url'],
    ['page', 'data:text/html,x', 'forms.not_a_url'],
    ['page', 'example.org', 'forms.not_a_url'],
  ]
  for (const [path, value, code] of bad) assert.equal(codeFor(path, value), code, `${path} ${JSON.stringify(value)}`)
})

test('nobody declines what concerns no person; the third of three answers is still there', () => {
  const [title] = form.sections[0]!.fields
  assert.deepEqual(offeredAbsences(title!), [])
  assert.deepEqual(codesFor({ title: { absent: 'declined' } }), ['forms.absence_not_offered'])
  assert.deepEqual(codesFor({ title: { absent: 'not_asked' }, adopted: { absent: 'not_known' } }), [])
})

test('what concerns no person lies in clear, text too; the rest of the same form is sealed', () => {
  const { clear, sealed } = splitForStorage(form, { note: { value: 'A note' }, contact: { value: 'A name' } })
  assert.deepEqual(clear, { note: { value: 'A note' } })
  assert.deepEqual(sealed, { contact: { value: 'A name' } })
})

test('a form about a person has nothing open, and what is open tells nothing of what is not', () => {
  assert.equal(findPersonFormProblems(form).length, 12, 'each that is open, and the document besides')
  const of = (...fields: unknown[]) =>
    formDefinition.safeParse({ id: 'f', version: '1', title: label, sections: [{ id: 's', title: label, fields }] })
  const closed = { id: 'b', type: 'yes_no_unknown', label, sensitivity: 'case' }
  assert.equal(of(closed, { ...open, id: 'a', type: 'text', showWhen: { eq: ['b', 'yes'] } }).success, false)
  assert.equal(of(closed, { ...open, id: 'a', type: 'calculated', calculation: { field: 'b' } }).success, false)
  const scale = { ...open, id: 'a', type: 'scale', ends: { low: { en: 'Not' }, high: { en: 'Very' } } }
  assert.equal(of({ ...scale, min: 0, max: 10 }).success, true)
  for (const [min, max] of [
    [1, 1],
    [5, 1],
    [0, 11],
    [1, 2.5],
  ])
    assert.equal(of({ ...scale, min, max }).success, false, `${min} to ${max}`)
  const document = { id: 'd', type: 'file', label, sensitivity: 'statistical' }
  assert.equal(of(document).success, false, 'a document is not counted')
  assert.equal(of({ ...document, sensitivity: 'case' }).success, true)
  const inner = { ...open, id: 'a', type: 'text' }
  assert.equal(of({ id: 'g', type: 'group', label, sensitivity: 'case', fields: [inner] }).success, false)
  assert.equal(of({ ...open, id: 'g', type: 'group', fields: [inner] }).success, true)
})

/** As JSON gives it: an object without a prototype would differ from what is stored by that alone. */
const plain = { noNullPrototype: true } as const
const values = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    ID,
    'https://example.org',
    [ID],
    { amount: 3, currency: 'EUR' },
    DOCUMENT,
    { en: ' x ', ar: '' },
    { en: ' ' },
  ),
  fc.record({ amount: fc.double(), currency: fc.constantFrom('EUR', 'JPY', 'XX') }, plain),
  fc.dictionary(fc.constantFrom('en', 'ar', 'pt-BR', 'English'), fc.string(), plain),
)
const edits = fc.dictionary(
  fc.constantFrom('title', 'about', 'goal', 'answers_to', 'cost', 'spent', 'page', 'adopted_text', 'note'),
  fc.record({ value: values }, plain),
  plain,
)

test('checking never throws, normalising once is enough, and what is accepted is stored as it was checked', () => {
  fc.assert(
    fc.property(edits, (edit) => {
      const given = edit as unknown as FormAnswers
      for (const code of codesFor(given)) assert.ok((FORM_FAILURES as readonly string[]).includes(code))
      const once = normaliseEdit(form, given)
      assert.deepEqual(normaliseEdit(form, once), once)
      const accepted = acceptEdit(form, CODE_LISTS, {}, given, { today })
      if (!accepted.ok) return
      assert.deepEqual(codesFor(accepted.value), [])
      assert.deepEqual(JSON.parse(JSON.stringify(accepted.value)), accepted.value)
    }),
    { seed: 20_261_128, numRuns: 1_000 },
  )
})
