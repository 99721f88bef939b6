import { type Instant, isPlainDate, type PlainDate } from '@gloact/kernel'
import type { Messages } from '@gloact/messages'
import { useMessages } from '../providers/messages.tsx'
import type { IconName } from './icon.tsx'
import { Tag, type TagProps } from './tag.tsx'

export interface DeadlineBadgeProps {
  /** As `deadlineState` of `@gloact/calendar` says it. */
  readonly state: 'running' | 'due_soon' | 'overdue' | 'stopped'
  /** The last day, or the last moment, on which it is kept. */
  readonly dueAt?: PlainDate | Instant
  /** Days left; negative when past it. */
  readonly daysLeft?: number
  /** Whole hours left, for clocks that run in hours. */
  readonly hoursLeft?: number
  /** What is due, where that does not stand beside it. */
  readonly label?: string
  /** Being late puts a person in danger (a child without a guardian): only then is it red. */
  readonly danger?: boolean
}

// The shape alone tells them apart: a clock, a triangle, a tick.
const SHAPES = { running: 'clock', due_soon: 'bell', overdue: 'triangle', stopped: 'check' } as const satisfies Record<
  DeadlineBadgeProps['state'],
  IconName
>

/** A clock: what is due, when, and how it stands; in words and a shape. */
export function DeadlineBadge(props: DeadlineBadgeProps) {
  const messages = useMessages()
  const { state, label, danger = false } = props
  const pressing = state === 'overdue' || state === 'due_soon'
  const tone: TagProps['tone'] = !pressing ? 'neutral' : danger ? 'danger' : 'notice'
  return (
    <Tag tone={tone} icon={SHAPES[state]}>
      {label === undefined ? null : <span>{`${label}: `}</span>}
      <span>{dueText(messages, props)}</span>
    </Tag>
  )
}

/** "due in 3 hours", "due 26 November (in 2 days)", "2 days late". */
function dueText(messages: Messages, { state, dueAt, daysLeft, hoursLeft }: DeadlineBadgeProps): string {
  const { t } = messages
  if (state === 'stopped') return t('ui.deadline.stopped')
  const inHours = dueAt !== undefined && !isPlainDate(dueAt) && hoursLeft !== undefined && Math.abs(hoursLeft) < 48
  if (state === 'overdue') {
    if (inHours) return t('ui.deadline.late_hours', { hours: Math.abs(hoursLeft) })
    return daysLeft === undefined || daysLeft === 0
      ? t('ui.deadline.late')
      : t('ui.deadline.late_days', { days: Math.abs(daysLeft) })
  }
  if (inHours) return t('ui.deadline.due_hours', { hours: hoursLeft })
  const date =
    dueAt === undefined ? undefined : isPlainDate(dueAt) ? messages.formatDate(dueAt) : messages.formatInstant(dueAt)
  const left = daysLeft === undefined ? undefined : messages.relativeDays(daysLeft)
  if (date !== undefined && left !== undefined) return t('ui.deadline.due_date_left', { date, left })
  return t('ui.deadline.due', { when: date ?? left ?? '' })
}
