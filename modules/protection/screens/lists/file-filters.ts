import { isPlainDate } from '@gloact/kernel'
import { LIST_SORTS, SORT_DIRECTIONS, type ListSort, type SortDirection } from '../../domain/lists/file-list.ts'
import { IN_HAND } from '../../contract/lists/file-list.ts'
import { RISK_LEVELS } from '../../domain/file/risk.ts'
import { FILE_PATHS, FILE_STAGES, FILE_STATUSES } from '../../domain/file/words.ts'

/** Files whose import was undone are in no list. */
export const LISTED_STATUSES = FILE_STATUSES.filter((status) => status !== 'import_undone')

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const oneOf =
  (values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value)
const isOn = oneOf(['true'])
const isId = (value: string): boolean => UUID.test(value)

/** What each filter may be. The names are those of the request. */
const ALLOWED = {
  mine: isOn,
  status: oneOf([...LISTED_STATUSES, IN_HAND]),
  path: oneOf(FILE_PATHS),
  stage: oneOf(FILE_STAGES),
  overdue: isOn,
  awaited: isOn,
  /** Entered from paper, or imported. */
  backlog: oneOf(['true', 'false']),
  unassigned: isOn,
  risk: oneOf(RISK_LEVELS),
  assignedTo: isId,
  teamId: isId,
  tag: isId,
  openedFrom: isPlainDate,
  openedTo: isPlainDate,
  changedFrom: isPlainDate,
  changedTo: isPlainDate,
} as const satisfies Readonly<Record<string, (value: string) => boolean>>

export type FilterName = keyof typeof ALLOWED

/** What the list of files is narrowed to; kept in the address, so that it can be kept and sent. Holds nothing about a person. */
export type FileFilters = Readonly<Partial<Record<FilterName, string>>>

export const FILTER_NAMES = Object.keys(ALLOWED) as readonly FilterName[]

/** How the list is sorted. */
export interface Sort {
  readonly sort: ListSort
  readonly direction: SortDirection
}

export const USUAL_SORT: Sort = { sort: 'changed', direction: 'descending' }

/** The filters of an address; what is not one is left out. */
export function filtersOf(search: string): FileFilters {
  const found = new URLSearchParams(search)
  return Object.fromEntries(
    FILTER_NAMES.flatMap((name) => {
      const value = found.get(name)
      return value !== null && ALLOWED[name](value) ? [[name, value]] : []
    }),
  )
}

/** How an address has the list sorted; as usual where it does not say. */
export function sortOf(search: string): Sort {
  const found = new URLSearchParams(search)
  const sort = LIST_SORTS.find((one) => one === found.get('sort'))
  const direction = SORT_DIRECTIONS.find((one) => one === found.get('direction'))
  return sort === undefined ? USUAL_SORT : { sort, direction: direction ?? 'ascending' }
}

/** The address of the list, narrowed and sorted so. */
export function listAddress(filters: FileFilters, { sort, direction }: Sort = USUAL_SORT, view?: string): string {
  const search = new URLSearchParams()
  for (const name of FILTER_NAMES) {
    const value = filters[name]
    if (value !== undefined) search.set(name, value)
  }
  if (sort !== USUAL_SORT.sort || direction !== USUAL_SORT.direction) {
    search.set('sort', sort)
    search.set('direction', direction)
  }
  if (view !== undefined) search.set('view', view)
  return search.size === 0 ? '/files' : `/files?${search.toString()}`
}

/** The view that an address shows; undefined where it shows none, or was changed from it. */
export const viewOf = (search: string): string | undefined => new URLSearchParams(search).get('view') ?? undefined

/** With one filter set, or taken away where the value is null. */
export function withFilter(filters: FileFilters, name: FilterName, value: string | null): FileFilters {
  const { [name]: _, ...others } = filters
  return value === null ? others : { ...others, [name]: value }
}

/** The message by which a filter is said. Where it names somebody or a day, that is its parameter. */
export const filterMessage = (name: FilterName, value: string): string => {
  if (isOn(value)) return `protection.files.filter.${name}`
  // Entered or imported after the fact, left out.
  if (name === 'backlog') return 'protection.files.filter.not_backlog'
  if (name === 'risk') return 'protection.files.filter.risk'
  return ['status', 'path', 'stage'].includes(name) ? `protection.${name}.${value}` : `protection.files.filter.${name}`
}
