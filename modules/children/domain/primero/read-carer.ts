import { acceptEdit, type FormAnswers } from '@gloact/forms'
import type { Json, PlainDate } from '@gloact/kernel'
import { CARER_LISTS, carerForm } from '../carer-form.ts'
import { IN_REGISTER } from '../forms/registered-carer.ts'
import { REGISTER_LISTS } from '../register-form.ts'
import { careOf } from './lists.ts'
import { linesOf, saidIn, text, unknownOf, type Form, type PrimeroRecord, type Unknown } from './raw.ts'

const FIELDS: ReadonlySet<string> = new Set(
  `registry_id short_id registry_id_display status registration_date registry_category registry_type name sex registry_no
  other_id_no_system address_current location_current telephone_current`.split(/\s+/u),
)
const FORM: Form = { has: (field) => FIELDS.has(field), opens: () => false }

const KINDS: readonly string[] = IN_REGISTER

export interface PrimeroCarer {
  /** What names the record there; null where nothing does. */
  readonly source: string | null
  /** The number by which the carer is listed here; empty where none of theirs fits. */
  readonly number: string
  /** What has a field here, and everything that was said, in words. Not screened here, whatever was the case there. */
  readonly answers: FormAnswers
  /** More words than can be kept whole. */
  readonly tooLong: boolean
  readonly unknown: readonly Unknown[]
}

/** The kind of care, where their list has been given one of the codes of care: it has none of its own. */
function kindOf(category: string): string {
  const kind = careOf(category) ?? category
  return KINDS.includes(kind) ? kind : ''
}

/** Reads a record of a registry as one who cares for children. What this register does not take is shown, and kept in words. */
export function readPrimeroCarer(raw: PrimeroRecord, today: PlainDate): PrimeroCarer {
  const category = text(raw, 'registry_category', 'registry_type')
  const number = text(raw, 'registry_no', 'registry_id_display', 'short_id', 'registry_id')
  const said: readonly (readonly [string, Json])[] = [
    ['number', number],
    ['kind', kindOf(category)],
    ['name', text(raw, 'name')],
    ['area', text(raw, 'location_current')],
    ['phone', text(raw, 'telephone_current')],
    ['address', text(raw, 'address_current')],
    ['status', 'not_screened'],
  ]
  const lists = { ...REGISTER_LISTS, ...CARER_LISTS }
  const accept = (field: string, value: Json) => acceptEdit(carerForm, lists, {}, { [field]: { value } }, { today })
  let answers: FormAnswers = {}
  const unknown: Unknown[] = [...unknownOf(raw, FORM)]
  if (category !== '' && kindOf(category) === '')
    unknown.push({ field: 'registry_category', value: category, why: 'value' })
  for (const [field, value] of said) {
    if (value === '') continue
    const accepted = accept(field, value)
    if (accepted.ok) answers = { ...answers, ...accepted.value }
    else unknown.push({ field, value: String(value), why: 'value' })
  }
  const elsewhere = accept(
    'elsewhere',
    saidIn(raw)
      .flatMap((one) => linesOf(...one))
      .join('\n'),
  )
  return {
    source: text(raw, 'registry_id', 'id', 'registry_id_display', 'short_id', 'registry_no') || null,
    number: answers['number'] === undefined ? '' : number,
    answers: elsewhere.ok ? { ...answers, ...elsewhere.value } : answers,
    tooLong: !elsewhere.ok,
    unknown,
  }
}
