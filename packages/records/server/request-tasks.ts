import type { Task } from '@gloact/module'
import { readInScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { clockOfTask } from '../request/task-clock.ts'
import { stepsOpenTo, requestAfter } from '../request/take-step.ts'
import { actorIn } from './load-request.ts'
import { tables, toTakenStep, type RequestTable } from './request-tables.ts'
import type { RequestsOf } from './requests-of.ts'
import type { ServedTo } from './serve-requests.ts'

const MOST = 200

/**
 * Requests in which it is somebody's turn, for the page on which everybody lands: those in which they can take a step, the
 * one that is due first on top; where a request is settled, only while a clock of theirs runs. The task names the request, how it stands and what is coded of it.
 */
export const requestTasks = <Session>(of: RequestsOf, to: ServedTo<Session>, who: Session): Promise<readonly Task[]> =>
  requestTasksOfKinds([{ of, to }], who)

/** Kinds of requests that lie in one schema, with whom they are served to. */
interface KindAsked<Session> {
  readonly of: RequestsOf
  readonly to: ServedTo<Session>
}

/** The same of several kinds in one schema, read at once: most people have no turn in most of them. */
export async function requestTasksOfKinds<Session>(
  kinds: readonly KindAsked<Session>[],
  who: Session,
): Promise<readonly Task[]> {
  const asked = kinds.filter(({ to }) => !to.mayRead(who))
  const [first] = asked
  if (!first) return []
  const { db, schema } = first.of
  if (asked.some(({ of }) => of.schema !== schema)) throw new TypeError('these requests lie in several schemas')
  const actor = first.to.actorOf(who)
  return readInScope(db, first.to.scopeOf(who), async (trx) => {
    const rows = await inTurn(
      trx,
      schema,
      asked.map(({ of }) => of.kind.kind),
      actor.agencyId ?? '',
    )
    const mine: RequestTable[] = []
    for (const { of, to } of asked) {
      const own = rows.filter(({ kind }) => kind === of.kind.kind)
      const seen = to.sees && own.length > 0 ? await to.sees(trx, who, own) : undefined
      mine.push(...own.filter(({ id }) => !seen || seen.has(id)))
    }
    if (mine.length === 0) return []
    const logs = Map.groupBy(
      await tables(trx, schema)
        .selectFrom('request_step')
        .selectAll()
        .where(sql<boolean>`request_id = any (${mine.map(({ id }) => id)}::uuid[])`)
        .orderBy('sequence')
        .execute(),
      ({ request_id: id }) => id,
    )
    return asked.flatMap(({ of, to }) =>
      mine
        .filter(({ kind }) => kind === of.kind.kind)
        .flatMap((row) => {
          const request = requestAfter(of.kind, (logs.get(row.id) ?? []).map(toTakenStep))
          const steps = stepsOpenTo(of.kind, request, actorIn(row, to.actorOf(who)))
          const turn = steps.some(({ party, step, barredBy }) => party === row.turn && !barredBy && leads(of, step))
          const task = taskOf(of, row)
          const rests = of.kind.states[row.state]?.isSettled === true && task.dueAt === null
          return turn && !rests ? [task] : []
        }),
    )
  })
}

/** Requests of these kinds in which it is an agency's turn, of each kind the first so many. */
async function inTurn(
  trx: ScopedTransaction,
  schema: string,
  kinds: readonly string[],
  agencyId: string,
): Promise<readonly RequestTable[]> {
  const rows = tables(trx, schema)
    .selectFrom('request')
    .selectAll()
    .where('ended_at', 'is', null)
    .where(sql<boolean>`parties ->> turn = ${agencyId}`)
    .orderBy(sql`next_due_at asc nulls last, changed_at, id`)
  const [only] = kinds
  if (kinds.length === 1) return rows.where('kind', '=', only!).limit(MOST).execute()
  const found = await rows
    .where('kind', 'in', [...kinds])
    .limit(MOST * kinds.length)
    .execute()
  if (found.length < MOST * kinds.length)
    return [...Map.groupBy(found, ({ kind }) => kind).values()].flatMap((own) => own.slice(0, MOST))
  // So many of one kind hide the others: each is asked for by itself.
  const each: RequestTable[] = []
  for (const kind of kinds) each.push(...(await rows.where('kind', '=', kind).limit(MOST).execute()))
  return each
}

const leads = ({ kind: { steps } }: RequestsOf, step: string): boolean =>
  steps[step]?.to !== 'same' && steps[step]?.retreats !== true

function taskOf({ kind }: RequestsOf, row: RequestTable): Task {
  const due = clockOfTask(kind, row.clocks, row.turn)
  const stakes = due === null ? undefined : kind.clocks[due.clock]?.stakes
  return {
    kind: 'request_turn',
    about: { kind: kind.kind, id: row.id },
    to: null,
    details: { ...row.facts, state: row.state, turn: row.turn, clock: due?.clock ?? null },
    dueAt: due?.dueAt ?? null,
    since: row.changed_at,
    ...(stakes && { stakes }),
  }
}
