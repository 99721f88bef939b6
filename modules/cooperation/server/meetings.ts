import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { lastMomentOf } from '@gloact/calendar'
import {
  addDays,
  asInstant,
  err,
  failure,
  ok,
  valueOf,
  type Failure,
  type PlainDate,
  type Result,
} from '@gloact/kernel'
import type { Task } from '@gloact/module'
import { readInScope } from '@gloact/postgres'
import type { RegisterContext } from '@gloact/registers/server'
import { sql } from 'kysely'
import { meetings, type listOwners as asking } from '../contract/meetings.ts'
import { may, scopeOf, todayIn, type CooperationContext } from './context.ts'

const MOST_TASKS = 50
const DAYS_BEFORE = 14

/** What meetings are served with. */
export const meetingsOf = (context: CooperationContext): RegisterContext<Principal> => ({
  db: context.db,
  clock: context.clock,
  today: () => todayIn(context),
  scopeOf,
  may: (who, action) => may(who, action === 'read' ? 'meetings.read' : 'meetings.edit'),
  staffNames: (ids) => context.staffNames(ids),
  codeLists: async () => ({
    ...context.codeLists,
    agencies: {
      id: 'agencies',
      version: '1',
      codes: (await context.agencies()).map(({ id, name }) => ({ code: id, label: { en: name } })),
    },
  }),
})

/** The same for what was agreed: what this country carries out has somebody here whose it is, and what another does has nobody. */
export const recommendationsOf = (context: CooperationContext): RegisterContext<Principal> => ({
  ...meetingsOf(context),
  references: [meetings],
  check: async (_, { answers }) => {
    const here = valueOf(answers['country']) === context.country
    const owned = typeof valueOf(answers['owner']) === 'string'
    if (here === owned) return []
    return [{ pointer: '/answers/owner', code: here ? 'forms.required' : 'cooperation.owner_elsewhere' }]
  },
})

export async function readOwners(
  context: CooperationContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof asking>, Failure>> {
  if (!may(who, 'meetings.read')) return err(failure('cooperation.not_allowed'))
  return ok({ items: (await context.agencies()).map(({ id, name }) => ({ id, name })) })
}

/** Recommendations that one's own agency carries out, from two weeks before they are due. */
export async function recommendationTasks(context: CooperationContext, who: Principal): Promise<readonly Task[]> {
  if (!may(who, 'meetings.read')) return []
  const today = todayIn(context)
  const { rows } = await readInScope(context.db, scopeOf(who), (trx) =>
    sql<{ id: string; due: PlainDate; title: string }>`
      select id, k_due_on as due, k_title as title from cooperation.recommendation
      where archived_at is null and k_owner = ${who.agencyId} and k_state = 'open' and k_due_on <= ${addDays(today, DAYS_BEFORE)}
      order by k_due_on, id limit ${MOST_TASKS}`.execute(trx),
  )
  return rows.map(({ id, due, title }) => ({
    kind: 'recommendation',
    about: { kind: 'cooperation.recommendation', id },
    to: null,
    details: { title },
    dueAt: asInstant(lastMomentOf(due, context.calendar)),
    since: `${addDays(due, -DAYS_BEFORE)}T00:00:00.000Z`,
  }))
}
