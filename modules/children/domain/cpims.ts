/**
 * What this country's codes are called in the lookups of CPIMS+ (Primero), so that figures can be laid beside those of agencies that
 * work with it. Source: primeroIMS/primero, db/configuration/lookups. Where CPIMS+ has no such code, or ours says more, it is its nearest;
 * where there is none at all, `other`.
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
  hospital: 'other',
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

/** Only where nobody is with the child is it unaccompanied there; with an adult who is no parent it is separated. */
export const CPIMS_STATUS: Readonly<Record<string, string>> = {
  unaccompanied: 'unaccompanied',
  adult_unchecked: 'separated',
  guardian_ended: 'unaccompanied',
}

/** CPIMS+ has two; what is neither is left without its code. */
export const CPIMS_GENDER: Readonly<Record<string, string>> = { female: 'female', male: 'male' }

const LOOKUPS: Readonly<Record<string, readonly [lookup: string, codes: Readonly<Record<string, string>>]>> = {
  stock: ['lookup-protection-status', CPIMS_STATUS],
  care: ['lookup-care-arrangements-type', CPIMS_CARE],
  people: ['lookup-gender', CPIMS_GENDER],
  tracing: ['lookup-tracing-status', CPIMS_TRACING],
}

interface Told {
  readonly month: string
  readonly tables: Readonly<Record<string, TableTold | undefined>>
}
interface TableTold {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly code: string | null; readonly cells: readonly (number | null)[] }[]
}

/** A month that was told before this was counted. */
const NOT_TOLD: TableTold = { columns: [], rows: [] }

/** The figures of a month as CSV: codes alone, with the lookup and code of CPIMS+ where there is one. A withheld count is left empty. */
export function cpimsCsv({ month, tables }: Told): string {
  const lines = Object.entries(tables).flatMap(([table, { columns, rows } = NOT_TOLD]) =>
    rows.flatMap(({ code, cells }) =>
      columns.map((column, at) => {
        const [lookup, codes] = LOOKUPS[table] ?? ['', {}]
        const theirs = code === null ? '' : (codes[code] ?? '')
        return [month, table, code ?? 'total', column, theirs === '' ? '' : lookup, theirs, cells[at] ?? ''].join(',')
      }),
    ),
  )
  return `${['month,table,code,column,cpims_lookup,cpims_code,count', ...lines].join('\r\n')}\r\n`
}
