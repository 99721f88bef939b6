import { acceptEdit, type FormAnswers } from '@gloact/forms'
import { addMonths, type Json, type PlainDate } from '@gloact/kernel'
import { TRACING_LISTS } from '../tracing/lists.ts'
import { takenOverForm } from '../tracing/taken-over-form.ts'
import { relationOf } from './lists.ts'
import { day, linesOf, rowsIn, saidIn, text, unknownOf, type Form, type PrimeroRecord, type Unknown } from './raw.ts'

/** The children whom one inquirer seeks, a row each. */
const CHILDREN = 'tracing_request_subform_section'

const FIELDS: ReadonlySet<string> = new Set(
  `tracing_request_id short_id tracing_request_id_display inquiry_date status relation_name relation_nickname relation_age
  relation_date_of_birth relation_language relation_religion relation_ethnicity relation_nationality relation_address_current
  relation_location_current relation_telephone date_of_separation separation_cause separation_cause_other location_separation
  location_last telephone_last disclosure_other_orgs recorded_audio ${CHILDREN} matched_case_id tracing_request_status name relation
  name_nickname name_other sex age date_of_birth`.split(/\s+/u),
)
/** Whether a form of requests there has this field. */
export const isOfRequests = (field: string): boolean => FIELDS.has(field)

const FORM: Form = { has: isOfRequests, opens: (field) => field === CHILDREN }

/** What is said of the inquirer is kept with each child: so many children are one request there at most. */
const MOST_CHILDREN = 50

/** What was agreed there, on no day and for whom else: it is asked for again. */
const CONSENTS = ['disclosure_other_orgs']

/** One child who is sought: becomes one request. */
export interface SoughtChild {
  /** What names the row there; where nothing does, the row itself, so that a row that was changed there is another. */
  readonly row: string
  /** Whether a number names the row. Where none does, `row` holds what was said of a person. */
  readonly isNumbered: boolean
  /** What has a field here, as far as this form takes it, and everything that was said, in words. */
  readonly answers: FormAnswers
  /** Whether a case was matched there: it is said, and not confirmed here. */
  readonly matched: boolean
  /** More words than a request can hold: it is not taken over in part. */
  readonly tooLong: boolean
}

export interface PrimeroInquiry {
  /** What names the request there; null where nothing does. */
  readonly source: string | null
  readonly children: readonly SoughtChild[]
  /** More children than one inquirer seeks: none of them is read. */
  readonly tooMany: boolean
  readonly consents: number
  readonly unknown: readonly Unknown[]
}

const JANUARY_FIRST = /-01-01$/

/** 1 January is the whole year: nobody says that a document gives the day. */
const dateOf = (value: Json | undefined): string => (day(value) ?? '').replace(JANUARY_FIRST, '')

/** An age as it was on the day of the inquiry, with the full years that have passed since. */
function ageNow(row: PrimeroRecord, asked: PlainDate | null, today: PlainDate): number | null {
  const age = Number(text(row, 'age') || Number.NaN)
  if (!Number.isInteger(age) || age < 0) return null
  if (asked === null || asked > today) return age
  const years = Number(today.slice(0, 4)) - Number(asked.slice(0, 4))
  return age + years - Number(addMonths(asked, 12 * years) > today)
}

/** What a request has a field for. How they are known and whether they agree is asked here alone. */
function candidates(
  inquiry: PrimeroRecord,
  row: PrimeroRecord,
  today: PlainDate,
): readonly (readonly [string, Json])[] {
  const [given = '', ...others] = text(row, 'name').split(/\s+/u)
  const born = dateOf(row['date_of_birth'])
  const age = born === '' ? ageNow(row, day(inquiry['inquiry_date']), today) : null
  const said: readonly (readonly [string, Json])[] = [
    ['relative_name', text(inquiry, 'relation_name')],
    ['relation', relationOf(text(row, 'relation')) ?? ''],
    ['telephone', text(inquiry, 'relation_telephone')],
    [
      'address',
      [text(inquiry, 'relation_address_current'), text(inquiry, 'relation_location_current')]
        .filter(Boolean)
        .join(', '),
    ],
    ['languages', [inquiry['relation_language'] ?? ''].flat().join(', ')],
    ['given_name', given],
    ['family_name', others.at(-1) ?? ''],
    ['nickname', text(row, 'name_nickname')],
    ['sex', text(row, 'sex')],
    ['birth_date', born],
    ['age', age ?? ''],
    ['separation_place', text(row, 'location_separation') || text(inquiry, 'location_separation')],
    ['separated_on', dateOf(row['date_of_separation']) || dateOf(inquiry['date_of_separation'])],
    ['last_place', text(row, 'location_last') || text(inquiry, 'location_last')],
  ]
  return said.filter(([, value]) => value !== '')
}

/** What the form takes, field by field; what it does not take is in the words, and is shown. */
function taken(said: readonly (readonly [string, Json])[], today: PlainDate) {
  const answers: Record<string, FormAnswers[string]> = {}
  const unknown: Unknown[] = []
  for (const [field, value] of said) {
    const accepted = acceptEdit(takenOverForm, TRACING_LISTS, {}, { [field]: { value } }, { today })
    if (accepted.ok) Object.assign(answers, accepted.value)
    else unknown.push({ field, value: String(value), why: 'value' })
  }
  return { answers, unknown }
}

/** Each once: what was said of the inquirer stands in every request that comes of it. */
const each = (unknown: readonly Unknown[]): readonly Unknown[] => [
  ...new Map(unknown.map((one) => [`${one.field} ${one.value}`, one])).values(),
]

/** Which rows are meant, in any order of their fields; of rows that say the same each by its place among them. */
function rowKeys(rows: readonly PrimeroRecord[]): readonly Pick<SoughtChild, 'row' | 'isNumbered'>[] {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const number = text(row, 'unique_id', 'id')
    const said = number || JSON.stringify(saidIn(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    const before = seen.get(said) ?? 0
    seen.set(said, before + 1)
    return { row: before === 0 ? said : `${said} ${before}`, isNumbered: number !== '' }
  })
}

/**
 * Reads a tracing request: one request a child. A match, a state and a consent of theirs are none of ours: they are words, and open nothing.
 */
export function readPrimeroInquiry(raw: PrimeroRecord, today: PlainDate): PrimeroInquiry {
  const found = rowsIn(raw, CHILDREN).filter((row) => saidIn(row).length > 0)
  const tooMany = found.length > MOST_CHILDREN
  const rows = tooMany ? [] : found
  const keys = rowKeys(rows)
  const inquirer = saidIn(raw).filter(([field]) => field !== CHILDREN)
  const notTaken: Unknown[] = []
  const children = rows.map((row, at): SoughtChild => {
    const { answers, unknown } = taken(candidates(raw, row, today), today)
    notTaken.push(...unknown)
    const lines = [...inquirer, ...saidIn(row)].flatMap((one) => linesOf(...one))
    const elsewhere = acceptEdit(
      takenOverForm,
      TRACING_LISTS,
      {},
      { elsewhere: { value: lines.join('\n') } },
      { today },
    )
    return {
      ...keys[at]!,
      answers: elsewhere.ok ? { ...answers, ...elsewhere.value } : answers,
      matched: text(row, 'matched_case_id') !== '',
      tooLong: !elsewhere.ok,
    }
  })
  return {
    source: text(raw, 'tracing_request_id', 'id', 'tracing_request_id_display', 'short_id') || null,
    children,
    tooMany,
    consents: inquirer.filter(([field]) => CONSENTS.includes(field)).length,
    unknown: each([...unknownOf(raw, FORM), ...notTaken]),
  }
}
