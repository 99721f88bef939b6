import { exploitationFormToGlotip, genderToSex, translate, type Crosswalk, type CrosswalkPair } from '@gloact/codes'
import { fieldsMappedTo, parsePath, type FormDefinition, type Standard } from '@gloact/forms'
import { ABSENCES, type Absence, type Json } from '@gloact/kernel'
import { historyOf } from './captures.ts'
import { ctdcColumnOf } from './ctdc-columns.ts'
import {
  FIELD_CODES,
  isMissing,
  SEVERAL,
  SEVERAL_LABOUR,
  SEX_AND_LABOUR,
  UNCODED,
  type Field,
  type Missing,
  type Status,
} from './canon.ts'

/** What can be counted of a file: coded answers by form and path, and what was worked out of the procedure. */
export interface CountableFile {
  readonly fileId: string
  readonly personId: string
  readonly agencyId: string
  readonly openedOn: string
  readonly coded: Readonly<Record<string, Json>>
}

/** One row a person. Every value is a code of the canon, or the kind of its absence. */
export interface PersonRow {
  readonly year: number
  readonly status: Status
  readonly sex: string
  readonly age: string
  readonly form: string
  readonly formDetail: string
  readonly citizenship: string
  readonly agencyKind: string
  readonly area: string
  /** The kinds of agencies with a file of the person: `historyOf`. */
  readonly lists: string
  readonly channel: string
}

/** One row a situation of exploitation. */
export interface SituationRow {
  readonly id: string
  readonly form: string
  readonly formDetail: string
  readonly border: string
}

export interface Coding {
  readonly country: string
  readonly forms: readonly FormDefinition[]
  /** How the codes of a country’s own lists are said in the canon, besides the crosswalks of `@gloact/codes`. */
  readonly crosswalks: readonly Crosswalk[]
  readonly kindOfAgency: (agencyId: string) => string | undefined
  /** The area that an agency works in, by the country’s code of places. */
  readonly areaOfAgency: (agencyId: string) => string | undefined
}

/** Since when CTDC’s combination of forms is told from others. */
export const COMBINATIONS = 'combinations@1'

/** By what a row was coded: another version, and it is coded again. */
export const codingVersion = ({ forms, crosswalks }: Pick<Coding, 'forms' | 'crosswalks'>): string =>
  [
    COMBINATIONS,
    ...[exploitationFormToGlotip, genderToSex, ...crosswalks].map(({ id, version }) => `${id}@${version}`),
    ...forms.map(({ id, version }) => `${id}@${version}`),
  ].join(' ')

interface Found {
  readonly values: readonly string[]
  /** The kind of absence, where nobody answered; not asked where there is nothing at all. */
  readonly absent: Absence
}

const NOTHING: Found = { values: [], absent: 'not_asked' }

interface Question {
  readonly formId: string
  readonly groupId: string | undefined
  readonly fieldId: string
  readonly codeList: string | undefined
}

const asked = new WeakMap<readonly FormDefinition[], Map<string, readonly Question[]>>()

/** Which of a country’s questions answer a concept of a standard; looked up once for every set of forms. */
function questionsFor(forms: readonly FormDefinition[], standard: Standard, target: string): readonly Question[] {
  const known = asked.get(forms) ?? new Map<string, readonly Question[]>()
  asked.set(forms, known)
  const key = `${standard} ${target}`
  const before = known.get(key)
  if (before) return before
  const found = fieldsMappedTo(forms, standard)
    // Text is never counted, whatever a form says that it answers.
    .filter((mapping) => mapping.target === target && mapping.field.sensitivity === 'statistical')
    .map(({ formId, groupId, field }) => ({
      formId,
      groupId,
      fieldId: field.id,
      codeList: 'codeList' in field && typeof field.codeList === 'string' ? field.codeList : undefined,
    }))
  known.set(key, found)
  return found
}

