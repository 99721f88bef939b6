import {
  CODE_LISTS,
  CROSSWALKS,
  findCode,
  HTCDS_CODE_LISTS,
  translate,
  translateBack,
  type CodeList,
} from '@gloact/codes'
import {
  fieldsById,
  fieldsMappedTo,
  normalisePhone,
  offeredAbsences,
  readRows,
  rowPath,
  type Field,
  type FormAnswers,
  type FormDefinition,
  type Mapping,
} from '@gloact/forms'
import { isAbsent, isPartialDate, valueOf, type Answer, type Json } from '@gloact/kernel'
import { HTCDS_FIELDS, HTCDS_KEYS, isHtcdsKey, type HtcdsKey } from './htcds-fields.ts'
import type { HtcdsAnswers } from './htcds-row.ts'

/**
 * Where a country's forms hold each field of the standard: read from the forms themselves (`codeMapping.htcds`), so that
 * a country that moves a question moves its import and export with it. A field that several questions answer is written
 * to the first of them, and read from the first that has an answer. A question that answers several fields is the first
 * one's alone (a place has room for two: its words and its country); for the others there is no place, and what they say
 * is kept in words.
 */
export interface HtcdsMapping {
  readonly places: ReadonlyMap<HtcdsKey, readonly Place[]>
  /**
   * Fields that the country restricts to named staff. An import has no such staff, and words with the file would be read
   * by all who work on it: these are neither read nor written.
   */
  readonly restricted: ReadonlySet<HtcdsKey>
}

type Place = Mapping & { readonly target: HtcdsKey }

export function htcdsMapping(forms: readonly FormDefinition[]): HtcdsMapping {
  const places = new Map<HtcdsKey, Place[]>()
  const restricted = new Set<HtcdsKey>()
  const taken = new Set<string>()
  for (const mapping of fieldsMappedTo(forms, 'htcds')) {
    const { target, field, formId } = mapping
    if (!isHtcdsKey(target)) continue
    if (field.audience !== undefined || groupOf(forms, mapping)?.audience !== undefined) {
      restricted.add(target)
      continue
    }
    const part = field.type === 'location' && isCountry(target) ? 'country' : 'value'
    const slot = `${formId}/${field.id}/${part}`
    if (taken.has(slot)) continue
    taken.add(slot)
    places.set(target, [...(places.get(target) ?? []), { ...mapping, target }])
  }
  for (const key of places.keys()) restricted.delete(key)
  return { places, restricted }
}

const isCountry = (key: HtcdsKey): boolean => HTCDS_FIELDS[key].kind === 'country'

const groupOf = (forms: readonly FormDefinition[], { formId, groupId }: Mapping): Field | undefined => {
  const form = groupId === undefined ? undefined : forms.find(({ id }) => id === formId)
  return form && fieldsById(form).get(groupId!)?.field
}

export interface PlacedAnswers {
  /** Form id → path → answer: what is to be recorded. */
  readonly forms: Readonly<Record<string, FormAnswers>>
  /** Form id → path → the key that it came from, to name a refused answer by its column. */
  readonly origins: Readonly<Record<string, Readonly<Record<string, HtcdsKey>>>>
  /** What no form has a place for, or not for this value. Kept in words with the file, so that nothing is lost. */
  readonly unplaced: readonly HtcdsKey[]
}

/**
 * Says a row of the standard in the country's forms.
 * @param rowIdOf the id of the row of a group: the one that the file has, else a new one
 */
export function placeAnswers(
  answers: HtcdsAnswers,
  { places }: HtcdsMapping,
  options: { readonly rowIdOf: (formId: string, groupId: string) => string; readonly callingCode?: string },
): PlacedAnswers {
  const forms: Record<string, Record<string, Answer>> = {}
  const origins: Record<string, Record<string, HtcdsKey>> = {}
  const unplaced: HtcdsKey[] = []
  for (const key of HTCDS_KEYS) {
    const answer = answers[key]
    if (!answer || ('absent' in answer && answer.absent === 'not_asked')) continue
    const place = places.get(key)?.[0]
    const path = place && pathOf(place, options.rowIdOf)
    const earlier = place && path !== undefined ? forms[place.formId]?.[path] : undefined
    const placed = place && toField(place, answer, earlier, options.callingCode)
    if (!place || path === undefined || placed === undefined) {
      unplaced.push(key)
      continue
    }
    const form = (forms[place.formId] ??= {})
    if (place.groupId !== undefined) form[path.slice(0, path.lastIndexOf('/'))] = { value: true }
    form[path] = placed
    ;(origins[place.formId] ??= {})[path] = key
  }
  return { forms, origins, unplaced }
}

/** Says a file's answers in the standard. What the standard has no word for is left out, not turned into something else. */
export function collectAnswers(forms: Readonly<Record<string, FormAnswers>>, { places }: HtcdsMapping): HtcdsAnswers {
  const answers: Partial<Record<HtcdsKey, Answer>> = {}
  for (const key of HTCDS_KEYS) {
    for (const place of places.get(key) ?? []) {
      const answer = answerAtPlace(forms[place.formId] ?? {}, place)
      const said = answer && fromField(place, answer)
      if (said === undefined) continue
      answers[key] ??= said
      if (!isAbsent(said)) {
        answers[key] = said
        break
      }
    }
  }
  return answers
}

