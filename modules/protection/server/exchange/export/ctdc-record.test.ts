import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { loadCountry } from '@gloact/country'
import { asPlainDate, unwrap } from '@gloact/kernel'
import { detectCtdcLayout, mapCtdcRow, CTDC_MISSING, CTDC_PUBLISHED_COLUMNS, ctdcRecordOf } from '@gloact/standards'

const country = unwrap(await loadCountry(resolve(import.meta.dirname, '../../../../../countries/demoland')))

const coded = {
  'identity/gender': 'NonConforming',
  'identity/age_band': '18_20',
  'identity/age_group': 'adult',
  'identity/citizenship': ['NA'],
  'situation/episodes/r1/forms': ['forced_labour', 'begging'],
  'situation/episodes/r2/forms': ['sexual_exploitation'],
  'situation/episodes/r1/episode_country': 'KG',
  'situation/episodes/r2/episode_country': { absent: 'declined' },
  'situation/means_of_control': ['threats', 'threatens_family_or_children'],
  'situation/recruiter_relations': { absent: 'not_known' },
  'situation/abducted': 'no',
}

test('a file’s countable answers become a CTDC record, by the mapping of the forms alone', () => {
  const record = ctdcRecordOf(coded, country.forms, '2026')
  const shown = (...columns: string[]) => columns.map((column) => record[column] ?? CTDC_MISSING)
  assert.deepEqual(shown('gender', 'ageBroad', 'majorityStatus', 'citizenship', 'yearOfRegistration'), [
    'Transgender/NonConforming',
    '18--20',
    'Adult',
    'NA',
    '2026',
  ])
  assert.deepEqual(shown('isForcedLabour', 'isSexualExploit', 'isSexAndLabour', 'isOrganRemoval'), ['1', '1', '1', '0'])
  assert.deepEqual(shown('typeOfLabourBegging', 'meansOfControlThreats', 'isAbduction'), ['1', '1', '0'])
  // Declined and not known are missing, never "no".
  assert.deepEqual(shown('recruiterRelationFamily', 'RecruiterRelationship'), [CTDC_MISSING, CTDC_MISSING])
  assert.deepEqual(shown('typeOfSexProstitution'), [CTDC_MISSING])
})

test('two citizenships, or none, are nobody’s alone', () => {
  const two = ctdcRecordOf({ 'identity/citizenship': ['NA', 'KG'] }, country.forms, '2026')
  assert.equal(two.citizenship, undefined)
  assert.equal(ctdcRecordOf({ 'identity/citizenship': ['XX'] }, country.forms, '2026').citizenship, undefined)
})

test('what is written is read again as the same', () => {
  const layout = unwrap(detectCtdcLayout(CTDC_PUBLISHED_COLUMNS))
  const record = ctdcRecordOf(coded, country.forms, '2026')
  const row = CTDC_PUBLISHED_COLUMNS.map((column) => record[column] ?? CTDC_MISSING)
  const read = unwrap(mapCtdcRow(row, layout, asPlainDate('2026-11-24')))
  assert.deepEqual(read.citizenship, { value: 'NA' })
  assert.deepEqual(read.exploitation.yes.toSorted(), ['forced_labour', 'mixed_sex_labour', 'sexual_exploitation'])
  assert.deepEqual(read.abduction, { value: false })
})

const sample = resolve(import.meta.dirname, '../../../../../../shared/data/ctdc/ctdc_kanon_2020_raw_format_sample.csv')
test(
  'the columns are those of the published file, in its order',
  { skip: existsSync(sample) ? false : 'the published sample is not here' },
  () => {
    const header = readFileSync(sample, 'utf8')
      .split(/\r?\n/, 1)[0]!
      .replace(/^\uFEFF/, '')
    assert.deepEqual(CTDC_PUBLISHED_COLUMNS, header.split(','))
  },
)
