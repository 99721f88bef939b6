import type { Principal } from '@gloact/identity/contract/principal'
import type { Task } from '@gloact/module'
import { readInScope } from '@gloact/postgres'
import { requestTables } from '@gloact/records/server'
import { tracingSubject } from '../../domain/tracing/subject-kind.ts'
import { may, SCHEMA, scopeOf, type TracingContext } from './tracing-context.ts'

const waits = ({ about, details }: Task): boolean =>
  about.kind === tracingSubject.kind && details['state'] === 'open' && details['waits_for_agreement'] === true

/**
 * A child too young to say waits for a supervisor who did not write it down: it is that supervisor's task and nobody else's. Once it is late, it is
 * everybody's who traces for the child, to ask one: where every supervisor has written something of it, nobody would hear of it.
 */
export async function agreementTasks(
  context: TracingContext,
  who: Principal,
  tasks: readonly Task[],
): Promise<readonly Task[]> {
  const ids = tasks.filter(waits).map(({ about }) => about.id)
  if (ids.length === 0) return tasks
  const mayAgree = may(who, 'children.agree_for_child')
  const own = mayAgree ? await writtenBy(context, who, ids) : new Set<string>()
  const now = context.clock.now()
  return tasks.flatMap((task) => {
    if (!waits(task)) return [task]
    if (mayAgree && !own.has(task.about.id)) return [{ ...task, kind: 'agree_for_child' }]
    return task.dueAt !== null && task.dueAt < now ? [{ ...task, kind: 'ask_supervisor' }] : []
  })
}

/** Of these sides those that somebody took down or changed: for them another person agrees. */
async function writtenBy({ db }: TracingContext, who: Principal, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await readInScope(db, scopeOf(who), (trx) =>
    requestTables(trx, SCHEMA)
      .selectFrom('request_step')
      .select('request_id')
      .where('request_id', 'in', ids)
      .where('step', 'in', ['register', 'change'])
      .where('actor_id', '=', who.userId)
      .execute(),
  )
  return new Set(rows.map(({ request_id: id }) => id))
}