/** What was answered to a question: in one row of its group, or in all of them. */
function answered(coded: CountableFile['coded'], question: Question, rowId?: string): Found {
  const values = new Set<string>()
  let absent: Absence | undefined
  for (const [key, answer] of Object.entries(coded)) {
    if (!key.startsWith(`${question.formId}/`)) continue
    const parts = parsePath(key.slice(question.formId.length + 1))
    if (!parts || (parts.inner ?? parts.id) !== question.fieldId) continue
    if (question.groupId !== (parts.inner === undefined ? undefined : parts.id)) continue
    if (rowId !== undefined && parts.rowId !== rowId) continue
    if (typeof answer === 'string') values.add(answer)
    else if (Array.isArray(answer)) for (const one of answer as readonly Json[]) values.add(String(one))
    else absent ??= absenceIn(answer)
  }
  return { values: [...values], absent: absent ?? 'not_asked' }
}

function absenceIn(answer: Json): Absence | undefined {
  const kind = typeof answer === 'object' && answer !== null && 'absent' in answer ? answer.absent : undefined
  return ABSENCES.find((absence) => absence === kind)
}

/** A question’s answers in the codes of a canonical list. What no crosswalk has a word for is said to be uncoded, never guessed. */
function inCanon(
  { values, absent }: Found,
  from: string | undefined,
  to: string,
  crosswalks: readonly Crosswalk[],
): Found & { readonly uncoded: boolean } {
  if (from === to) return { values, absent, uncoded: false }
  const crosswalk = crosswalks.find((one) => one.from === from && one.to === to)
  const coded = new Set<string>()
  let uncoded = false
  for (const value of values) {
    const said = crosswalk ? translate(crosswalk, value) : []
    if (said.length === 0) uncoded = true
    for (const code of said) coded.add(code)
  }
  return { values: [...coded], absent, uncoded }
}

interface CanonicalAnswer {
  readonly values: readonly string[]
  readonly missing: Missing | undefined
}

/** The first question of a concept that has an answer, in the canon; else why there is none. */
function conceptOf(
  coded: CountableFile['coded'],
  places: readonly (readonly [standard: Standard, target: string, list: string])[],
  { forms, crosswalks }: Coding,
  { to, rowId }: { readonly to: string; readonly rowId?: string },
): CanonicalAnswer {
  let missing: Missing | undefined
  for (const [standard, target, list] of places) {
    for (const question of questionsFor(forms, standard, target)) {
      const found = answered(coded, question, rowId)
      const first = inCanon(found, question.codeList ?? list, list, crosswalks)
      const said = list === to ? first : inCanon(first, list, to, [genderToSex, ...crosswalks])
      if (first.uncoded || said.uncoded) return { values: [], missing: UNCODED }
      if (said.values.length > 0) return { values: said.values, missing: undefined }
      // Of two questions that were both left open the one that was put says more than the one that was not.
      if (missing === undefined || missing === 'not_asked') missing = found.absent
    }
  }
  return { values: [], missing: missing ?? 'not_asked' }
}

const UNSPECIFIED = 'NonSpecifiedUnknown'

function sexOf(coded: CountableFile['coded'], coding: Coding): string {
  const places = [
    ['glotip', 'sex', 'sex'],
    ['ictip', 'victim.gender', 'gender'],
  ] as const
  // HTCDS’s own "not specified or unknown" is an absence here.
  const known = Object.fromEntries(
    Object.entries(coded).map(([key, value]) => [key, value === UNSPECIFIED ? { absent: 'not_known' } : value]),
  )
  const { values, missing } = conceptOf(known, places, coding, { to: 'sex' })
  return values.length === 1 ? values[0]! : values.length > 1 ? 'other' : (missing ?? 'not_asked')
}

/**
 * Child, adult, or in doubt. A disputed age is in doubt whatever was answered; a person of whom a first contact was not sure, and of
 * whom nothing more is known, as well.
 */
