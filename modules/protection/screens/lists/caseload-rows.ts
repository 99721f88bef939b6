import type { Colleague } from '@gloact/identity/contract/administration'
import type { HeldByOne } from '../../contract/lists/caseload.ts'
import type { Directory } from '../directory.ts'

export interface CaseloadRow extends HeldByOne {
  readonly name: string | undefined
  readonly teamIds: Colleague['teamIds']
  /** Holds something and can no longer sign in. */
  readonly gone: boolean
}

/**
 * Who stands on the page: every colleague, also with nothing in hand, and everyone whom the files name beside them. Nobody who holds
 * something is left out because their account is gone: they stand first.
 */
export function caseloadRows(
  held: readonly HeldByOne[],
  { colleagues, formerColleagues }: Pick<Directory, 'colleagues' | 'formerColleagues'>,
  me: string | undefined,
): readonly CaseloadRow[] {
  const counts = new Map(held.map((one) => [one.userId, one]))
  const working = new Set<string>(colleagues.map(({ id }) => id))
  const known = new Map<string, Colleague>([...colleagues, ...formerColleagues].map((one) => [one.id, one]))
  return [...new Set([...working, ...counts.keys()])]
    .filter((id) => id !== me)
    .map((userId) => ({
      ...(counts.get(userId) ?? { userId, open: 0, overdue: 0, appointments: 0, named: 0 }),
      name: known.get(userId)?.name,
      teamIds: known.get(userId)?.teamIds ?? [],
      gone: known.size > 0 && !working.has(userId),
    }))
    .toSorted((a, b) => Number(b.gone) - Number(a.gone) || (a.name ?? '').localeCompare(b.name ?? ''))
}
