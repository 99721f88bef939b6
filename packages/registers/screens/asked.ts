import type { RowFilter, RowsAsked } from '../contract/index.ts'
import type { Register } from '../register.ts'

/**
 * What a list asks for, as it stands in its address: codes, ids, days and numbers only. What is searched for is not in it: people type
 * names.
 */
export function askedOf(of: Register, search: string): Omit<RowsAsked, 'search'> {
  const found = new URLSearchParams(search)
  const filters: Record<string, RowFilter> = {}
  for (const field of of.keyTypes.keys()) {
    const text = found.get(field)
    const filter = text === null ? undefined : filterOf(text)
    if (filter) filters[field] = filter
  }
  const sort = found.get('sort') ?? undefined
  return {
    filters,
    ...(sort !== undefined && of.keyTypes.has(sort) && { sort }),
    ...(found.get('direction') === 'descending' && { direction: 'descending' as const }),
    ...(found.get('direction') === 'ascending' && { direction: 'ascending' as const }),
    archived: found.get('archived') === 'yes',
  }
}

function filterOf(text: string): RowFilter | undefined {
  if (text === 'blank') return { blank: true }
  if (text === 'answered') return { blank: false }
  const range = /^([^~]*)~([^~]*)$/.exec(text)
  if (range) return { from: range[1] || null, to: range[2] || null }
  const any = text.split(',').filter(Boolean)
  return any.length === 0 ? undefined : { any }
}

const textOf = (filter: RowFilter): string =>
  'blank' in filter
    ? filter.blank
      ? 'blank'
      : 'answered'
    : 'any' in filter
      ? filter.any.join(',')
      : `${filter.from ?? ''}~${filter.to ?? ''}`

/** The address of a list that is narrowed like this: what a number on another page opens to. */
export function addressOf(
  path: string,
  { filters = {}, sort, direction, archived = false }: Partial<Omit<RowsAsked, 'search'>>,
): string {
  const search = new URLSearchParams()
  for (const [field, filter] of Object.entries(filters)) search.set(field, textOf(filter))
  if (sort !== undefined) search.set('sort', sort)
  if (direction !== undefined) search.set('direction', direction)
  if (archived) search.set('archived', 'yes')
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}
