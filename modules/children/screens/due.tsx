import { clockState, dayItEndsWith } from '@gloact/calendar'
import { asInstant } from '@gloact/kernel'
import { DeadlineBadge, type DeadlineBadgeProps } from '@gloact/ui'
import { useChildrenWords } from './children-words.ts'
import { useNow } from './use-now.ts'

/** A deadline in a list: by its day alone where it ends with one. */
export function Due({ dueAt, ...more }: { readonly dueAt: string } & Pick<DeadlineBadgeProps, 'label' | 'danger'>) {
  const { timeZone } = useChildrenWords()
  const now = useNow()
  const at = asInstant(dueAt)
  const clock = clockState({ dueAt: at, warnAt: null, stoppedAt: null }, now, timeZone)
  return <DeadlineBadge {...more} {...clock} dueAt={dayItEndsWith(at, timeZone) ?? at} />
}
