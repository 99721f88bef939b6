import { asInstant, asPlainDate } from '@gloact/kernel'
import { type ModuleTask, type ModuleWork, TaskRow, Text, useMessages } from '@gloact/ui'

/** What this module shows on the page on which everybody lands. */
export const statisticsWork: ModuleWork = { Task: FiguresTask }

function FiguresTask({ task }: { task: ModuleTask }) {
  const { t, formatDate, formatInstant } = useMessages()
  if (task.kind === 'edition') {
    const day = String(task.details['asOf'] ?? '')
    return (
      <TaskRow
        to={`/figures/editions/${task.about.id}`}
        shape="normal"
        title={t('statistics.task.edition')}
        when={
          <Text as="span" tone="quiet" size="sm">
            {t('statistics.editions.of', { day: formatDate(asPlainDate(day)) })}
          </Text>
        }
        action={t('statistics.task.open')}
      />
    )
  }
  if (task.kind !== 'schedule_stopped') return null
  return (
    <TaskRow
      to={`/figures#${task.about.id}`}
      shape="normal"
      title={t('statistics.task.schedule_stopped')}
      when={
        <Text as="span" tone="quiet" size="sm">
          {formatInstant(asInstant(task.since), 'date')}
        </Text>
      }
      action={t('statistics.schedule.take_over')}
    />
  )
}
