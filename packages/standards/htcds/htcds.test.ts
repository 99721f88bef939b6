import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODE_LISTS, HTCDS_CODE_LISTS } from '@gloact/codes'
import { asPlainDate, isAbsent, unwrap, valueOf, type Answer } from '@gloact/kernel'
import fc from 'fast-check'
import { dateOfSerial, neutraliseText, textOf, type Cell } from '@gloact/workbook'
import { countryOf } from '../countries.ts'
import { HTCDS_FIELDS, HTCDS_KEYS, HTCDS_WORKBOOK_COLUMNS, type HtcdsKey } from './htcds-fields.ts'
import { readDate } from './htcds-dates.ts'
import { readHtcdsHeader, type HtcdsLayout } from './htcds-header.ts'
import { collectAnswers, htcdsMapping, placeAnswers } from './htcds-mapping.ts'
import { readHtcdsRow, unknownValues, type HtcdsAnswers } from './htcds-row.ts'
import { plainValue, proposeCode, type SaidValues } from './value-mapping.ts'
import { cellText, fromWords, inWords, mergeAnswers } from './htcds-words.ts'
import { HTCDS_TEST_FORMS } from '../testing/test-forms.ts'

const today = asPlainDate('2026-11-24')
const reading = { today, dateSystem: '1900' } as const

const layoutOf = (columns: readonly HtcdsKey[], survey = false): HtcdsLayout => ({
  columns,
  ignored: [],
  headerRows: 1,
  survey,
})
const read = (key: HtcdsKey, cell: Cell, survey = false) => readHtcdsRow([cell], layoutOf([key], survey), reading)
const valueRead = (key: HtcdsKey, cell: Cell, survey = false): unknown => unwrap(read(key, cell, survey))[key]
const refused = (key: HtcdsKey, cell: Cell): unknown => {
  const result = read(key, cell)
  return result.ok ? undefined : result.error[0]?.reason
}

// Keys and labels of IOM's workbook where they are not what they should be.
const KEYS = HTCDS_WORKBOOK_COLUMNS.map(
  (key) =>
    (
      {
        prs_MailingStreet: 'prs_MailingCity',
        prs_MailingCity: 'prs_MailingCountry',
        prs_MailingPostalCode: 'prs_MailingStreet',
        prs_MailingCountry: 'prs_MailingPostalCode',
        vic_TraffickingStatusDecisionMakingOrg: 'vic_TraffickinStatusDecisionMakingOrg',
        cas_ReasonForOutgoingReferral: '',
      } as Partial<Record<HtcdsKey, string>>
    )[key] ?? key,
)
const LABELS = HTCDS_WORKBOOK_COLUMNS.map((key) => HTCDS_FIELDS[key].label)

test('where the hidden keys and the visible labels disagree, the labels are right', () => {
  const layout = unwrap(readHtcdsHeader(['', ...KEYS], ['', ...LABELS]))
  assert.deepEqual(layout.columns, [undefined, ...HTCDS_WORKBOOK_COLUMNS])
  assert.equal(layout.headerRows, 2)
})

test('a header of keys alone or of labels alone is enough; a misspelt key is known', () => {
  assert.deepEqual(unwrap(readHtcdsHeader(LABELS, ['Aida'])).columns, HTCDS_WORKBOOK_COLUMNS)
  const keys = unwrap(readHtcdsHeader(['prs_FirstName', 'con_Consent', 'vic_TraffickinStatusDecisionMakingOrg'], []))
  assert.equal(keys.columns[2], 'vic_TraffickingStatusDecisionMakingOrg')
  assert.equal(keys.headerRows, 1)
})

test('the names of the survey form are known, with its groups, and its second "Second Name" is the title', () => {
  const names = ['case/con_Consent', 'case/prs_First_Name', 'prs_Second_Name', 'vic_Methods_of_Control', '__version__']
  const layout = unwrap(readHtcdsHeader(names, []))
  assert.deepEqual(layout.columns, [
    'con_Consent',
    'prs_FirstName',
    'prs_SecondName',
    'vic_MethodsOfControl',
    undefined,
  ])
  assert.deepEqual([layout.survey, layout.ignored], [true, ['__version__']])
  const labels = unwrap(readHtcdsHeader(['First Name', 'Second Name', 'Birthdate', 'Second Name'], []))
  assert.equal(labels.columns[3], 'prs_Title')
})

