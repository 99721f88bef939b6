import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import { defineForm, fieldsMappedTo, findListProblems, formDefinition, formShape, unmappedTargets } from './index.ts'
import { testForm } from './test-form.ts'

const label = { en: 'A question' }
const text = { id: 'a', type: 'text', label, sensitivity: 'identifying' } as const
const yesNo = { id: 'b', type: 'yes_no_unknown', label, sensitivity: 'case' } as const

const formOf = (...fields: unknown[]) => ({
  id: 'f',
  version: '1',
  title: label,
  sections: [{ id: 's', title: label, fields }],
})

const refusal = (...fields: unknown[]): string => {
  const parsed = formDefinition.safeParse(formOf(...fields))
  assert.ok(!parsed.success, 'the form should have been refused')
  assert.ok(formShape.safeParse(formOf(...fields)).success, 'refused for its shape, not for its sense')
  return parsed.error.issues.map((issue) => issue.message).join('; ')
}

test('a sound form is accepted and survives JSON', () => {
  assert.deepEqual(formDefinition.parse(JSON.parse(JSON.stringify(testForm))), testForm)
})

test('free text is never statistical', () => {
  for (const type of ['text', 'long_text', 'phone', 'location'])
    assert.match(refusal({ ...text, type, sensitivity: 'statistical' }), /free text/)
})

test('a restricted field names its audience and no other field has one', () => {
  assert.match(refusal({ ...text, sensitivity: 'restricted' }), /names its audience/)
  assert.match(refusal({ ...text, audience: 'medical' }), /only a restricted field/)
})

test('what is pinned to the top of a file is neither who the person is nor where to find them', () => {
  const words = { ...text, type: 'long_text', sensitivity: 'case', pinned: 'never' }
  assert.ok(formDefinition.safeParse(formOf(words)).success)
  assert.match(refusal({ ...words, sensitivity: 'identifying' }), /identifying is not pinned/)
  for (const type of ['phone', 'location']) assert.match(refusal({ ...words, type }), /number or a place/)
  const inner = { id: 'g', type: 'group', label, sensitivity: 'case', fields: [{ ...yesNo, pinned: 'do' }] }
  assert.match(refusal(inner), /rows of a group/)
  assert.match(refusal({ ...words, pinned: 'safe' }), /yes and no/)
})

test('an id is used once in a form, inside groups too', () => {
  const group = { id: 'g', type: 'group', label, sensitivity: 'case', fields: [yesNo] }
  assert.match(refusal(yesNo, group), /b is used twice/)
})

test('a reference leads to a field that can be asked from there', () => {
  assert.match(refusal({ ...yesNo, showWhen: { answered: 'nothing' } }), /no field nothing/)
  const group = { id: 'g', type: 'group', label, sensitivity: 'case', fields: [yesNo] }
  assert.match(refusal(group, { ...text, showWhen: { eq: ['b', 'yes'] } }), /stands in the rows/)
})

test('a form whose conditions run in a circle is refused', () => {
  const first = { ...yesNo, id: 'x', showWhen: { eq: ['y', 'yes'] } }
  const second = { ...yesNo, id: 'y', showWhen: { or: [{ eq: ['x', 'yes'] }, { answered: 'b' }] } }
  assert.match(refusal(first, second, yesNo), /hangs on itself/)
  assert.ok(formDefinition.safeParse(formOf({ ...first, id: 'y', showWhen: { eq: ['b', 'yes'] } }, yesNo)).success)
})

test('nothing unrestricted hangs on a restricted answer', () => {
  const restricted = { ...yesNo, sensitivity: 'restricted', audience: 'medical' }
  assert.match(refusal(restricted, { ...text, showWhen: { eq: ['b', 'yes'] } }), /would tell/)
  const count = {
    id: 'n',
    type: 'calculated',
    label,
    sensitivity: 'statistical',
    calculation: { if: [{ eq: ['b', 'yes'] }, { value: 1 }, { value: 0 }] },
  }
  assert.match(refusal(restricted, count), /would tell/)
  const other = { ...text, sensitivity: 'restricted', audience: 'counselling', showWhen: { eq: ['b', 'yes'] } }
  assert.match(refusal(restricted, other), /would tell/)
  assert.ok(formDefinition.safeParse(formOf(restricted, { ...other, audience: 'medical' })).success)
  const check = { id: 'c', when: { eq: ['b', 'no'] }, message: label, fields: ['a'] }
  const checked = formDefinition.safeParse({ ...formOf(restricted, text), checks: [check] })
  assert.match(checked.error?.message ?? '', /would tell/)
})

