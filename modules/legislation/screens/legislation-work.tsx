import { asPlainDate } from '@gloact/kernel'
import { RequestTask } from '@gloact/records/screens'
import { type ModuleTask, type ModuleWork, ModuleTaskRow, TaskRow, useMessages } from '@gloact/ui'
import { drafting } from '../domain/drafting.ts'
import { READS } from '../domain/policy.ts'

const TASKS = ['to_review', 'sent_back', 'stale'] as const

/** What this module shows on the page on which everybody lands. */
export const legislationWork: ModuleWork = {
  Task: FindingTask,
  empty: { roles: READS, about: 'legislation.nothing_waits', to: '/legislation', label: 'legislation.to_assessments' },
}

function FindingTask({ task }: { task: ModuleTask }) {
  if (task.kind === 'request_turn') return <RequestTask task={task} kind={drafting} path="/legislation/drafts" />
  return task.kind === 'consulted' ? <ConsultedTask task={task} /> : <AssessmentTask task={task} />
}

function ConsultedTask({ task: { about, details } }: { task: ModuleTask }) {
  const { t, formatDate } = useMessages()
  const day = formatDate(asPlainDate(String(details['until'])))
  return (
    <TaskRow
      to={`/legislation/drafts/${about.id}`}
      shape="normal"
      title={t('legislation.task.consulted', { day })}
      when={null}
      action={t('legislation.task.open')}
    />
  )
}

function AssessmentTask({ task }: { task: ModuleTask }) {
  const { t } = useMessages()
  const { kind, about, details } = task
  const count = Number(details['count'] ?? 0)
  const why = TASKS.find((one) => one === kind) ?? 'to_review'
  return (
    <ModuleTaskRow
      to={`/legislation/assessments/${about.id}#${why}`}
      task={task}
      title={t(`legislation.task.${why}`, { count })}
      action={t('legislation.task.open')}
    />
  )
}
