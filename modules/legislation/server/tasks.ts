import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import type { Card, Task } from '@gloact/module'
import { readInScope, type Database } from '@gloact/postgres'
import { type LegislationContext, may } from './context.ts'
import { tables } from './tables.ts'

/** Findings that wait for a second person, and one's own that were sent back: a task for each assessment. */
export async function legislationTasks({ db }: LegislationContext, who: Principal): Promise<readonly Task[]> {
  const [edits, reviews] = [may(who, 'legislation.edit'), may(who, 'legislation.review')]
  if (!edits && !reviews) return []
  return readInScope(db, { ...principalScope(who) }, async (trx) => [
    ...(reviews
      ? await waiting(trx, 'to_review', (query) =>
          query.where('state', '<>', 'validated').where('sent_back', '=', false).where('author', '<>', who.userId),
        )
      : []),
    ...(edits
      ? await waiting(trx, 'sent_back', (query) => query.where('sent_back', '=', true).where('author', '=', who.userId))
      : []),
  ])
}

const byAssessment = (trx: Database) =>
  tables(trx)
    .selectFrom('legislation.finding')
    .select(['assessment_id'])
    .select((eb) => [eb.fn.countAll<string>().as('count'), eb.fn.min('changed_at').as('since')])
    .groupBy('assessment_id')

async function waiting(
  trx: Database,
  kind: string,
  those: (query: ReturnType<typeof byAssessment>) => ReturnType<typeof byAssessment>,
): Promise<readonly Task[]> {
  const rows = await those(byAssessment(trx)).limit(200).execute()
  return rows.map(({ assessment_id: id, count, since }) => ({
    kind,
    about: { kind: 'legislation.assessment', id },
    to: null,
    details: { count: Number(count) },
    dueAt: null,
    since,
  }))
}

/** How many findings wait for a second person. */
export async function legislationCards(context: LegislationContext, who: Principal): Promise<readonly Card[]> {
  const tasks = await legislationTasks(context, who)
  const count = tasks.reduce((sum, { details }) => sum + Number(details['count'] ?? 0), 0)
  return tasks.length === 0 ? [] : [{ kind: 'findings', count }]
}
