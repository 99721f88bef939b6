import type { KindName } from './kinds.ts'

interface Running {
  readonly kind: KindName
  readonly state: string
  readonly nextDueAt: string | null
  /** Of the clock that the deadline is of. */
  readonly clock?: string | null
}

/** Whether the child of a record of care is missing, by the clock that it shows. */
export const isMissing = ({ kind, clock }: Pick<Running, 'kind' | 'clock'>): boolean =>
  kind === 'care' && (clock?.startsWith('missing_') ?? false)

/** Whether nobody acts for the child, or nobody has confirmed who does: to be late with it puts the child in danger. */
export const isAlone = ({ kind, state }: Pick<Running, 'kind' | 'state'>): boolean =>
  kind === 'guardianship' && (state === 'asked' || state === 'unconfirmed')

/** By which records are put in order, the most pressing first: a child who is missing, one who is alone too long, then by deadline, then what has none. */
export const pressing = (record: Running, now: string): string => {
  const { nextDueAt } = record
  if (nextDueAt === null) return '2'
  if (isMissing(record)) return `00${nextDueAt}`
  return `${isAlone(record) && nextDueAt <= now ? '01' : '1'}${nextDueAt}`
}
