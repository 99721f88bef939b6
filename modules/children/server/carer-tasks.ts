import type { Principal } from '@gloact/identity/contract/principal'
import type { Task } from '@gloact/module'
import { readInScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { KINDS } from '../domain/kinds.ts'
import { may, scopeOf, todayIn, type ChildrenContext } from './children-context.ts'

interface Placed {
  readonly id: string
  readonly number: string | null
  readonly status: string
  readonly since: string
}

/**
 * Children who live with a carer who is no longer active in the register of their agency, or whose approval has lapsed: somebody decides
 * where each of them lives. A task a child, for those who work on children's files; nobody is moved by it.
 */
export async function carerTasks(context: ChildrenContext, who: Principal): Promise<readonly Task[]> {
  if (!may(who, 'children.work')) return []
  const today = todayIn(context)
  const placed = await readInScope(context.db, scopeOf(who), async (trx) => {
    const { rows } = await sql<Placed>`
      select request.id, request.facts ->> 'number' as number, carer.answers #>> '{status,value}' as status, carer.changed_at as since
      from children.carer as carer
      join children.request as request on request.facts ->> 'carer_id' = carer.id::text
      where carer.agency_id = ${who.agencyId} and carer.archived_at is null
        and (carer.answers #>> '{status,value}' <> 'active' or carer.answers #>> '{approved_until,value}' < ${today})
        and request.kind = ${KINDS.care.kind} and request.ended_at is null and request.erased_at is null
        and request.parties ->> 'officer' = ${who.agencyId}
      order by request.id`.execute(trx)
    return rows
  })
  return placed.map(({ id, number, status, since }): Task => ({
    kind: 'carer',
    about: { kind: KINDS.care.kind, id },
    to: null,
    details: { number, carer: status === 'active' ? 'lapsed' : status },
    dueAt: null,
    since,
    presses: status === 'active' ? 'this_week' : 'today',
  }))
}
