import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { COLUMN_KINDS, VERDICTS } from '@gloact/linkage/plain'
import { FIELD_KINDS } from '@gloact/linkage/private'
import { compareCatalogues, LANGUAGE_TAGS } from '@gloact/messages'
import { STATISTICS_FAILURES } from '../contract/failures.ts'
import { EVERY } from '../contract/schedules.ts'
import {
  FAMILIES,
  FIELD_CODES,
  MEASURES,
  MISSING,
  SEVERAL,
  SEVERAL_LABOUR,
  SEX_AND_LABOUR,
  UNKNOWN,
} from '../domain/canon.ts'
import { BASIC_BREAKDOWNS } from '../domain/figures.ts'
import { COLLECTIONS } from '../domain/standard-tables.ts'
import en from '../locales/en.json' with { type: 'json' }

const english: Readonly<Record<string, string>> = en
const source = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  .join('\n')

const CODES: Readonly<Record<string, readonly string[]>> = {
  kind: FIELD_KINDS,
  lack: ['agreement', 'list', 'secret', 'own', 'table'],
  link: [
    ...['keys', 'estimate', 'compare', 'cluster'].map((step) => `step_${step}`),
    ...COLUMN_KINDS.map((kind) => `kind_${kind}`),
    ...VERDICTS.map((verdict) => `verdict_${verdict}`),
  ],
  synthesize: ['records', 'codes', 'ledger'].flatMap((part) => [`file_${part}`, `choose_${part}`]),
  protect: ['audience_public', 'audience_agency', 'method_suppress', 'method_round'],
  compare: [
    'step_comparing',
    'step_attacking',
    ...['sensitive', 'synthetic', 'control'].flatMap((part) => [
      `file_${part}`,
      `file_${part}_about`,
      `choose_${part}`,
    ]),
  ],
  encode: ['encoding', 'attacking'],
  estimate: [
    'models',
    'checks',
    'replicates',
    'grouping',
    ...['usual', 'bic', 'aic', 'main', 'fixed'].map((way) => `method_${way}`),
  ],
  attack: ['frequency', 'patterns', 'graph'],
  warning: ['csv_windows_1252', 'csv_short_rows', 'csv_unnamed_columns', 'csv_one_column', 'csv_header_like_data'],
  finding: (
    'no_estimate not_identifiable too_few_lists too_few_overlaps models_disagree error_too_large empty_pairs thin_pairs ' +
    'mostly_unseen far_from_best outside_range threshold_matters list_matters lists_inconsistent lists_found_small ' +
    'still_moving interval_ignores_selection infinite_replicates empty_lists strong_bias_correction separated_modes ' +
    'unstable_selection no_bca untested_dependence links_missed outside_bound strata_differ strata_methods_differ strata_empty beyond_residents ' +
    'estimation_all_zero_row estimation_rows_summed estimation_empty_list ' +
    'estimation_identifier_left_out estimation_two_lists estimation_nested_lists estimation_near_identical_lists other ' +
    'draws_without_estimate few_draws linkage_dominates links_missed_noted outside_draws'
  ).split(' '),
  policy: ['figures', 'lists_of_the_agency'],
  measure: MEASURES.map(({ id }) => id),
  measure_about: MEASURES.map(({ id }) => id),
  breakdown: [...BASIC_BREAKDOWNS, ...Object.keys(FAMILIES), 'purpose'],
  answer: ['answered', ...MISSING],
  code: [UNKNOWN, SEVERAL, SEVERAL_LABOUR, SEX_AND_LABOUR],
  // Those of the other columns have words of their own in the code lists.
  ...Object.fromEntries(
    (['sex', 'age', 'form', 'citizenship', 'agency_kind', 'border'] as const).map((field) => [
      `code.${field}`,
      FIELD_CODES[field],
    ]),
  ),
  'glotip.form': ['total', ...FIELD_CODES.form, UNKNOWN],
  'glotip.sex': ['total', ...FIELD_CODES.sex, UNKNOWN],
  'glotip.age': ['total', 'child', 'adult', UNKNOWN],
  collection: [...COLLECTIONS.flatMap((one) => [`${one}.title`, `${one}.about`]), 'person', 'situation'],
  schedule: EVERY.map((every) => `every_${every}`),
  return: ['doubt_child', 'doubt_unknown'],
  done: ['unit', 'unit_about', 'unit_save', 'analyst', 'analyst_about', 'analyst_save'],
}