test('a calculation neither copies an identifying answer nor reads text', () => {
  const identifying = { id: 'n', type: 'number', label, sensitivity: 'identifying' }
  const made = (calculation: unknown) => ({ id: 'c', type: 'calculated', label, sensitivity: 'case', calculation })
  assert.match(refusal(identifying, made({ field: 'n' })), /would copy/)
  assert.match(refusal(identifying, made({ sum: ['n'] })), /would copy/)
  assert.match(refusal(text, made({ field: 'a' })), /not of a type/)
  assert.match(refusal(text, made({ ageOn: ['a', 'a'] })), /not of a type/)
  assert.match(refusal(yesNo, made({ count: 'b' })), /not of a type/)
  const banded = { band: [{ field: 'n' }, [{ code: 'few', to: 3 }, { code: 'many' }]] }
  assert.ok(formDefinition.safeParse(formOf(identifying, made(banded))).success)
})

test('a sum reaches into rows by the name of the group', () => {
  const group = {
    id: 'g',
    type: 'group',
    label,
    sensitivity: 'case',
    fields: [{ id: 'n', type: 'number', label, sensitivity: 'case' }],
  }
  const made = (name: string) => ({
    id: 'c',
    type: 'calculated',
    label,
    sensitivity: 'case',
    calculation: { sum: [name] },
  })
  assert.ok(formDefinition.safeParse(formOf(group, made('g.n'))).success)
  assert.match(refusal(group, made('n')), /only a sum reaches them/)
  assert.match(refusal(group, made('g.m')), /no field m/)
})

test('a member that a field type does not know is refused', () => {
  for (const wrong of [
    { ...text, min: 3 },
    { ...text, sensitivity: 'secret' },
    { ...text, id: 'Name' },
    { ...text, label: { ar: 'سؤال' } },
  ])
    assert.ok(!formShape.safeParse(formOf(wrong)).success)
  assert.throws(() => defineForm(formOf(text, text) as never))
})

test('a form and the code lists it uses fit together', () => {
  const lists = { ...CODE_LISTS, districts: { id: 'districts', version: '1', codes: [] } }
  assert.deepEqual(findListProblems(testForm, lists), [])
  assert.deepEqual(
    findListProblems(testForm, CODE_LISTS).map((problem) => problem.message),
    ['there is no code list districts'],
  )
  const asks = formOf({ id: 'g', type: 'choice', codeList: 'gender', label, sensitivity: 'case' }, yesNo, {
    ...text,
    showWhen: { or: [{ eq: ['g', 'Female'] }, { eq: ['b', 'maybe'] }] },
  })
  assert.equal(findListProblems(formDefinition.parse(asks), lists).length, 2)
})

test('mappings to a standard are listed, and what has none is named', () => {
  const targets = fieldsMappedTo([testForm], 'ictip').map((mapping) => [mapping.target, mapping.field.id])
  assert.deepEqual(targets, [
    ['children', 'children'],
    ['household', 'children'],
  ])
  assert.deepEqual(unmappedTargets([testForm], 'htcds', ['prs_FirstName', 'prs_Gender']), ['prs_Gender'])
})

test('an order is declared between two dates or two years of one row or the form, for the same readers', () => {
  const date = { type: 'date', label, sensitivity: 'case' } as const
  const end = { ...date, id: 'end', notBefore: ['begin'] }
  assert.ok(formDefinition.safeParse(formOf({ ...date, id: 'begin' }, end)).success)
  assert.match(refusal(end), /no field begin/)
  assert.match(refusal({ ...yesNo, id: 'begin' }, end), /no other date/)
  assert.match(refusal({ ...date, id: 'end', notBefore: ['end'] }), /no other date/)
  assert.match(refusal({ ...date, id: 'begin', sensitivity: 'identifying' }, end), /identifying/)
  assert.match(refusal({ ...date, id: 'begin', sensitivity: 'restricted', audience: 'medical' }, end), /readers/)
  assert.match(refusal({ id: 'n', type: 'number', label, sensitivity: 'case', notFuture: true }), /date or a year/)
  const group = { id: 'g', type: 'group', label, sensitivity: 'case', fields: [{ ...date, id: 'begin' }] }
  assert.match(refusal(group, end), /stands in the rows/)
})