function ageOf(coded: CountableFile['coded'], coding: Coding): string {
  const disputed = coded['age_basis'] === 'disputed' || answeredAgeBasis(coded, coding) === 'disputed'
  if (disputed) return 'doubt'
  const { values, missing } = conceptOf(coded, [['glotip', 'age', 'age_group']], coding, { to: 'age_group' })
  if (missing === UNCODED) return UNCODED
  if (values.length === 1) return values[0]!
  const stated = coded['age_statement']
  if (stated === 'child' || stated === 'adult') return stated
  return stated === 'not_sure' ? 'doubt' : (missing ?? 'not_asked')
}

function answeredAgeBasis(coded: CountableFile['coded'], { forms }: Coding): string | undefined {
  for (const { id } of forms) {
    const answer = coded[`${id}/age_basis`]
    if (typeof answer === 'string') return answer
  }
  return undefined
}

const GLOTIP_FORMS: Readonly<Record<string, string>> = {
  'Sexual exploitation': 'sexual_exploitation',
  'Forced labour': 'forced_labour',
  'Other forms of exploitation': 'other_forms',
}

interface FormCodes {
  readonly form: string
  readonly formDetail: string
}

/** Several forms by CTDC’s columns, each of which may stand for some of them: sexual exploitation with labour, labour alone, or others. */
function combinationOf(forms: readonly string[]): string {
  const columns = new Set(forms.map(ctdcColumnOf))
  if (!columns.has('isForcedLabour')) return SEVERAL
  if (columns.size === 1) return SEVERAL_LABOUR
  return columns.size === 2 && columns.has('isSexualExploit') ? SEX_AND_LABOUR : SEVERAL
}

/** Forms of exploitation as GLOTIP’s one category: several of them are other forms. */
export function formsAsOne({ values, missing }: CanonicalAnswer): FormCodes {
  if (values.length === 0) {
    const why = missing ?? 'not_asked'
    return { form: why, formDetail: why }
  }
  const categories = new Set<string>()
  for (const value of values) {
    const pairs: readonly CrosswalkPair[] = exploitationFormToGlotip.pairs
    const category = GLOTIP_FORMS[pairs.find(({ from }) => from === value)?.to ?? '']
    if (category === undefined) return { form: UNCODED, formDetail: UNCODED }
    categories.add(category)
  }
  return {
    form: categories.size === 1 ? [...categories][0]! : 'other_forms',
    formDetail: values.length === 1 ? values[0]! : combinationOf(values),
  }
}

const FORM_PLACES = [['glotip', 'exploitation', 'exploitation_form']] as const

/** ISO 3166’s user-assigned `XX`: a person without citizenship. `NA` is Namibia. */
const WITHOUT_CITIZENSHIP = 'XX'

function citizenshipOf(coded: CountableFile['coded'], coding: Coding): string {
  for (const question of questionsFor(coding.forms, 'ictip', 'victim.citizenship')) {
    const { values, absent } = answered(coded, question)
    if (values.length === 0) return absent
    // A citizenship of this country makes a national, whatever other there is.
    if (values.includes(coding.country)) return 'national'
    if (values.every((value) => value === WITHOUT_CITIZENSHIP)) return 'stateless'
    return values.every((value) => /^[A-Z]{2}$/.test(value)) ? 'foreign' : UNCODED
  }
  return NOTHING.absent
}

/** Found to be a victim; presumed while reasonable grounds stand and the final decision is open. */
export function statusOf(coded: CountableFile['coded']): Status {
  const conclusive = coded['conclusive_grounds'] ?? null
  if (conclusive === 'positive') return 'identified'
  if (conclusive !== null) return 'not_victim'
  if (coded['reasonable_grounds'] === 'positive') return 'presumed'
  return coded['reasonable_grounds'] === 'negative' ? 'not_victim' : 'undecided'
}

export interface CodedFile {
  readonly person: PersonRow
  readonly situations: readonly SituationRow[]
}

