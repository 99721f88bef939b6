import { addDays, addMonths, type PlainDate } from '@gloact/kernel'
import { adultFrom, type Born } from '../age.ts'
import { partOf, PRIMERO_PARTS, type PrimeroPart } from './fields.ts'
import { careOf } from './lists.ts'
import { day, linesOf, rowsIn, saidIn, text, unknownOf, type Form, type PrimeroRecord, type Unknown } from './raw.ts'

export interface PrimeroCare {
  readonly type: string
  readonly carer: string
  readonly agency: string
  readonly from: PlainDate | null
}

export interface PrimeroChild {
  /** What names the case there; null where nothing does. */
  readonly source: string | null
  readonly registeredOn: PlainDate
  readonly person: {
    readonly first: string
    readonly middle: string
    readonly last: string
    readonly birthDate: PlainDate | null
    readonly sex: string | null
    /** As it is written there: a country's English name. */
    readonly nationality: string | null
  }
  readonly born: Born & { readonly basis: 'declared' | 'estimated' }
  /** Nobody is opened as a child who was certainly none when they were registered. */
  readonly isChild: boolean
  /** Where the child is cared for now: the row that began last; each row ends when the next begins. */
  readonly care: PrimeroCare | null
  /** Consents were given elsewhere, on no day: none holds here, and each is asked for again. */
  readonly consents: number
  /** Everything that was said, in words, by what it is about. Nothing is dropped. */
  readonly words: readonly { readonly part: PrimeroPart | 'other'; readonly lines: readonly string[] }[]
  readonly unknown: readonly Unknown[]
}

/** A file that was uploaded is a row of its own, which no field of a form describes. */
const CASE_FORM: Form = {
  has: (field) => partOf(field) !== undefined,
  opens: (field) => partOf(field) !== undefined && partOf(field) !== 'outside_documents',
}

function wordsOf(raw: PrimeroRecord): PrimeroChild['words'] {
  const said = saidIn(raw)
  return [...PRIMERO_PARTS, 'other' as const].flatMap((part) => {
    const lines = said.filter(([field]) => (partOf(field) ?? 'other') === part).flatMap((each) => linesOf(...each))
    return lines.length === 0 ? [] : [{ part, lines }]
  })
}

/** When somebody was born, of a birth date or an age on the day of registration. An estimate is the whole year. */
function bornOf(raw: PrimeroRecord, on: PlainDate): PrimeroChild['born'] {
  const estimated = raw['estimated'] === true || raw['estimated'] === 'true'
  const basis = estimated ? 'estimated' : 'declared'
  const birth = day(raw['date_of_birth'])
  if (birth !== null) {
    const year = birth.slice(0, 4)
    return estimated
      ? { from: `${year}-01-01` as PlainDate, to: `${year}-12-31` as PlainDate, basis }
      : { from: birth, to: birth, basis }
  }
  const age = Number(text(raw, 'age') || Number.NaN)
  if (!Number.isInteger(age) || age < 0 || age > 120) return { from: null, to: null, basis }
  return { from: addDays(addMonths(on, -12 * (age + 1)), 1), to: addMonths(on, -12 * age), basis }
}

function careNow(raw: PrimeroRecord): PrimeroCare | null {
  const rows = [
    ...rowsIn(raw, 'care_arrangements_section').map((row) => ({
      theirs: text(row, 'care_arrangements_type'),
      carer: text(row, 'name_caregiver'),
      agency: text(row, 'care_agency_name'),
      from: day(row['care_arrangement_started_date']),
    })),
    {
      theirs: text(raw, 'current_care_arrangements_type', 'care_arrangements_type'),
      carer: text(raw, 'current_name_caregiver', 'name_caregiver'),
      agency: text(raw, 'care_agency_name'),
      from: day(raw['current_care_arrangement_started_date'] ?? raw['care_arrangement_started_date']),
    },
  ].filter(({ theirs }) => theirs !== '')
  const last = rows.toSorted((a, b) => (a.from ?? '').localeCompare(b.from ?? '')).at(-1)
  const type = last && careOf(last.theirs)
  return last && type !== undefined ? { type, carer: last.carer, agency: last.agency, from: last.from } : null
}

/**
 * Reads a case: what has a field here, what is kept in words, and what was not understood. A consent, a match and a determination of theirs are
 * none of ours: they are words, and open nothing.
 */
export function readPrimeroCase(raw: PrimeroRecord, today: PlainDate): PrimeroChild {
  const registered = day(raw['registration_date'])
  const registeredOn = registered !== null && registered <= today ? registered : today
  const born = bornOf(raw, registeredOn)
  const [one = '', ...others] = text(raw, 'name').split(/\s+/u)
  const nationality = [raw['nationality'] ?? ''].flat()[0]
  const words = wordsOf(raw)
  return {
    source: text(raw, 'case_id', 'id', 'case_id_display') || null,
    registeredOn,
    person: {
      first: text(raw, 'name_first') || one,
      middle: text(raw, 'name_middle') || others.slice(0, -1).join(' '),
      last: text(raw, 'name_last') || (others.at(-1) ?? ''),
      birthDate: born.from !== null && born.from === born.to ? born.from : null,
      sex: text(raw, 'sex') || null,
      nationality: typeof nationality === 'string' && nationality !== '' ? nationality : null,
    },
    born,
    isChild: born.to === null || adultFrom(born.to) > registeredOn,
    care: careNow(raw),
    consents: words.find(({ part }) => part === 'consents')?.lines.length ?? 0,
    words,
    unknown: unknownOf(raw, CASE_FORM),
  }
}