/** What can be wrong with what is chosen, as the packages say it; whatever else comes is said to be broken. */
const PROBLEMS = (
  'not_json other_purpose agreement_invalid agreement_expired secret_too_short column_missing list_too_small ' +
  'attack_succeeds key_invalid key_mismatch crypto_missing file_unreadable kernel_missing broken csv_empty csv_workbook csv_binary csv_encoding ' +
  'csv_encoding_unknown csv_no_header csv_column_twice csv_row_too_long csv_record_too_large csv_unclosed_quote ' +
  'csv_quotes csv_too_large estimation_no_rows estimation_no_lists estimation_one_list estimation_too_many_lists ' +
  'estimation_not_zero_or_one estimation_absent_cell estimation_not_a_count estimation_counts_too_large ' +
  'estimation_no_people estimation_identical_lists estimation_list_has_everyone estimation_residents not_possible ' +
  'disclosure_identifying_column disclosure_threshold_too_low disclosure_no_header disclosure_table_empty ' +
  'disclosure_no_rows disclosure_too_few disclosure_not_a_count disclosure_column_empty disclosure_totals_given ' +
  'disclosure_cannot_protect disclosure_rounding_does_not_fit disclosure_no_common_column disclosure_too_many_columns ' +
  'disclosure_not_categories disclosure_table_too_large disclosure_too_few_rows disclosure_codes_not_json ' +
  'disclosure_codes_shape disclosure_codes_proposed disclosure_values_not_listed disclosure_ledger_damaged ' +
  'disclosure_register_invalid disclosure_register_newer disclosure_hidden_elsewhere disclosure_methods_mixed ' +
  'disclosure_tables_interlock disclosure_small_difference disclosure_not_searched disclosure_records_out ' +
  'disclosure_cannot_compare disclosure_already_out ' +
  'disclosure_counted_beside_amounts disclosure_rounded_beside_amounts ' +
  'disclosure_already_out_sums disclosure_amounts_too_large disclosure_cannot_protect_sums disclosure_contributor_missing ' +
  'disclosure_contributor_rule_out_of_range disclosure_data_changed disclosure_not_an_amount disclosure_other_amount ' +
  'disclosure_too_few_contributors disclosure_unsafe_difference estimation_draws_invalid estimation_draws_not_json ' +
  'estimation_draws_other_lists estimation_draws_other_table estimation_draws_with_dummies estimation_draws_with_groups ' +
  'estimation_empty_term estimation_saturated_model estimation_too_few_draws estimation_unknown_list ' +
  'linkage_decisions_invalid ' +
  'disclosure_ledger_other_universe disclosure_ledger_other_cap disclosure_budget_exceeded'
).split(' ')

for (const language of LANGUAGE_TAGS) {
  test(`the screens say the same things in English and in ${language}`, () => {
    const file = join(import.meta.dirname, '..', 'locales', `${language}.json`)
    const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    assert.deepEqual(compareCatalogues(en, words), { missing: [], surplus: [] })
  })
}

test('every sentence that a screen or a code asks for is there, and none is there for nothing', () => {
  const named = [...source.matchAll(/'(statistics\.[a-z_.]+)'/g)].map(([, id]) => id ?? '')
  const made = Object.entries(CODES).flatMap(([family, codes]) => codes.map((code) => `statistics.${family}.${code}`))
  const asked = new Set([
    ...named,
    ...made,
    ...PROBLEMS.map((code) => `statistics.problem.${code}`),
    ...Object.keys(STATISTICS_FAILURES),
    ...['all_victims', 'prosecution'].flatMap((kind) =>
      ['about', 'add', 'begin', 'empty'].map((part) => `statistics.${kind}.${part}`),
    ),
    ...['estimate', 'low', 'high'].map((row) => `statistics.sdg.undetected.${row}`),
  ])
  assert.deepEqual(
    [...asked].filter((id) => english[id] === undefined),
    [],
  )
  assert.deepEqual(
    Object.keys(english).filter((id) => !asked.has(id)),
    [],
  )
})

test('no language calls an encoding anonymous', () => {
  for (const id of ['statistics.done.not_anonymous', 'statistics.report.other_attacks'])
    assert.match(english[id] ?? '', /not/)
  const calling = Object.entries(english).filter(([, words]) => /anonym/i.test(words))
  assert.equal(calling.length, 2)
})

test('in Arabic, what stands before a number stays before it: in a cell, in a note and in a printed return', () => {
  const file = (folder: string) => join(import.meta.dirname, '..', '..', '..', folder, 'locales', 'ar.json')
  for (const folder of ['modules/statistics', 'packages/reports']) {
    const words = JSON.parse(readFileSync(file(folder), 'utf8')) as Record<string, string>
    for (const [id, said] of Object.entries(words))
      if (/^(statistics|reports\.figures)\./.test(id) && said.includes('<{base'))
        assert.match(said, /\u2066<\{base(, number)?\}\u2069/, id)
  }
})
