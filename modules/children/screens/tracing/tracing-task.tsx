import { requestWords, taskSentence } from '@gloact/records'
import { type ModuleTask, ModuleTaskRow } from '@gloact/ui'
import { tracingMatch } from '../../domain/tracing/match-kind.ts'
import { requestCode } from '../../domain/tracing/request-code.ts'
import { tracingRequest } from '../../domain/tracing/request-kind.ts'
import { tracingSubject } from '../../domain/tracing/subject-kind.ts'
import { useTracing } from './use-tracing.ts'

const PATHS: Readonly<Record<string, string>> = {
  [tracingMatch.kind]: '/children/tracing/matches',
  [tracingRequest.kind]: '/children/tracing/requests',
  [tracingSubject.kind]: '/children/tracing/sides',
}

/** What a child too young to say waits for. */
const AGREEMENT: readonly string[] = ['agree_for_child', 'ask_supervisor']

/** Whether a task of this module is one of tracing's. */
export const isTracingTask = ({ about }: ModuleTask): boolean => PATHS[about.kind] !== undefined

/** Which child or request it is, by number and code and never by name, and the step that waits. */
export function TracingTask({ task }: { readonly task: ModuleTask }) {
  const { t } = useTracing()
  const { kind, id } = task.about
  const { number, request_id: requestId, state, count } = task.details
  if (task.kind === 'imported_held') {
    return (
      <ModuleTaskRow
        to="/children/tracing?list=held"
        task={task}
        title={t('children.tracing.task.imported_held', { count: Number(count) })}
        action={t('children.tracing.open')}
      />
    )
  }
  const of = [tracingMatch, tracingRequest, tracingSubject].find((one) => one.kind === kind)
  const clock = task.details['clock']
  const step = of
    ? taskSentence(of, String(state), typeof clock === 'string' ? clock : null)
    : requestWords.turn(kind, String(state))
  const wordsOf: Readonly<Record<string, () => string>> = {
    [tracingMatch.kind]: () =>
      t('children.tracing.task_match', { code: requestCode(String(requestId)), step: t(step) }),
    [tracingRequest.kind]: () => t('children.tracing.task_request', { step: t(step) }),
    [tracingSubject.kind]: () => t('children.tracing.task_child', { step: t(step) }),
  }
  // A child without a file of ours has no number: what they say of the family is called by its own code.
  const called =
    number === undefined ? (kind === tracingMatch.kind ? undefined : requestCode(id)) : String(number).toUpperCase()
  return (
    <ModuleTaskRow
      to={`${PATHS[kind]}/${id}`}
      task={task}
      {...(called !== undefined && { number: called })}
      title={AGREEMENT.includes(task.kind) ? t(`children.tracing.task.${task.kind}`) : wordsOf[kind]!()}
      action={t('children.tracing.open')}
    />
  )
}
