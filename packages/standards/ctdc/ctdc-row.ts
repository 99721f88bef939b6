import { err, ok, type Answer, type PlainDate, type Result } from '@gloact/kernel'
import {
  CTDC_CONCATENATIONS,
  CTDC_INDICATORS,
  type CtdcCodedColumn,
  type CtdcGroup,
  type CtdcLayout,
} from './ctdc-columns.ts'
import { ageBand, codesOf } from '@gloact/codes'
import { isCountryCode } from '../countries.ts'
import { latestYear, NOT_SPECIFIED, type HistoricalCase, type Indicators, type Majority } from './historical-case.ts'
import type { RejectionReason, RowRejection } from '../row-rejection.ts'

const NOT_KNOWN = { absent: 'not_known' } as const

/** How CTDC writes that nothing is known: -99 in every kind of column, a blank in the rebuilt file, words in others. */
const MISSING: ReadonlySet<string> = new Set(['', '-99', '-99.0', 'null', 'unknown', 'not specified', 'not known'])

const isMissing = (text: string): boolean => MISSING.has(text.toLowerCase())

const DATA_SOURCES: ReadonlyMap<string, string> = new Map([
  ['case management', 'case_management'],
  ['hotline', 'hotline'],
])

/** CTDC publishes transgender and non-conforming persons as one, which is kept as it is: no case can be told apart. */
const GENDERS: ReadonlyMap<string, string> = new Map([
  ['female', 'Feminine'],
  ['male', 'Masculine'],
  ['transgender/nonconforming', 'transgender_or_non_conforming'],
])

const MAJORITY: ReadonlyMap<string, Majority> = new Map([
  ['minor', 'minor'],
  ['adult', 'adult'],
])

/** `0--8`, `9--17` … `48+`; the codebook prints a dash for the two hyphens. */
const AGE_BANDS: ReadonlyMap<string, string> = new Map(
  codesOf(ageBand).map((code) => [code.replace('_plus', '+').replace('_', '-'), code]),
)

const FIRST_YEAR = 1990

/** Named by the codebook as a component of the means; it has no column of its own, so nothing to be checked against. */
const WITHOUT_COLUMN: ReadonlySet<string> = new Set(['minorsexuallyexploitedorabused'])

const plain = (label: string): string => label.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const labelsOf = (group: CtdcGroup): ReadonlyMap<string, string> =>
  new Map(
    CTDC_INDICATORS[group].flatMap(({ labels, code }) => labels.map((label): [string, string] => [plain(label), code])),
  )

/** Per group, the code that each label of its concatenated column stands for. */
const LABELS: Readonly<Record<CtdcGroup, ReadonlyMap<string, string>>> = {
  means: labelsOf('means'),
  exploitation: labelsOf('exploitation'),
  labour: labelsOf('labour'),
  sex: labelsOf('sex'),
  recruiterRelations: labelsOf('recruiterRelations'),
}

/**
 * One row of a CTDC file as a case of the historical population. What is not known stays not known, of every column
 * alike; `NA` as a citizenship is Namibia (a public analysis of this file counted 24,258 missing values as Namibians by
 * reading it as "missing").
 */
