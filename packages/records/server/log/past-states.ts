import { replay, type Action } from '@gloact/ledger'
import type { ScopedTransaction } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import { sql } from 'kysely'
import { openLogged } from './append-actions.ts'
import type { LogRow, RecordKind } from './record-kind.ts'

/** A place in a record's log: an action's number, or all that was recorded, or happened, by a moment. */
export type Place = { readonly sequence: number } | { readonly recordedAt: string } | { readonly happenedAt: string }

/** Every action of a record, opened, in its order. */
export async function logOf<State, Some extends Action>(
  trx: ScopedTransaction,
  kind: RecordKind<State, Some>,
  { recordId, key }: { readonly recordId: string; readonly key: PersonKey },
): Promise<readonly Some[]> {
  const { rows } = await sql<LogRow>`select * from ${sql.table(kind.logTable)}
    where ${sql.ref(kind.recordColumn)} = ${recordId} order by sequence`.execute(trx)
  return rows.map((row) => openLogged(kind, key, kind.toStored(row)))
}

/** The actions that are in the record at a place; undefined where it was not there yet. */
export function actionsUntil<State, Some extends Action>(
  { opensBy }: Pick<RecordKind<State, Some>, 'opensBy'>,
  log: readonly Some[],
  place: Place,
): readonly Some[] | undefined {
  const within = log.filter((action) => {
    if ('sequence' in place) return action.sequence <= place.sequence
    return 'recordedAt' in place
      ? Date.parse(action.recordedAt) <= Date.parse(place.recordedAt)
      : Date.parse(action.happenedAt) <= Date.parse(place.happenedAt)
  })
  return within[0]?.type === opensBy ? within : undefined
}

/** The state that actions lead to. */
export const stateAfter = <State, Some extends Action>(
  { unopened, reduce }: Pick<RecordKind<State, Some>, 'unopened' | 'reduce'>,
  actions: readonly Some[],
): State => replay(reduce, unopened, actions)
