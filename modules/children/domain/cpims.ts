import { findCode, type CodeList } from '@gloact/codes'
import { CARE_LISTS } from './forms/care-forms.ts'
import { DETERMINATION_LISTS } from './forms/determination-forms.ts'
import { SOLUTION_LISTS } from './forms/solution-forms.ts'
import { TRACING_LISTS } from './tracing/lists.ts'
import type { SEPARATION_CAUSES } from './tracing/separation-causes.ts'

/**
 * What this country's codes are called in the lookups of CPIMS+ (Primero), so that figures can be laid beside those of agencies that
 * work with it. Source: primeroIMS/primero, db/configuration/lookups. Where CPIMS+ has no such code, or ours says more, it is its nearest;
 * where there is none at all, `other`, with words beside it.
 */
export const CPIMS_CARE: Readonly<Record<string, string>> = {
  parents: 'parent_s',
  step_parent: 'step_parent',
  victim_parent: 'parent_s',
  customary: 'customary_caregiver_s',
  adult_sibling: 'adult_sibling',
  kinship: 'kinship_care_extended_family',
  foster: 'foster_care',
  kafala: 'kafala',
  small_residential: 'residential_care',
  residential: 'residential_care',
  supported: 'independent_living',
  independent: 'independent_living',
  hospital: 'other',
  other: 'other',
  unrelated_adult: 'unrelated_adult',
  detained: 'no_care_arrangement',
  employer: 'unrelated_adult',
  child_headed: 'child_headed_household',
  none: 'no_care_arrangement',
  emergency: 'other',
}

export const CPIMS_TRACING: Readonly<Record<string, string>> = {
  received: 'open',
  held: 'open',
  searching: 'tracing_in_progress',
  to_tell: 'verified',
  closed: 'closed',
}

/** Why a child is without the family (`lookup-separation-cause`): seventeen there, of which poverty is two. */
export const CPIMS_SEPARATION: Readonly<Record<keyof typeof SEPARATION_CAUSES, string>> = {
  conflict: 'conflict',
  death: 'death',
  family_violence: 'family_abuse_violence_exploitation',
  no_services: 'lack_of_access_to_services_support',
  armed_group: 'caafag',
  illness: 'sickness_of_family_member',
  entrusted: 'entrusted_into_the_care_of_an_individual',
  arrest: 'arrest_and_detention',
  abandoned: 'abandonment',
  repatriation: 'repatriation',
  displacement: 'population_movement',
  migration: 'migration',
  poverty: 'poverty',
  disaster: 'natural_disaster',
  divorce: 'divorce_remarriage',
  other: 'other_please_specify',
}

/** Only where nobody is with the child is it unaccompanied there; with an adult who is no parent it is separated. */
export const CPIMS_STATUS: Readonly<Record<string, string>> = {
  unaccompanied: 'unaccompanied',
  adult_unchecked: 'separated',
  guardian_ended: 'unaccompanied',
}

/** CPIMS+ has two; what is neither is left without its code. */
export const CPIMS_GENDER: Readonly<Record<string, string>> = { female: 'female', male: 'male' }

/** What a best-interests procedure of its forms of 1.8 recommends (`best_interest.recommendation`). */
export const CPIMS_RECOMMENDATION: Readonly<Record<string, string>> = {
  reunification_here: 'reunification',
  reunification_abroad: 'reunification',
  return_to_family: 'repatriation',
  return_to_care: 'repatriation',
  third_country: 'resettlement_to_3rd_country',
  local_integration: 'local_integration',
  adoption_or_kafala: 'other',
  separation: 'other',
}

/** The same, of what a panel chose: to stay, or to be cared for otherwise here, is one there. */
export const CPIMS_DETERMINED: Readonly<Record<string, string>> = {
  ...CPIMS_RECOMMENDATION,
  remain: 'maintain_change_current_arrangements',
  change_of_carer: 'maintain_change_current_arrangements',
  kinship: 'maintain_change_current_arrangements',
  foster: 'maintain_change_current_arrangements',
  age_adult: 'other',
}

/** What a verification of its forms of 1.8 recommends (`verification.recommendation`). */
export const CPIMS_VERIFIED: Readonly<Record<string, string>> = {
  yes: 'yes',
  no: 'no',
  further_tracing: 'further_tracing',
  long_term_alternative_care: 'long_term_alternative_care',
  reunification: 'reunification',
  reunification_enhanced_support: 'reunification_enhanced_support',
}

