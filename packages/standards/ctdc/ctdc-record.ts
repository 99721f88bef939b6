import { CROSSWALKS, translate, type Crosswalk } from '@gloact/codes'
import { fieldsMappedTo, type FormDefinition } from '@gloact/forms'
import type { Json } from '@gloact/kernel'
import { CTDC_CONCATENATIONS, CTDC_GROUPS, CTDC_INDICATORS, type CtdcGroup } from './ctdc-columns.ts'
import { NOT_SPECIFIED } from './historical-case.ts'

const columnsOf = (group: CtdcGroup): readonly string[] => CTDC_INDICATORS[group].map(({ column }) => column)

/** The 63 columns of the data set as CTDC publishes it, in its order (codebook v7.1, 2021). */
export const CTDC_PUBLISHED_COLUMNS: readonly string[] = [
  'yearOfRegistration',
  'Datasource',
  'gender',
  'ageBroad',
  'majorityStatus',
  'majorityStatusAtExploit',
  'majorityEntry',
  'citizenship',
  ...columnsOf('means'),
  CTDC_CONCATENATIONS.means,
  ...columnsOf('exploitation'),
  CTDC_CONCATENATIONS.exploitation,
  ...columnsOf('labour'),
  CTDC_CONCATENATIONS.labour,
  ...columnsOf('sex'),
  CTDC_CONCATENATIONS.sex,
  'isAbduction',
  'RecruiterRelationship',
  'CountryOfExploitation',
  ...columnsOf('recruiterRelations'),
]

/** How CTDC writes that nothing is known. */
export const CTDC_MISSING = '-99'

/** A record in the published layout: column → text. What is not there is missing. */
export type CtdcRecord = Readonly<Record<string, string>>

/** What a file holds in clear: form and path → value, or the kind of its absence. */
export type CodedAnswers = Readonly<Record<string, Json>>

/**
 * A file's countable answers as a CTDC record. Which question answers which column stands in the country's forms
 * (`codeMapping.ctdc`), how a code is said there in the crosswalks. As in the published data, an indicator that was not
 * chosen in a question that was answered is 0; of a question that was not answered everything is missing, whatever the
 * kind of absence. Two citizenships, or two countries, are no one's alone and stay out.
 */
export function ctdcRecordOf(coded: CodedAnswers, forms: readonly FormDefinition[], openedYear: string): CtdcRecord {
  const record: Record<string, string> = { yearOfRegistration: openedYear, Datasource: 'Case Management' }
  const byQuestion = new Map<string, { targets: string[]; codeList: string | undefined }>()
  for (const { target, formId, groupId, field } of fieldsMappedTo(forms, 'ctdc')) {
    const question = `${formId}/${groupId === undefined ? '' : `${groupId}/`}|${field.id}`
    const known = byQuestion.get(question) ?? { targets: [], codeList: codeListOf(field) }
    known.targets.push(target)
    byQuestion.set(question, known)
  }
  for (const [question, { targets, codeList }] of byQuestion) {
    const values = valuesOf(coded, question)
    if (values === null) continue
    if (targets.length === 1) {
      const said = new Set(values.map((value) => wordOf(targets[0]!, value, codeList)))
      const [only] = said
      if (said.size === 1 && only !== undefined) record[targets[0]!] = only
    } else {
      for (const column of targets) if (isIndicator(column)) record[column] ??= '0'
      for (const column of values.flatMap((value) => indicatorsOf(value, codeList))) record[column] = '1'
    }
  }
  if (record.isForcedLabour === '1' && record.isSexualExploit === '1') record.isSexAndLabour = '1'
  for (const group of CTDC_GROUPS) {
    const named = CTDC_INDICATORS[group].filter(({ column, code }) => record[column] === '1' && code !== NOT_SPECIFIED)
    if (named.length > 0) record[CTDC_CONCATENATIONS[group]] = named.map(({ labels }) => labels[0]!).join(';')
  }
  return record
}

const codeListOf = (field: object): string | undefined =>
  'codeList' in field && typeof field.codeList === 'string' ? field.codeList : undefined

const INDICATORS: ReadonlySet<string> = new Set(CTDC_GROUPS.flatMap(columnsOf))

const isIndicator = (column: string): boolean => INDICATORS.has(column)

/** The values of a question, of every row of its group together; null where it was not answered. */
function valuesOf(coded: CodedAnswers, question: string): readonly (string | number | boolean)[] | null {
  const [prefix = '', id = ''] = question.split('|')
  const found: (string | number | boolean)[] = []
  let answered = false
  for (const [path, value] of Object.entries(coded)) {
    if (!path.startsWith(prefix) || path.split('/').at(-1) !== id) continue
    if (value === null || (typeof value === 'object' && !Array.isArray(value))) continue
    answered = true
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') found.push(one)
    }
  }
  return answered ? found : null
}

const crosswalksFrom = (codeList: string | undefined): readonly Crosswalk[] =>
  Object.values(CROSSWALKS).filter(({ from, to }) => from === codeList && /^ctdc_(?!synthetic)/.test(to))

const indicatorsOf = (value: string | number | boolean, codeList: string | undefined): readonly string[] =>
  crosswalksFrom(codeList)
    .flatMap((crosswalk) => translate(crosswalk, String(value)))
    .filter(isIndicator)

/** A value as the column writes it; undefined where the column has no word for it. */
function wordOf(column: string, value: string | number | boolean, codeList: string | undefined): string | undefined {
  if (value === 'yes' || value === true) return '1'
  if (value === 'no' || value === false) return '0'
  const crosswalks = crosswalksFrom(codeList)
  if (crosswalks.length > 0) return crosswalks.flatMap((crosswalk) => translate(crosswalk, String(value)))[0]
  return column === 'citizenship' || column === 'CountryOfExploitation' ? countryOf(String(value)) : undefined
}

const countryOf = (text: string): string | undefined => (/^[A-Z]{2}$/.test(text) && text !== 'XX' ? text : undefined)
