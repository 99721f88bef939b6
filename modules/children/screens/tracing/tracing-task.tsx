import { requestWords } from '@gloact/records'
import { type ModuleTask, ModuleTaskRow } from '@gloact/ui'
import { tracingMatch } from '../../domain/tracing/match-kind.ts'
import { tracingRequest } from '../../domain/tracing/request-kind.ts'
import { tracingSubject } from '../../domain/tracing/subject-kind.ts'
import { useTracing } from './use-tracing.ts'

const PATHS: Readonly<Record<string, string>> = {
  [tracingMatch.kind]: '/children/tracing/matches',
  [tracingRequest.kind]: '/children/tracing/requests',
  [tracingSubject.kind]: '/children/tracing/sides',
}

/** Whether a task of this module is one of tracing's. */
export const isTracingTask = ({ about }: ModuleTask): boolean => PATHS[about.kind] !== undefined

export function TracingTask({ task }: { readonly task: ModuleTask }) {
  const { t } = useTracing()
  const { kind, id } = task.about
  return (
    <ModuleTaskRow
      to={`${PATHS[kind]}/${id}`}
      task={task}
      title={t('children.tracing.task', {
        what: t(requestWords.title(kind)),
        state: t(requestWords.turn(kind, String(task.details['state']))),
      })}
      action={t('children.tracing.open')}
    />
  )
}
