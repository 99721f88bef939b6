import { FILE_PATHS, FILE_STAGES, FILE_STATUSES } from '../../domain/words.ts'

/** What the list of files is narrowed to; kept in the address, so that it can be kept and sent. Holds nothing about a person. */
export interface FileFilters {
  readonly mine?: 'true'
  readonly status?: string
  readonly path?: string
  readonly stage?: string
  readonly overdue?: 'true'
  readonly awaited?: 'true'
  /** Entered from paper, or imported. */
  readonly backlog?: 'true'
}

export type FilterName = keyof FileFilters

/** Files whose import was taken back are in no list. */
export const LISTED_STATUSES = FILE_STATUSES.filter((status) => status !== 'import_undone')

const ALLOWED: Readonly<Record<FilterName, readonly string[]>> = {
  mine: ['true'],
  status: LISTED_STATUSES,
  path: FILE_PATHS,
  stage: FILE_STAGES,
  overdue: ['true'],
  awaited: ['true'],
  backlog: ['true'],
}

export const FILTER_NAMES = Object.keys(ALLOWED) as readonly FilterName[]

/** The filters of an address; what is not one is left out. */
export function filtersOf(search: string): FileFilters {
  const found = new URLSearchParams(search)
  return Object.fromEntries(
    FILTER_NAMES.flatMap((name) => {
      const value = found.get(name)
      return value !== null && ALLOWED[name].includes(value) ? [[name, value]] : []
    }),
  )
}

/** The address of the list, narrowed so. */
export function listAddress(filters: FileFilters): string {
  const search = new URLSearchParams()
  for (const name of FILTER_NAMES) if (filters[name] !== undefined) search.set(name, filters[name])
  return search.size === 0 ? '/files' : `/files?${search.toString()}`
}

/** With one filter set, or taken away where the value is null. */
export function withFilter(filters: FileFilters, name: FilterName, value: string | null): FileFilters {
  const { [name]: _, ...others } = filters
  return value === null ? others : { ...others, [name]: value }
}

/** The message by which a filter is said. */
export const filterMessage = (name: FilterName, value: string): string =>
  value === 'true' ? `protection.files.filter.${name}` : `protection.${name}.${value}`