export function mapCtdcRow(
  row: readonly string[],
  layout: CtdcLayout,
  today: PlainDate,
): Result<HistoricalCase, readonly RowRejection[]> {
  if (row.length !== layout.width) {
    return err([{ column: '', value: String(row.length), reason: 'wrong_number_of_columns' }])
  }
  const rejections: RowRejection[] = []
  const reject = (column: string, value: string, reason: RejectionReason): typeof NOT_KNOWN => {
    rejections.push({ column, value, reason })
    return NOT_KNOWN
  }
  const text = (column: string): string => {
    const index = layout.at.get(column)
    return index === undefined ? '' : row[index]!.trim()
  }
  const coded = <Code extends string>(column: CtdcCodedColumn, codes: ReadonlyMap<string, Code>): Answer<Code> => {
    const value = text(column)
    if (isMissing(value)) return NOT_KNOWN
    const code = codes.get(value.toLowerCase())
    return code === undefined ? reject(column, value, 'unknown_value') : { value: code }
  }
  const band = (): Answer<string> => {
    const value = text('ageBroad')
    if (isMissing(value)) return NOT_KNOWN
    const code = AGE_BANDS.get(value.replaceAll(/[-\u2013\u2014]+/g, '-'))
    return code === undefined ? reject('ageBroad', value, 'unknown_value') : { value: code }
  }
  const year = (): Answer<number> => {
    const value = text('yearOfRegistration')
    if (isMissing(value)) return NOT_KNOWN
    const number = Number(value)
    if (!Number.isInteger(number)) return reject('yearOfRegistration', value, 'unknown_value')
    if (number < FIRST_YEAR || number > latestYear(today)) return reject('yearOfRegistration', value, 'out_of_range')
    return { value: number }
  }
  const country = (column: CtdcCodedColumn): Answer<string> => {
    const value = text(column).toUpperCase()
    if (isMissing(value) || value === '0' || value === '00') return NOT_KNOWN
    return isCountryCode(value) ? { value } : reject(column, value, 'unknown_value')
  }
  /** Undefined where the cell says neither yes nor no. */
  const flag = (column: string): boolean | undefined => {
    const value = text(column)
    if (value === '1') return true
    if (value === '0') return false
    if (!isMissing(value)) reject(column, value, 'unknown_value')
    return undefined
  }
  const indicators = (group: CtdcGroup): Indicators => {
    const yes: string[] = []
    const no: string[] = []
    for (const { column, code } of CTDC_INDICATORS[group]) {
      const answer = flag(column)
      if (answer !== undefined) (answer ? yes : no).push(code)
    }
    const column = CTDC_CONCATENATIONS[group]
    const problem = checkConcatenation(text(column), group, yes)
    if (problem) reject(column, text(column), problem)
    return { yes, no }
  }

  const abduction = flag('isAbduction')
  const item: HistoricalCase = {
    yearOfRegistration: year(),
    dataSource: coded('Datasource', DATA_SOURCES),
    gender: coded('gender', GENDERS),
    ageBand: band(),
    majorityAtRegistration: coded('majorityStatus', MAJORITY),
    majorityAtExploitation: coded('majorityStatusAtExploit', MAJORITY),
    majorityAtEntry: coded('majorityEntry', MAJORITY),
    citizenship: country('citizenship'),
    countryOfExploitation: country('CountryOfExploitation'),
    means: indicators('means'),
    exploitation: indicators('exploitation'),
    labour: indicators('labour'),
    sex: indicators('sex'),
    recruiterRelations: indicators('recruiterRelations'),
    abduction: abduction === undefined ? NOT_KNOWN : { value: abduction },
  }
  return rejections.length > 0 ? err(rejections) : ok(item)
}

/** The concatenated columns repeat the positive indicators. They add nothing, so they are checked and not kept. */
function checkConcatenation(text: string, group: CtdcGroup, yes: readonly string[]): RejectionReason | undefined {
  if (isMissing(text)) return undefined
  const named = new Set<string>()
  for (const part of text.split(';')) {
    if (part.trim() === '' || WITHOUT_COLUMN.has(plain(part))) continue
    const code = LABELS[group].get(plain(part))
    if (code === undefined) return 'unknown_value'
    named.add(code)
  }
  const flagged = new Set(yes)
  for (const codes of [named, flagged]) {
    codes.delete(NOT_SPECIFIED)
    // "Combined" is said beside its two parts, or instead of them.
    if (codes.has('mixed_sex_labour')) codes.add('forced_labour').add('sexual_exploitation')
  }
  const same = named.size === flagged.size && [...named].every((code) => flagged.has(code))
  return same ? undefined : 'contradicts_columns'
}

/** What names a row in its file: its case number, where the layout has one. */
export function ctdcCaseNumber(row: readonly string[], layout: CtdcLayout): string | undefined {
  const index = layout.at.get('caseNo')
  const number = index === undefined ? undefined : row[index]?.trim()
  return number === '' ? undefined : number
}
