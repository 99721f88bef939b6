import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { asPlainDate } from '@gloact/kernel'
import { CPIMS_CARE } from '../cpims.ts'
import { partOf } from './fields.ts'
import { careOf, KNOWN_VALUES } from './lists.ts'
import { readPrimeroCase } from './read-case.ts'

const PRIMERO = join(import.meta.dirname, '../../../../../shared/data/primero')
const absent = existsSync(PRIMERO) ? false : 'the forms of Primero (../shared/data/primero) are not on this machine'

const TODAY = asPlainDate('2026-11-24')

test('an age is an interval, an estimate the year, a birth date the day; what is unreadable leaves any day possible', () => {
  const born = (raw: object) => {
    const { from, to, basis } = readPrimeroCase({ case_id: '1', registration_date: '2026-03-01', ...raw }, TODAY).born
    return [from, to, basis]
  }
  assert.deepEqual(born({ age: 12 }), ['2013-03-02', '2014-03-01', 'declared'])
  assert.deepEqual(born({ date_of_birth: '2012-05-06', estimated: true }), ['2012-01-01', '2012-12-31', 'estimated'])
  assert.deepEqual(born({ date_of_birth: '2012/05/06' }), ['2012-05-06', '2012-05-06', 'declared'])
  for (const age of ['twelve', -1, 12.5, 900]) assert.deepEqual(born({ age }), [null, null, 'declared'])
  assert.equal(readPrimeroCase({ case_id: '1', registration_date: '2999-01-01' }, TODAY).registeredOn, TODAY)
})

test('a kind of care comes back as it went out, where both have it', () => {
  for (const theirs of KNOWN_VALUES['care_arrangements_type']!) {
    const ours = careOf(theirs)
    if (theirs === 'other') assert.equal(ours, undefined)
    else assert.equal(CPIMS_CARE[ours!], theirs)
  }
})

test(
  'every field of the case forms that CPIMS+ seeds has its part here, and every value of its lists is known',
  { skip: absent },
  () => {
    const forms = JSON.parse(readFileSync(join(PRIMERO, 'seed-forms.json'), 'utf8')) as {
      form_sections: {
        unique_id: string
        parent_form: string
        fields: { name?: string; type?: string; option_strings_source?: string }[]
      }[]
    }
    const lookups = JSON.parse(readFileSync(join(PRIMERO, 'seed-lookups.json'), 'utf8')) as {
      lookups: { unique_id: string; lookup_values_en: { id: string }[] }[]
    }
    const asked = [
      'basic_identity',
      'protection_concern',
      'consent',
      'tracing',
      'tracing_actions_section',
      'child_wishes',
      'child_preferences_section',
      'care_arrangements',
      'care_arrangements_section',
      'family_details_section',
      'followup',
      'followup_subform_section',
      'bid_documents',
      'closure_form',
      'registry_details',
    ]
    const ours = ['marked_for_mobile', 'registry_id', 'short_id']
    let fields = 0
    for (const section of forms.form_sections.filter(({ unique_id: id }) => asked.includes(id))) {
      for (const { name, type, option_strings_source: source } of section.fields) {
        if (!name || type === 'separator' || ours.includes(name)) continue
        fields += 1
        assert.ok(partOf(name), `${section.unique_id}.${name}`)
        const known = KNOWN_VALUES[name]
        const list = lookups.lookups.find(({ unique_id: id }) => source === `lookup ${id}`)
        if (!known || !list || list.unique_id === 'lookup-yes-no' || section.parent_form !== 'case') continue
        for (const { id } of list.lookup_values_en) assert.ok(known.includes(id), `${name}: ${id}`)
      }
    }
    assert.ok(fields > 120, String(fields))
  },
)