/** Nothing but a public code, or the kind of an absence, comes out: whatever else an answer held is uncoded. */
const only = (field: Field, value: string): string =>
  isMissing(value) || FIELD_CODES[field].includes(value) ? value : UNCODED

const onlyForms = ({ form, formDetail }: FormCodes): FormCodes => ({
  form: only('form', form),
  formDetail: only('form_detail', formDetail),
})

/** A file’s countable answers in the canon. */
export function codeFile(file: CountableFile, coding: Coding): CodedFile {
  const { coded } = file
  const channel = coded['channel']
  const kind = coding.kindOfAgency(file.agencyId)
  return {
    person: {
      year: Number(file.openedOn.slice(0, 4)),
      status: statusOf(coded),
      sex: only('sex', sexOf(coded, coding)),
      age: only('age', ageOf(coded, coding)),
      ...onlyForms(formsAsOne(conceptOf(coded, FORM_PLACES, coding, { to: 'exploitation_form' }))),
      citizenship: only('citizenship', citizenshipOf(coded, coding)),
      agencyKind: only('agency_kind', kind ?? 'not_known'),
      area: coding.areaOfAgency(file.agencyId) ?? 'not_known',
      lists: historyOf([kind]),
      channel: only('channel', typeof channel === 'string' ? channel : 'not_asked'),
    },
    situations: situationsOf(coded, coding),
  }
}

function situationsOf(coded: CountableFile['coded'], coding: Coding): SituationRow[] {
  const rows = new Set<string>()
  for (const question of questionsFor(coding.forms, 'glotip', 'exploitation')) {
    if (question.groupId === undefined) continue
    for (const key of Object.keys(coded)) {
      if (!key.startsWith(`${question.formId}/`)) continue
      const parts = parsePath(key.slice(question.formId.length + 1))
      if (parts?.id === question.groupId && parts.rowId !== undefined) rows.add(parts.rowId)
    }
  }
  return [...rows].toSorted().map((rowId) => {
    const border = conceptOf(coded, [['ictip', 'event.internal_or_cross_border', 'border']], coding, {
      to: 'border',
      rowId,
    })
    return {
      id: rowId,
      ...onlyForms(formsAsOne(conceptOf(coded, FORM_PLACES, coding, { to: 'exploitation_form', rowId }))),
      border: only('border', border.values[0] ?? border.missing ?? 'not_asked'),
    }
  })
}

const STRENGTH: Readonly<Record<Status, number>> = { undecided: 0, not_victim: 1, presumed: 2, identified: 3 }

/**
 * The files of one person as one row: of the year of the first, with the strongest finding, and of every question the answer of
 * the latest file that has one.
 */
export function codePerson(files: readonly CountableFile[], coding: Coding): CodedFile {
  const inTime = files.toSorted((a, b) => compare(a.openedOn, b.openedOn) || compare(a.fileId, b.fileId))
  const coded = inTime.map((file) => codeFile(file, coding))
  const [first, ...later] = coded
  if (!first) throw new RangeError('a person has at least one file')
  let { person } = first
  for (const { person: next } of later) {
    const latest = (before: string, now: string): string => (isMissing(now) && !isMissing(before) ? before : now)
    person = {
      year: person.year,
      status: STRENGTH[next.status] > STRENGTH[person.status] ? next.status : person.status,
      sex: latest(person.sex, next.sex),
      age: latest(person.age, next.age),
      form: latest(person.form, next.form),
      formDetail: latest(person.formDetail, next.formDetail),
      citizenship: latest(person.citizenship, next.citizenship),
      // Who met the person first, and how: of the first file, as the year is.
      agencyKind: person.agencyKind,
      area: person.area,
      lists: person.lists,
      channel: person.channel,
    }
  }
  const lists = historyOf(files.map(({ agencyId }) => coding.kindOfAgency(agencyId)))
  return { person: { ...person, lists }, situations: coded.flatMap(({ situations }) => situations) }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
