import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { runDeadline, type FileEvent } from '@gloact/calendar'
import { CODE_LISTS, CROSSWALKS, HTCDS_CODE_LISTS } from '@gloact/codes'
import {
  checkComplete,
  checkEdit,
  codeListOf,
  fieldsById,
  fieldsMappedTo,
  FREE_TEXT_TYPES,
  rowPath,
  splitForStorage,
  visibleFields,
  type FormAnswers,
  type FormDefinition,
} from '@gloact/forms'
import { asPlainDate, newId, unwrap, type Answer } from '@gloact/kernel'
import { homesOfVariables, STANDARD_VARIABLES } from '@gloact/standards'
import { loadCountry, type Country } from './index.ts'
import { DEMOLAND } from './template-copy.ts'

const country: Country = unwrap(await loadCountry(DEMOLAND))
const SHARED = new URL('../../../shared/data/', import.meta.url)

function formNamed(id: string): FormDefinition {
  const form = country.forms.find((candidate) => candidate.id === id)
  assert.ok(form, id)
  return form
}

/** Every `{ en, ar }` within a content, with where it stands. */
function wordsIn(content: unknown, place = ''): [string, Record<string, string>][] {
  if (content === null || typeof content !== 'object') return []
  if ('en' in content && typeof content.en === 'string') return [[place, content as unknown as Record<string, string>]]
  return Object.entries(content).flatMap(([key, value]) => wordsIn(value, `${place}/${key}`))
}

const sentences = wordsIn({ ...country, codeLists: ownLists() })

function ownLists(): unknown[] {
  return Object.values(country.codeLists).filter(
    (list) => list !== CODE_LISTS[list.id] && list.labelsFrom === undefined,
  )
}

test('demoland has the eight forms of a file, each with its version', () => {
  assert.deepEqual(
    country.forms.map((form) => form.id),
    ['identity', 'contact', 'situation', 'journey', 'vulnerability', 'assessment', 'plan', 'referral'],
  )
  for (const form of country.forms) assert.match(form.version, /^\d+$/)
})

test('every sentence is there in English and Arabic, and nothing was left in the other language', () => {
  assert.ok(sentences.length > 500, `only ${sentences.length} sentences were looked at`)
  for (const [place, { en = '', ar = '' }] of sentences) {
    assert.doesNotMatch(en, /\p{Script=Arabic}/u, place)
    assert.match(ar, /\p{Script=Arabic}/u, place)
    const latin = ar.replaceAll(/\b(HTCDS|CTDC|GLOTIP)\b/g, '')
    assert.doesNotMatch(latin, /\p{Script=Latin}/u, `${place}: ${ar}`)
    assert.equal(en.trim(), en, place)
    assert.equal(ar.trim(), ar, place)
  }
})

test('the code of conduct says the same seven things in every language', () => {
  for (const language of country.languages) {
    const text = country.conduct.text[language] ?? ''
    assert.equal(text.match(/^\d\. \*\*/gm)?.length, 7, language)
  }
})

test('two fields of one section never have the same label', () => {
  for (const form of country.forms) {
    for (const section of form.sections) {
      for (const fields of [
        section.fields,
        ...section.fields.flatMap((field) => (field.type === 'group' ? [field.fields] : [])),
      ]) {
        const labels = fields.map((field) => field.label['en'])
        const twice = labels.filter((label, at) => labels.indexOf(label) < at)
        const allowed = form.id === 'situation' && section.id === 'recruitment' ? ['Basis of that age'] : []
        assert.deepEqual(
          twice.filter((label) => !allowed.includes(label ?? '')),
          [],
          `${form.id}/${section.id}`,
        )
      }
    }
  }
})

test('no free text and no date is statistical', () => {
  const kept: readonly string[] = [...FREE_TEXT_TYPES, 'date']
  for (const form of country.forms) {
    for (const { field } of fieldsById(form).values()) {
      if (field.sensitivity === 'statistical') assert.ok(!kept.includes(field.type), `${form.id}/${field.id}`)
    }
  }
})