/** How a child came back to the family there (`reunification_type`): ours name the ways by which the family was found, and it names few of them. */
export const CPIMS_REUNIFIED: Readonly<Record<string, string>> = {
  case_by_case: 'case_by_case',
  request: 'case_by_case',
  mass: 'mass_tracing',
  photo_of_searcher: 'photo_tracing',
  community: 'other',
  telephone: 'other',
  online: 'other',
  register: 'other',
  border_list: 'other',
  consulate: 'other',
  red_cross: 'other',
  iss: 'other',
  database: 'other',
  elsewhere: 'other',
}

/** Why a child was not reunited there, who was to be: a list of its forms of 1.8, of which no field is known here. */
export const CPIMS_NOT_REUNITED: Readonly<Record<string, string>> = {
  change_of_mind: 'change_of_mind',
  child_said_no: 'change_of_mind',
  failed_verification: 'failed_verification',
  not_safe: 'other',
  death: 'death',
  other: 'other',
}

/** What ours are called, for those that go out as `other`. */
const WORDS: Readonly<Record<string, readonly CodeList[]>> = {
  care: [CARE_LISTS['children_care_all']!],
  solutions: [SOLUTION_LISTS['children_moving']!],
  determined: [DETERMINATION_LISTS['children_option']!],
  reunified: [TRACING_LISTS['tracing_action_type']!],
  not_reunited: [SOLUTION_LISTS['children_dropped']!],
}
/** What is in none of our lists. */
const UNLISTED: Readonly<Record<string, string>> = { elsewhere: 'Decided and carried out by others' }
const wordsOf = (table: string, code: string): string =>
  (WORDS[table] ?? []).flatMap((list) => findCode(list, code)?.label['en'] ?? [])[0] ?? UNLISTED[code] ?? code
const quoted = (words: string): string => (/[",\r\n]/u.test(words) ? `"${words.replaceAll('"', '""')}"` : words)

const LOOKUPS: Readonly<Record<string, readonly [lookup: string, codes: Readonly<Record<string, string>>]>> = {
  stock: ['lookup-protection-status', CPIMS_STATUS],
  care: ['lookup-care-arrangements-type', CPIMS_CARE],
  people: ['lookup-gender', CPIMS_GENDER],
  separation: ['lookup-separation-cause', CPIMS_SEPARATION],
  determined: ['best_interest.recommendation', CPIMS_DETERMINED],
  solutions: ['best_interest.recommendation', CPIMS_RECOMMENDATION],
  verified: ['verification.recommendation', CPIMS_VERIFIED],
  reunified: ['reunification_type', CPIMS_REUNIFIED],
  not_reunited: ['not_reunited', CPIMS_NOT_REUNITED],
  tracing: ['lookup-tracing-status', CPIMS_TRACING],
}

interface Told {
  readonly month: string
  readonly tables: Readonly<Record<string, TableTold | undefined>>
  readonly shares?:
    | readonly { readonly id: string; readonly of: number | null; readonly share: number | null }[]
    | undefined
}
interface TableTold {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly code: string | null; readonly cells: readonly (number | null)[] }[]
}

/** A month that was told before this was counted. */
const NOT_TOLD: TableTold = { columns: [], rows: [] }

/** The figures of a month as CSV: codes alone, with the lookup and code of CPIMS+ where there is one, and in words where it is `other`. A withheld count is left empty. */
export function cpimsCsv({ month, tables, shares = [] }: Told): string {
  const lines = Object.entries(tables).flatMap(([table, { columns, rows } = NOT_TOLD]) =>
    rows.flatMap(({ code, cells }) =>
      columns.map((column, at) => {
        const [lookup, codes] = LOOKUPS[table] ?? ['', {}]
        const theirs = code === null ? '' : (codes[code] ?? '')
        const words = code !== null && theirs === 'other' ? quoted(wordsOf(table, code)) : ''
        return [
          month,
          table,
          code ?? 'total',
          column,
          theirs === '' ? '' : lookup,
          theirs,
          words,
          cells[at] ?? '',
        ].join(',')
      }),
    ),
  )
  // A share, and of about how many it is; withheld, both are empty.
  lines.push(
    ...shares.flatMap(({ id, of, share }) =>
      [['share', share] as const, ['about_of', of] as const].map(([column, value]) =>
        [month, 'shares', id, column, '', '', '', value ?? ''].join(','),
      ),
    ),
  )
  return `${['month,table,code,column,cpims_lookup,cpims_code,cpims_other,count', ...lines].join('\r\n')}\r\n`
}
