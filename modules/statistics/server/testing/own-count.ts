import { exploitationFormToCtdcKanon, exploitationFormToPurpose } from '@gloact/codes'
import { sql } from 'kysely'
import type { Database } from '@gloact/postgres'

/*
 * Counts that know nothing of how figures are made: one SQL over the rows of the record, grouped by all that they hold, and a condition for each
 * number. What is published is held against them.
 */

/** A row of the record, and how many there are of it. */
export type Alike = Readonly<Record<string, string>> & { readonly count: string }

const MISSING = ['not_asked', 'not_known', 'declined', 'not_applicable', 'withheld', 'uncoded']

export const known = (value: string): string => (MISSING.includes(value) ? 'unknown' : value)

export async function ownRows(db: Database, unit: 'person' | 'situation'): Promise<readonly Alike[]> {
  const of = unit === 'person' ? 'person' : 'situation'
  const border = unit === 'person' ? sql`'' as border` : sql`situation.border`
  const joined =
    unit === 'person'
      ? sql`statistics.person`
      : sql`statistics.situation join statistics.person on person.person_id = situation.person_id`
  const { rows } = await sql<Alike>`
    select person.year::text as year, person.status, person.sex, person.age, ${sql.ref(`${of}.form`)},
      ${sql.ref(`${of}.form_detail`)}, person.citizenship, person.agency_kind, person.area, person.channel, person.lists,
      ${border}, count(*)::text as count
    from ${joined} where person.country = 'DL'
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`.execute(db)
  return rows
}

const VICTIMS = ['identified', 'presumed']

/** Whom a measure counts. */
export const countedIn = (measure: string) => (row: Alike) => measure === 'recorded' || VICTIMS.includes(row['status']!)

/** The code of a breakdown that a row counts under. */
export function codeOf(breakdown: string, row: Alike): string {
  if (breakdown === 'year') return row['year']!
  if (!breakdown.endsWith('_answer')) return known(row[breakdown]!)
  const value = row[breakdown.replace(/_answer$/, '')]!
  return MISSING.includes(value) ? value : 'answered'
}

export const sumOf = (rows: readonly Alike[], is: (row: Alike) => boolean): number =>
  rows.reduce((sum, row) => sum + (is(row) ? Number(row.count) : 0), 0)

const to = (pairs: readonly { readonly from: string; readonly to: string }[], code: string): string | undefined =>
  pairs.find(({ from }) => from === code)?.to

export const purposeOf = (form: string): string => to(exploitationFormToPurpose.pairs, form) ?? form

/** The columns of CTDC that a person of one form is marked in. */
export function ctdcMarks(row: Alike): readonly string[] {
  const form = known(row['form_detail']!)
  if (form === 'unknown') return ['NULL']
  if (form === 'several') return ['several']
  if (form === 'sex_and_labour') return ['isSexualExploit', 'isForcedLabour', 'isSexAndLabour']
  if (form === 'several_labour') return ['isForcedLabour']
  const place = to(exploitationFormToCtdcKanon.pairs, form) ?? 'isOtherExploit'
  return place.startsWith('typeOfLabour') ? ['isForcedLabour', place] : [place]
}
