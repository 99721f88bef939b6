import type { Principal } from '@gloact/identity/contract/principal'
import type { Card, Task } from '@gloact/module'
import { readInScope } from '@gloact/postgres'
import { requestTables, requestTasks, type RequestsOf } from '@gloact/records/server'
import { sql } from 'kysely'
import { assistance } from '../domain/request-kind.ts'
import { addYears, may, scopeOf, todayIn, type CooperationContext } from './context.ts'
import { recommendationTasks } from './meetings.ts'
import { SCHEMA, SERVED } from './requests.ts'

const MOST = 100

/**
 * What needs somebody here: requests in which it is this side's turn; and those of ours in which the other side's time has run out. Nothing
 * is refused by itself then: an officer asks how far it is (UNTOC art. 18(24)).
 */
export async function cooperationTasks(
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
): Promise<readonly Task[]> {
  return [
    ...(await requestTasks(of, SERVED, who)),
    ...(await lateAbroad(context, who)),
    ...(await permissionsAsked(context, who)),
    ...(await exchangeTasks(context, who)),
    ...(await recommendationTasks(context, who)),
  ]
}

/** A country that another officer entered and that waits for a second one; and what of the exchange nobody has looked at yet. */
async function exchangeTasks(context: CooperationContext, who: Principal): Promise<readonly Task[]> {
  const { exchange, db } = context
  if (!exchange || !may(who, 'peers.read')) return []
  const read = await readInScope(db, scopeOf(who), async (trx) => ({
    changes: await exchange.peers.changes(trx),
    alarms: await exchange.alarms(trx),
  }))
  const waiting = may(who, 'peers.enter')
    ? read.changes.filter(({ state, proposedBy }) => state === 'waiting' && proposedBy !== who.userId)
    : []
  return [
    ...waiting.map(({ id, entry, proposedAt }) => ({
      kind: 'peer_to_confirm',
      about: { kind: 'cooperation.peer_change', id },
      to: null,
      details: { country: entry.country },
      dueAt: null,
      since: proposedAt,
      presses: 'today' as const,
    })),
    ...read.alarms
      .filter(({ seenAt }) => seenAt === null)
      .slice(0, MOST)
      .map(({ id, peer, kind, at }) => ({
        kind: 'exchange_alarm',
        about: { kind: 'exchange.alarm', id },
        to: null,
        details: { country: peer, alarm: kind },
        dueAt: null,
        since: at,
        presses: 'today' as const,
      })),
  ]
}

/** Requests of ours of which the other side asks something that the handling leaves to us. */
async function permissionsAsked(context: CooperationContext, who: Principal): Promise<readonly Task[]> {
  if (!may(who, 'cooperation.approve')) return []
  return readInScope(context.db, scopeOf(who), async (trx) => {
    const rows = await requestTables(trx, SCHEMA)
      .selectFrom('request')
      .selectAll()
      .where('kind', '=', assistance.kind)
      .where('erased_at', 'is', null)
      .where(sql<boolean>`facts ->> 'permission' = 'asked'`)
      .where(sql<boolean>`parties ->> 'requesting' = ${who.agencyId}`)
      .orderBy('changed_at')
      .limit(MOST)
      .execute()
    return rows.map((row) => ({
      kind: 'permission_asked',
      about: { kind: row.kind, id: row.id },
      to: null,
      details: { ...row.facts, state: row.state, turn: row.turn },
      dueAt: null,
      since: row.changed_at,
      presses: 'this_week' as const,
    }))
  })
}

async function lateAbroad(context: CooperationContext, who: Principal): Promise<readonly Task[]> {
  if (!may(who, 'cooperation.enquire')) return []
  const now = context.clock.now()
  return readInScope(context.db, scopeOf(who), async (trx) => {
    const rows = await requestTables(trx, SCHEMA)
      .selectFrom('request')
      .selectAll()
      .where('kind', '=', assistance.kind)
      .where('ended_at', 'is', null)
      .where('turn', '=', 'requested')
      .where('next_due_at', '<=', now)
      .where(sql<boolean>`parties ->> 'requesting' = ${who.agencyId}`)
      .orderBy('next_due_at')
      .limit(MOST)
      .execute()
    return rows.map((row) => ({
      kind: 'late_abroad',
      about: { kind: row.kind, id: row.id },
      to: null,
      details: { ...row.facts, state: row.state, turn: row.turn },
      dueAt: null,
      since: row.next_due_at ?? row.changed_at,
      presses: 'this_week' as const,
    }))
  })
}

/** How many requests wait for this side, and how many entries of the directory nobody has confirmed for a year. */
export async function cooperationCards(context: CooperationContext, who: Principal): Promise<readonly Card[]> {
  if (!may(who, 'cooperation.read')) return []
  const yearAgo = addYears(todayIn(context), -1)
  return readInScope(context.db, scopeOf(who), async (trx) => {
    const { rows } = await sql<{ waiting: number; stale: number }>`
      select
        (select count(*) from cooperation.request
          where kind = ${assistance.kind} and ended_at is null and erased_at is null and parties ->> turn = ${who.agencyId})::int as waiting,
        (select count(*) from cooperation.authority
          where archived_at is null and answers #>> '{confirmed_on,value}' < ${yearAgo})::int as stale`.execute(trx)
    const { waiting = 0, stale = 0 } = rows[0] ?? {}
    const alarms = (await context.exchange?.alarms(trx)) ?? []
    return [
      { kind: 'waiting_requests', count: waiting },
      { kind: 'stale_authorities', count: stale },
      { kind: 'exchange_alarms', count: alarms.filter(({ seenAt }) => seenAt === null).length },
    ]
  })
}