test('a sheet of something else is refused, and so is a column that is there twice', () => {
  const other = readHtcdsHeader(['Name', 'Amount'], ['Aida', '3'])
  assert.equal(other.ok ? '' : other.error.code, 'protection.import_unknown_layout')
  const twice = readHtcdsHeader(['prs_FirstName', 'prs_Gender', 'con_Consent', 'prs_Gender'], [])
  assert.equal(twice.ok ? '' : twice.error.code, 'protection.import_column_twice')
})

test('codes are read with trailing blanks, in any case, and by their labels', () => {
  assert.deepEqual(valueRead('vic_MethodsOfControl', 'DebtBondage ;Threats of law enforcement; restrictsmovement'), {
    value: ['DebtBondage', 'ThreatsLawEnforcement', 'RestrictsMovement'],
  })
  assert.deepEqual(valueRead('prs_Gender', 'Feminine\u00A0'), { value: 'Feminine' })
  assert.deepEqual(valueRead('vic_MethodsOfControl', 'UsesChildren'), { value: ['UsesChildren'] })
  assert.deepEqual(valueRead('vic_TypeOfExploitation', 'ForcedLabour SexualExploitation', true), {
    value: ['ForcedLabour', 'SexualExploitation'],
  })
  assert.equal(refused('vic_TypeOfExploitation', 'ForcedLabour SexualExploitation'), 'unknown_value')
  assert.equal(refused('prs_Gender', 'Feminine;Masculine'), 'more_than_one')
})

test('a label that contains the separator is one value', () => {
  const waste = 'Water supply; sewerage, waste management and remediation'
  assert.deepEqual(valueRead('vic_ForcedLabourIndustry', `Construction;${waste};Manufacturing`), {
    value: ['F_Construction', 'E_WaterSupplySewerageWasteManagement', 'C_Manufacturing'],
  })
})

test('NA is Namibia, and countries are known by two letters, three, and the names in IOM’s list', () => {
  assert.deepEqual(valueRead('prs_Citizenship', 'NA'), { value: ['NA'] })
  assert.deepEqual(valueRead('prs_Citizenship', 'NA; Moldova, Republic of ;KGZ'), { value: ['NA', 'MD', 'KG'] })
  for (const [name, code] of [
    ["Lao People's Democratic Republic", 'LA'],
    ['Bolivia (Plurinational State of)', 'BO'],
    ['United Kingdom of Great Britain and Northern Ireland', 'GB'],
    ['Saint Kitts and Nevis', 'KN'],
    ["Côte d'Ivoire", 'CI'],
    ['Stateless', 'XX'],
  ] as const) {
    assert.equal(countryOf(name), code, name)
  }
  assert.equal(countryOf('Atlantis'), undefined)
})

test('a blank is not an answer, -99 is not known, and what was declined stays declined', () => {
  assert.deepEqual(valueRead('prs_Gender', ' '), { absent: 'not_asked' })
  assert.deepEqual(valueRead('prs_FirstName', '-99'), { absent: 'not_known' })
  assert.deepEqual(valueRead('prs_Birthdate', 'Declined'), { absent: 'declined' })
  assert.deepEqual(valueRead('prs_NumberOfChildren', 'N/A'), { absent: 'not_applicable' })
  assert.deepEqual(valueRead('prs_FirstName', 'Unknown'), { value: 'Unknown' }, 'a name may be any word')
})

test('dates are read as sheets hold them; one that could be two is rejected unless the order is named', () => {
  const dates: readonly (readonly [Cell, string])[] = [
    [36194, '1999-02-03'],
    ['36194', '1999-02-03'],
    [{ date: asPlainDate('1999-02-03') }, '1999-02-03'],
    ['1999-02-03T00:00:00.000Z', '1999-02-03'],
    ['23/02/1999', '1999-02-23'],
    ['02/23/1999', '1999-02-23'],
    ['3 February 1999', '1999-02-03'],
    ['Feb 3, 1999', '1999-02-03'],
    ['1999', '1999'],
    [1999, '1999'],
    ['1999-02', '1999-02'],
    ['March 1999', '1999-03'],
    ['05.05.1999', '1999-05-05'],
  ]
  for (const [cell, date] of dates) assert.deepEqual(valueRead('prs_Birthdate', cell), { value: date }, date)
  assert.equal(refused('prs_Birthdate', '03/02/1999'), 'ambiguous_date')
  assert.deepEqual(readDate('03/02/1999', '1900', 'day_first'), { date: '1999-02-03' })
  assert.deepEqual(readDate('03/02/1999', '1900', 'month_first'), { date: '1999-03-02' })
  assert.equal(refused('prs_Birthdate', '30/02/1999'), 'not_a_date')
  assert.equal(refused('prs_Birthdate', '2999-01-01'), 'in_the_future')
  assert.equal(refused('prs_Birthdate', 'last spring'), 'not_a_date')
  assert.equal(dateOfSerial(34731, '1904'), '1999-02-02')
  assert.equal(dateOfSerial(60, '1900'), '1900-02-28', 'the day that Excel invented')
})