function pathOf({ formId, groupId, field }: Place, rowIdOf: (formId: string, groupId: string) => string): string {
  return groupId === undefined ? field.id : rowPath(groupId, rowIdOf(formId, groupId), field.id)
}

/** A row of the standard has room for one row of a group: the first that has an answer. */
function answerAtPlace(form: FormAnswers, { groupId, field }: Place): Answer | undefined {
  if (groupId === undefined) return form[field.id]
  const answers = readRows(form, groupId).flatMap((row) => row.answers[field.id] ?? [])
  return answers.find((answer) => !isAbsent(answer)) ?? answers[0]
}

const listOf = (key: HtcdsKey): string | undefined =>
  (HTCDS_CODE_LISTS as Readonly<Record<string, CodeList['id']>>)[key]

/** Codes of the standard as codes of the field's own list, or the other way round; undefined where there is no word. */
function translated(key: HtcdsKey, field: Field, code: string, direction: 'in' | 'out'): string | undefined {
  const own = 'codeList' in field ? field.codeList : undefined
  const list = listOf(key)
  if (own === undefined || own === list) {
    // A kind of work that we tell apart and the standard does not is said by what it is a kind of.
    const entry = direction === 'out' && list !== undefined ? findCode(CODE_LISTS[list]!, code) : undefined
    return (entry?.local && entry.parent) || code
  }
  const crosswalk = CROSSWALKS[`${own}_to_${list}`]
  if (!crosswalk) return undefined
  return (direction === 'in' ? translateBack(crosswalk, code) : translate(crosswalk, code))[0]
}

const texts = (value: Json): readonly string[] => (Array.isArray(value) ? value : [value]).map(String)

function toField(
  place: Place,
  answer: Answer,
  earlier: Answer | undefined,
  callingCode: string | undefined,
): Answer | undefined {
  const { field, target } = place
  if ('absent' in answer) return earlier ?? (offeredAbsences(field).includes(answer.absent) ? answer : undefined)
  const { value } = answer
  if (field.type === 'location')
    return { value: { ...(valueOf(earlier) as object | undefined), ...partOfPlace(target, value) } }
  switch (field.type) {
    case 'text':
    case 'long_text':
      return { value: typeof value === 'boolean' ? (value ? 'Yes' : 'No') : texts(value).join('; ') }
    case 'phone': {
      const phone = normalisePhone(texts(value).join(' '), callingCode)
      return /^\+[1-9]\d{5,14}$/.test(phone) ? { value: phone } : undefined
    }
    case 'number':
      return typeof value === 'number' ? answer : undefined
    case 'date':
      return typeof value === 'string' && isPartialDate(value) ? answer : undefined
    case 'yes_no_unknown':
      return typeof value === 'boolean' ? { value: value ? 'yes' : 'no' } : undefined
    case 'choice':
    case 'country':
    case 'language': {
      const [only, more] = texts(value)
      const code = only === undefined || more !== undefined ? undefined : translated(target, field, only, 'in')
      return code === undefined ? undefined : { value: code }
    }
    case 'choices':
    case 'countries': {
      const codes = texts(value).map((code) => translated(target, field, code, 'in'))
      return codes.includes(undefined) ? undefined : { value: [...new Set(codes as string[])] }
    }
    // No standard about a person asks for these.
    case 'reference':
    case 'references':
    case 'amount':
    case 'scale':
    case 'url':
    case 'file':
    case 'multilingual':
    case 'calculated':
    case 'group':
      return undefined
  }
}

function partOfPlace(key: HtcdsKey, value: Json): { country: string } | { place: string } {
  const text = texts(value)[0] ?? ''
  return isCountry(key) ? { country: text } : { place: text }
}

function fromField({ field, target }: Place, answer: Answer): Answer | undefined {
  if ('absent' in answer) return answer
  const { value } = answer
  const { kind } = HTCDS_FIELDS[target]
  switch (field.type) {
    case 'location': {
      const place = value as { readonly place?: string; readonly country?: string }
      const part = isCountry(target) ? place.country : place.place
      return part === undefined ? undefined : { value: part }
    }
    case 'yes_no_unknown':
      return kind === 'flag' ? { value: value === 'yes' } : { value: value === 'yes' ? 'Yes' : 'No' }
    case 'text':
    case 'long_text':
    case 'phone':
    case 'date':
    case 'number':
      return { value }
    case 'choice':
    case 'choices':
    case 'country':
    case 'countries':
    case 'language': {
      const codes = texts(value).flatMap((code) => translated(target, field, code, 'out') ?? [])
      if (codes.length === 0) return undefined
      const several = kind === 'choices' || kind === 'countries'
      return { value: several ? [...new Set(codes)] : codes[0]! }
    }
    case 'calculated':
      return kind === 'number' || kind === 'text' || kind === 'choice' ? { value } : undefined
    case 'reference':
    case 'references':
    case 'amount':
    case 'scale':
    case 'url':
    case 'file':
    case 'multilingual':
    case 'group':
      return undefined
  }
}
