import { isPlainDate } from '@gloact/kernel'
import { DeadlineBadge, Stack, Tag, Text, useMessages } from '@gloact/ui'
import type { Clock } from './clocks.ts'

/** A clock of a file. A reflection period that has ended is over, not late: nobody failed to do anything. */
export function ClockBadge({ clock, named = 'not' }: { clock: Clock; named?: 'not' | 'within' | 'above' }) {
  const { t, formatDate, formatInstant } = useMessages()
  const label = t(`protection.deadline.${clock.kind}`)
  if (named === 'above') {
    return (
      <Stack gap="xs">
        <Text as="span" size="sm">
          {label}
        </Text>
        <span>
          <ClockBadge clock={clock} />
        </span>
      </Stack>
    )
  }
  if (clock.kind === 'reflection' && clock.state === 'overdue') {
    const date = isPlainDate(clock.dueAt) ? formatDate(clock.dueAt) : formatInstant(clock.dueAt, 'date')
    const ended = t('protection.deadline.ended', { date })
    return <Tag icon="calendar">{named === 'within' ? `${label}: ${ended}` : ended}</Tag>
  }
  return <DeadlineBadge {...clock} {...(named === 'within' ? { label } : {})} />
}
