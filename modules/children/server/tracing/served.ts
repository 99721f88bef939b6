import type { Principal } from '@gloact/identity/contract/principal'
import { failure } from '@gloact/kernel'
import { requestTables, type ServedTo } from '@gloact/records/server'
import { SAYING_STEPS } from '../../domain/tracing/request-kind.ts'
import { actorOf, may, SCHEMA, scopeOf, type TracingContext } from './tracing-context.ts'

const REFUSED = failure('children.not_allowed')

/** To whom suggestions are there: who judges, in the agency of the child's file, sees that file, and did not enter the request. */
export const matchesServed = (context: TracingContext): ServedTo<Principal> => ({
  scopeOf,
  actorOf,
  mayRead: (who) => (may(who, 'children.judge_matches') ? null : REFUSED),
  sees: async (trx, who, rows) => {
    const files = await context.files.filesSeen(
      trx,
      rows.flatMap(({ file_id: fileId }) => fileId ?? []),
    )
    return new Set(
      rows.flatMap(({ id, file_id: fileId, facts }) =>
        facts['entered_by'] !== who.userId && (fileId === null || files.has(fileId)) ? [id] : [],
      ),
    )
  },
})

/** To whom a child's own side, and the links of a child's file, are there: who traces for the child and sees the file. */
export const subjectsServed = (context: TracingContext, apart: readonly string[]): ServedTo<Principal> => ({
  scopeOf,
  actorOf,
  mayRead: (who) => (may(who, 'children.trace_for_child') ? null : REFUSED),
  sees: async (trx, _who, rows) => {
    const files = await context.files.filesSeen(
      trx,
      rows.flatMap(({ file_id: fileId }) => fileId ?? []),
    )
    return new Set(rows.flatMap(({ id, file_id: fileId }) => (fileId === null || files.has(fileId) ? [id] : [])))
  },
  apart,
  // Nobody is asked to agree again to what they agreed to, or to what the child says for themselves.
  presented: (view) =>
    view.facts['waits_for_agreement'] === false
      ? { ...view, open: view.open.filter(({ step }) => step !== 'agree_for_child') }
      : view,
})

/** Whose task a request is: one that is held is none of the desk's that entered it, and is not told to be held by being one. */
export const requestsServed: ServedTo<Principal> = {
  scopeOf,
  actorOf,
  mayRead: (who) => (may(who, 'children.take_requests') ? null : REFUSED),
  sees: async (trx, who, rows) => {
    const ids = rows.flatMap(({ id, state }) => (state === 'held' ? [id] : []))
    const entered =
      ids.length === 0
        ? []
        : await requestTables(trx, SCHEMA)
            .selectFrom('request_step')
            .select('request_id')
            .where('request_id', 'in', ids)
            .where('step', 'in', SAYING_STEPS)
            .where('actor_id', '=', who.userId)
            .execute()
    const own = new Set(entered.map(({ request_id: id }) => id))
    return new Set(
      rows.flatMap(({ id, state }) =>
        state !== 'held' || (may(who, 'children.review_holds') && !own.has(id)) ? [id] : [],
      ),
    )
  },
}