test('who a person is and how to reach them lies nowhere in clear', () => {
  const coded = new Set([
    'choice',
    'choices',
    'yes_no_unknown',
    'country',
    'countries',
    'language',
    'calculated',
    'number',
  ])
  for (const id of ['identity', 'contact']) {
    for (const { field, group } of fieldsById(formNamed(id)).values()) {
      if (field.type === 'group' || coded.has(field.type)) continue
      const isDateOfReckoning = field.id === 'age_reckoned_on'
      const isProtected = field.sensitivity === 'identifying' || group?.sensitivity === 'identifying'
      // How to reach the person safely stands at the top of the file; being words, it is sealed like all others.
      const isPinned = field.pinned !== undefined && field.type === 'long_text'
      assert.ok(isProtected || isPinned || isDateOfReckoning || field.id === 'interpreter_wishes', `${id}/${field.id}`)
    }
  }
})

test('what was told in the person’s own words is testimony, health is medical, and both are restricted', () => {
  const audiences = (form: string, audience: string) =>
    [...fieldsById(formNamed(form)).values()]
      .filter(({ field }) => field.audience === audience)
      .map(({ field }) => field.id)
  assert.deepEqual(audiences('situation', 'testimony'), [
    'account',
    'how_it_ended',
    'control_account',
    'event_description',
  ])
  assert.deepEqual(audiences('journey', 'testimony'), ['harm_account', 'fear_account'])
  assert.ok(audiences('assessment', 'medical').includes('conditions'))
  assert.ok(audiences('assessment', 'counselling').includes('self_harm'))
})

test('religion is not asked', () => {
  for (const form of country.forms)
    for (const { field } of fieldsById(form).values()) assert.doesNotMatch(field.id, /religion|faith|belief/)
})

test('every variable of HTCDS, CTDC and IC-TIP has a home', () => {
  const homes = homesOfVariables(country)
  assert.deepEqual(
    homes.filter((home) => home.fields.length === 0 && home.elsewhere === undefined).map((home) => home.variable),
    [],
  )
  assert.equal(homes.filter((home) => home.standard === 'htcds').length, 84)
  assert.equal(homes.filter((home) => home.standard === 'ctdc').length, 63)
  const named = homes.find((home) => home.variable === 'prs_FirstName')
  assert.deepEqual(named?.fields, ['identity/names/given'])
})

test('a variable of HTCDS is answered by one field alone, so that a file can come in', () => {
  for (const { variable, fields } of homesOfVariables(country).filter((home) => home.standard === 'htcds'))
    assert.equal(fields.length, 1, variable)
})

test('a coded HTCDS field is recorded in its own list or in one that a crosswalk leads from', () => {
  for (const { target, field } of fieldsMappedTo(country.forms, 'htcds')) {
    const wanted = (HTCDS_CODE_LISTS as Readonly<Record<string, string>>)[target]
    if (wanted === undefined) continue
    const used = codeListOf(field) ?? ''
    assert.ok(used === wanted || CROSSWALKS[`${used}_to_${wanted}`], `${target}: ${used} does not lead to ${wanted}`)
  }
})

test(
  'the lists of variables are those that were published',
  { skip: existsSync(SHARED) ? false : 'the reference data is not on this machine' },
  () => {
    const linesOf = (file: string) =>
      readFileSync(new URL(file, SHARED), 'utf8')
        .replace(/^\uFEFF/, '')
        .trim()
        .split(/\r?\n/)
    const htcds = linesOf('htcds/htcds_2.0_fields.csv')
      .slice(1)
      .flatMap((line) => /^[^,]+,[A-Z]+,(?:Core)?,([a-z]{3}_),(\w+),/.exec(line)?.slice(1).join('') ?? [])
    assert.deepEqual(STANDARD_VARIABLES.htcds, htcds)
    assert.deepEqual(STANDARD_VARIABLES.ctdc, linesOf('ctdc/ctdc_kanon_2020_raw_format_sample.csv')[0]!.split(','))
  },
)

const today = asPlainDate('2026-11-24')

