import { asInstant } from '@gloact/kernel'
import { type ModuleTask, type ModuleWork, TaskRow, Text, useMessages } from '@gloact/ui'
import { UNUSUAL_KINDS } from '../contract/tasks.ts'

/** What the data-protection officer finds on the page on which everybody lands. */
export const oversightWork: ModuleWork = { Task: UnusualTaskRow }

/** Use that is far from usual: a hint and no finding. Who it was stands on the page that it leads to. */
function UnusualTaskRow({ task: { kind, details, since } }: { task: ModuleTask }) {
  const { t, formatInstant } = useMessages()
  const known = UNUSUAL_KINDS.find((one) => one === kind)
  if (known === undefined) return null
  return (
    <TaskRow
      to={known === 'names_exported' ? '/oversight/exports' : '/oversight/openings'}
      shape="normal"
      title={t(`oversight.task.${known}`, {
        times: Number(details['times'] ?? 0),
        what: String(details['what'] || 'other'),
      })}
      when={
        <Text as="span" tone="quiet" size="sm">
          {formatInstant(asInstant(since))}
        </Text>
      }
      action={t('oversight.task.do')}
    />
  )
}
