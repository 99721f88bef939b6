import type { Principal } from '@gloact/identity/contract/principal'
import type { Task } from '@gloact/module'
import { readInScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { tracingRequest } from '../../domain/tracing/request-kind.ts'
import { may, scopeOf, type TracingContext } from './tracing-context.ts'

interface Waiting {
  readonly id: string
  readonly dueAt: string | null
  readonly since: string
}

/**
 * Requests that were imported, and of which nobody has asked the inquirer yet, wait as one task: all of them need the same, and a task for
 * each would hide what is due today. Each is amended and cleared by itself as before; one that was amended is a task of its own.
 */
export async function importedTasks(
  context: TracingContext,
  who: Principal,
  tasks: readonly Task[],
): Promise<readonly Task[]> {
  const isHeld = ({ about, details }: Task) => about.kind === tracingRequest.kind && details['state'] === 'held'
  if (!may(who, 'children.review_holds') || !tasks.some(isHeld)) return tasks
  const waiting = await waitingFor(context, who)
  const [first, second] = waiting
  if (!first || !second) return tasks
  const ids = new Set(waiting.map(({ id }) => id))
  return [
    ...tasks.filter(({ about }) => !ids.has(about.id)),
    {
      kind: 'imported_held',
      about: { kind: tracingRequest.kind, id: first.id },
      to: null,
      details: { state: 'held', count: waiting.length },
      dueAt: first.dueAt,
      since: first.since,
    },
  ]
}

/** Those that somebody else of the agency imported, the one that is due first on top: all of them, where a list of tasks has the first so many. */
const waitingFor = ({ db }: TracingContext, who: Principal): Promise<readonly Waiting[]> =>
  readInScope(db, scopeOf(who), async (trx) => {
    const { rows } = await sql<Waiting>`
      select id, next_due_at as "dueAt", changed_at as since from children.request
      where kind = ${tracingRequest.kind} and state = 'held' and ended_at is null and parties ->> turn = ${who.agencyId}
        and exists (select from children.request_step as step
          where step.request_id = request.id and step.step = 'take_over' and step.actor_id <> ${who.userId})
        and not exists (select from children.request_step as step
          where step.request_id = request.id and step.step = 'amend')
      order by next_due_at, id`.execute(trx)
    return rows
  })
