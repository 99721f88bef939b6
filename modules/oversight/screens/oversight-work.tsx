import { asInstant } from '@gloact/kernel'
import { type ModuleTask, type ModuleWork, TaskRow, Text, useMessages } from '@gloact/ui'
import { OFFICER_TASKS, type OfficerTaskKind, UNUSUAL_KINDS } from '../contract/tasks.ts'

/** What the data-protection officer finds on the page on which everybody lands. */
export const oversightWork: ModuleWork = {
  Task: OversightTask,
  empty: {
    roles: ['data_protection_officer'],
    about: 'oversight.work.empty',
    to: '/oversight',
    label: 'oversight.task.officer_do',
  },
}

const LEADS_TO: Readonly<Record<OfficerTaskKind, string>> = {
  night_broken: '/oversight/audit',
  accounts_to_review: '/oversight',
  no_second_factor: '/oversight',
}

function OversightTask({ task }: { readonly task: ModuleTask }) {
  const { t } = useMessages()
  const waits = OFFICER_TASKS.find((one) => one === task.kind)
  if (waits === undefined) return <UnusualTaskRow task={task} />
  return (
    <TaskRow
      to={LEADS_TO[waits]}
      shape={waits === 'night_broken' ? 'late' : 'normal'}
      title={t(`oversight.task.${waits}`, { times: Number(task.details['times'] ?? 0) })}
      when={null}
      action={t('oversight.task.officer_do')}
    />
  )
}

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
