import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import { type ModuleTask, TaskRow, Text } from '@gloact/ui'
import { tracingMatch } from '../../domain/tracing/match-kind.ts'
import { tracingRequest } from '../../domain/tracing/request-kind.ts'
import { useTracing } from './use-tracing.ts'

const PATHS: Readonly<Record<string, string>> = {
  [tracingMatch.kind]: '/children/tracing/matches',
  [tracingRequest.kind]: '/children/tracing/requests',
}

/** Whether a task of this module is one of tracing's. */
export const isTracingTask = ({ about }: ModuleTask): boolean => PATHS[about.kind] !== undefined

export function TracingTask({ task }: { readonly task: ModuleTask }) {
  const { t, formatInstant } = useTracing()
  const { kind, id } = task.about
  return (
    <TaskRow
      to={`${PATHS[kind]}/${id}`}
      shape={task.urgency === 'overdue' ? 'late' : task.urgency === 'today' ? 'today' : 'normal'}
      title={t('children.tracing.task', {
        what: t(requestWords.title(kind)),
        state: t(requestWords.state(kind, String(task.details['state']))),
      })}
      when={
        <Text as="span" tone="quiet" size="sm">
          {task.dueAt === null
            ? t('children.tracing.since', { when: formatInstant(asInstant(task.since), 'date') })
            : t('children.tracing.due', { when: formatInstant(asInstant(task.dueAt), 'date') })}
        </Text>
      }
      action={t('children.tracing.open')}
    />
  )
}