test('a person is counted a child while their age is disputed, whatever date is written', () => {
  const form = formNamed('identity')
  const groupOf = (answers: FormAnswers) => splitForStorage(form, answers).clear['age_group']
  const born: FormAnswers = { birth_date: { value: '2004' }, age_reckoned_on: { value: '2026-11-21' } }
  assert.deepEqual(groupOf(born), { value: 'adult' })
  assert.deepEqual(groupOf({ ...born, age_basis: { value: 'declared' } }), { value: 'adult' })
  assert.deepEqual(groupOf({ ...born, age_basis: { value: 'disputed' } }), { value: 'child' })
  assert.deepEqual(groupOf({ estimated_age_from: { value: 17 }, estimated_age_to: { value: 20 } }), { value: 'child' })
  assert.equal(groupOf({ birth_date: { value: '2008' }, age_reckoned_on: { value: '2026-11-21' } }), undefined)
})

test('a situation cannot end before it begins', () => {
  const form = formNamed('situation')
  const row = newId()
  const answers: FormAnswers = {
    [rowPath('episodes', row)]: { value: true },
    [rowPath('episodes', row, 'from_on')]: { value: '2026-05' },
    [rowPath('episodes', row, 'to_on')]: { value: '2026-03' },
  }
  assert.deepEqual(
    checkEdit(form, country.codeLists, {}, answers, { today }).map(({ pointer, code }) => [
      pointer.split('~1').at(-1),
      code,
    ]),
    [
      ['to_on', 'forms.before_other'],
      ['from_on', 'forms.after_other'],
    ],
  )
  assert.deepEqual(checkComplete(form, { ...answers, [rowPath('episodes', row, 'to_on')]: { value: '2026-06' } }), [])
})

test('a full file’s largest form is drawn and split well within a second of work', () => {
  const form = formNamed('situation')
  assert.ok(fieldsById(form).size >= 60, `only ${fieldsById(form).size} fields`)
  const answers: Record<string, Answer> = {}
  for (const { field, group } of fieldsById(form).values()) {
    if (field.type !== 'group' && !group) answers[field.id] = { absent: 'not_known' }
    if (field.type !== 'group') continue
    for (let row = 0; row < (field.maxRows ?? 10); row++) {
      const id = newId()
      answers[rowPath(field.id, id)] = { value: true }
      for (const inner of field.fields)
        if (inner.type !== 'calculated') answers[rowPath(field.id, id, inner.id)] = { absent: 'declined' }
    }
  }
  const before = process.cpuUsage()
  const shown = visibleFields(form, answers)
  splitForStorage(form, answers)
  const used = process.cpuUsage(before)
  assert.ok(shown.size > 500, `${shown.size} fields were drawn`)
  assert.ok(used.user < 1_000_000, `${used.user / 1000} ms`)
})

const clock = (kind: string, events: readonly FileEvent[]) => {
  const rule = country.deadlines.find((candidate) => candidate.kind === kind)
  assert.ok(rule, kind)
  return runDeadline(rule, events, country.calendar)
}

test('five working days skip Friday, Saturday and Constitution Day', () => {
  const asked: FileEvent = { code: 'identification_requested', at: asPlainDate('2026-03-01') } // a Sunday
  assert.equal(clock('reasonable_grounds', [asked])?.dueAt, '2026-03-09')
})

test('the reflection period is never shorter than thirty days', () => {
  for (const on of ['2026-01-01', '2026-02-14', '2026-11-24', '2027-08-31'].map(asPlainDate)) {
    const due = clock('reflection', [{ code: 'reasonable_grounds_positive', at: on }])?.dueAt ?? ''
    assert.ok(Date.parse(due) - Date.parse(on) >= 30 * 86_400_000, `${on} → ${due}`)
  }
})

test('closing a file stops each of its clocks', () => {
  for (const rule of country.deadlines) assert.ok(rule.stoppedBy.includes('closed'), rule.kind)
})

test('one agency, and only one, decides on identification, and each designation is given', () => {
  const of = (designation: string) => country.agencies.filter((agency) => agency.designations.includes(designation))
  for (const designation of [
    'competent_authority',
    'child_protection_authority',
    'central_authority',
    'national_coordination',
    'duplicate_desk',
  ])
    assert.equal(of(designation).length, 1, designation)
})