test('a formula without a result is not a value, and nothing is worked out', () => {
  assert.equal(refused('prs_Birthdate', { error: '#REF!' }), 'not_a_value')
  assert.deepEqual(valueRead('prs_FirstName', '=1+1'), { value: '=1+1' })
})

test('what a spreadsheet would take for a formula is made inert, and comes back as it was', () => {
  assert.equal(neutraliseText('=HYPERLINK("http://x")'), '\'=HYPERLINK("http://x")')
  for (const text of ['+99920123456', '@x', '-1', '=x', "'=x", "''+x", "O'Neill", '', "'quoted'"]) {
    assert.equal(textOf(neutraliseText(text)), text)
    assert.doesNotMatch(neutraliseText(text), /^[=+\-@\t\r]/)
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.equal(textOf(neutraliseText(text.trim())), text.trim())
    }),
  )
})

/** Any row that a file of the standard may hold, in its own codes. */
const rows: fc.Arbitrary<HtcdsAnswers> = fc
  .record(
    Object.fromEntries(HTCDS_KEYS.map((key) => [key, answersTo(key)])) as Record<HtcdsKey, fc.Arbitrary<Answer>>,
    { requiredKeys: [] },
  )
  .map((answers): HtcdsAnswers => ({ ...answers }))

function answersTo(key: HtcdsKey): fc.Arbitrary<Answer> {
  const { kind } = HTCDS_FIELDS[key]
  const listId = (HTCDS_CODE_LISTS as Readonly<Record<string, string>>)[key]
  const list = CODE_LISTS[listId ?? (kind === 'country' ? 'country' : '')]
  // What we tell apart and the standard does not leaves as what it is a kind of.
  const codes = list?.codes.filter((entry) => entry.parent === undefined).map((entry) => entry.code)
  const code = fc.constantFrom(...(codes ?? ['x']))
  const value = {
    text: () => fc.stringMatching(/^[A-Za-zÀ-ÿ؀-ۿ=+@'-][^\n\r]{0,20}$/).map((text) => text.trim()),
    long_text: () => fc.stringMatching(/^[\p{L}'=][\p{L} ,:.]{0,30}(\n[\p{L}:]{1,9})?$/u).map((text) => text.trim()),
    number: () => fc.nat(90),
    date: () => fc.constantFrom('1987', '2001-04', '1999-02-03', '2020-12-31'),
    flag: () => fc.boolean(),
    choice: () => code,
    choices: () => fc.uniqueArray(code, { minLength: 1, maxLength: 4 }),
    country: () => code,
    countries: () => fc.uniqueArray(code, { minLength: 1, maxLength: 3 }),
    language: () => code,
  }[kind]()
  return (value as fc.Arbitrary<string>)
    .filter((some) => (!Array.isArray(some) && typeof some !== 'string' ? true : some.length > 0 && some !== '-99'))
    .map((some) => ({ value: some }))
}

test('a row that is said in the country’s forms and in words is said again as it was', () => {
  const mapping = htcdsMapping(HTCDS_TEST_FORMS)
  assert.deepEqual([...mapping.restricted], ['hte_Description'])
  const rowIdOf = () => '0197a000-0000-7000-8000-000000000001'
  fc.assert(
    fc.property(rows, (answers) => {
      const placed = placeAnswers(answers, mapping, { rowIdOf })
      const words = inWords(answers, placed.unplaced)
      const again = mergeAnswers(collectAnswers(placed.forms, mapping), fromWords(words ?? '', reading))
      for (const key of HTCDS_KEYS) assert.deepEqual(valueOf(again[key]), valueOf(answers[key]), key)
    }),
  )
})

test('a row that is written as cells is read as it was', () => {
  fc.assert(
    fc.property(rows, (answers) => {
      const keys = HTCDS_KEYS.filter((key) => answers[key])
      const cells = keys.map((key) => neutraliseText(cellText(answers[key])))
      assert.deepEqual(unwrap(readHtcdsRow(cells, layoutOf(keys), reading)), answers)
    }),
  )
})

test('telephone numbers are kept in E.164; a second one for the same question is kept in words', () => {
  const mapping = htcdsMapping(HTCDS_TEST_FORMS)
  const answers: HtcdsAnswers = {
    prs_MobilePhone: { value: '020 123 456' },
    prs_HomePhone: { value: '+99920999999' },
    prs_MailingCity: { value: 'Marwa' },
    prs_MailingCountry: { value: 'NA' },
  }
  const placed = placeAnswers(answers, mapping, { rowIdOf: () => '', callingCode: '999' })
  assert.deepEqual(placed.forms['identity'], {
    mobile: { value: '+99920123456' },
    address: { value: { place: 'Marwa', country: 'NA' } },
  })
  assert.deepEqual(placed.unplaced, ['prs_HomePhone'])
  assert.equal(inWords(answers, placed.unplaced), 'HTCDS 2.0\nHome Phone: +99920999999')
  const odd = placeAnswers({ prs_MobilePhone: { value: 'ask her sister' } }, mapping, { rowIdOf: () => '' })
  assert.deepEqual(odd.unplaced, ['prs_MobilePhone'])
})

test('a kind of work that the standard does not tell apart leaves as what it is a kind of', () => {
  const row = '0197a000-0000-7000-8000-000000000001'
  const experience = {
    [`episodes/${row}`]: { value: true },
    [`episodes/${row}/sector`]: { value: ['labour.domestic_work', 'F_Construction'] },
  }
  const said = collectAnswers({ experience }, htcdsMapping(HTCDS_TEST_FORMS))
  assert.deepEqual(said.vic_ForcedLabourIndustry, {
    value: ['T_ActivitiesOfHouseholdsAsEmployers', 'F_Construction'],
  })
})

test('a kind of absence is kept where the form offers it', () => {
  const placed = placeAnswers({ prs_Gender: { absent: 'declined' } }, htcdsMapping(HTCDS_TEST_FORMS), {
    rowIdOf: () => '',
  })
  assert.ok(isAbsent(placed.forms['identity']!['gender']!))
})

test('a value that no column may say is told, proposed in any language, and read as somebody said, or left out', () => {
  const layout = layoutOf(['prs_Gender', 'prs_Citizenship', 'vic_AgreementToManagePersonalData'])
  assert.deepEqual(unknownValues('prs_Gender', 'Ж', layout, reading), ['Ж'])
  assert.deepEqual(unknownValues('prs_Citizenship', 'Непал; Atlantis', layout, reading), ['Непал', 'Atlantis'])
  assert.deepEqual(unknownValues('prs_Gender', 'Feminine', layout, reading), [])
  assert.equal(proposeCode('prs_Gender', 'Ж'), 'Feminine')
  assert.equal(proposeCode('prs_Citizenship', 'Непал'), 'NP')
  assert.equal(proposeCode('vic_AgreementToManagePersonalData', 'Sí'), 'yes')
  assert.equal(proposeCode('prs_Citizenship', 'Atlantis'), null)

  const cells = ['Ж', 'Непал; Atlantis', 'Sí']
  assert.equal(readHtcdsRow(cells, layout, reading).ok, false)
  const values: SaidValues = new Map([
    [0, new Map([[plainValue('ж'), 'Feminine']])],
    [
      1,
      new Map([
        [plainValue('непал'), 'NP'],
        [plainValue('ATLANTIS'), null],
      ]),
    ],
    [2, new Map([[plainValue('si'), 'yes']])],
  ])
  assert.deepEqual(unwrap(readHtcdsRow(cells, layout, { ...reading, values })), {
    prs_Gender: { value: 'Feminine' },
    prs_Citizenship: { value: ['NP'] },
    vic_AgreementToManagePersonalData: { value: true },
  })
  // What is left out was not asked: it is not "no".
  const without: SaidValues = new Map([[0, new Map([[plainValue('ж'), null]])]])
  assert.deepEqual(unwrap(readHtcdsRow(['Ж'], layoutOf(['prs_Gender']), { ...reading, values: without })), {
    prs_Gender: { absent: 'not_asked' },
  })
})
