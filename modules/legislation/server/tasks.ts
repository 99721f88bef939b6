import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import type { Card, Task } from '@gloact/module'
import { readInScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import { type LegislationContext, may } from './context.ts'
import { isStale } from '../domain/finding.ts'
import { dayOf, findingsOf, provisionsCited } from './findings.ts'
import { tables } from './tables.ts'

/** Findings that wait for a second person; one's own that were sent back, or whose words changed: a task for each assessment. */
export async function legislationTasks(context: LegislationContext, who: Principal): Promise<readonly Task[]> {
  const [edits, reviews] = [may(who, 'legislation.edit'), may(who, 'legislation.review')]
  if (!may(who, 'legislation.comment')) return []
  return readInScope(context.db, { ...principalScope(who) }, async (trx) => [
    ...(reviews
      ? await waiting(trx, 'to_review', (query) =>
          query
            .where('state', '<>', 'validated')
            .where('sent_back', '=', false)
            .where('author', '<>', who.userId)
            .where('reviewed_by', 'is distinct from', who.userId),
        )
      : []),
    ...(edits
      ? await waiting(trx, 'sent_back', (query) => query.where('sent_back', '=', true).where('author', '=', who.userId))
      : []),
    ...(edits ? await staleTasks(trx, who.userId) : []),
    ...(await consulted(trx, who.agencyId, dayOf(context.clock.now()))),
  ])
}

/** The text in force on the day of an assessment changed words that somebody's findings cite: their author looks at them again. */
async function staleTasks(trx: Database, author: string): Promise<readonly Task[]> {
  const own = await findingsOf(trx, { author })
  if (own.length === 0) return []
  const heads = await tables(trx)
    .selectFrom('legislation.assessment')
    .select(['id', 'as_of', 'kind'])
    .where('id', 'in', [...new Set(own.map(({ assessment_id: id }) => id))])
    .execute()
  const cited = new Map<string, Awaited<ReturnType<typeof provisionsCited>>>()
  for (const { id, as_of: asOf, kind } of heads) {
    const citations = own.filter((row) => row.assessment_id === id).flatMap((row) => row.citations)
    cited.set(id, await provisionsCited(trx, citations, { asOf, kind }))
  }
  const since = new Map<string, { count: number; since: string }>()
  for (const { assessment_id: id, citations } of own) {
    const later = citations.flatMap(
      ({ expressionId, eId }) => cited.get(id)?.get(`${expressionId} ${eId}`)?.later ?? [],
    )
    if (!isStale(later.map(({ change }) => change))) continue
    const first = later.map(({ validFrom }) => `${validFrom}T00:00:00.000Z`).toSorted()[0] ?? ''
    const before = since.get(id)
    since.set(id, {
      count: (before?.count ?? 0) + 1,
      since: before && before.since < first ? before.since : first,
    })
  }
  return [...since].map(([id, { count, since: at }]) => taskOf('stale', id, count, at))
}

/** Bills on which one's agency was invited to comment, until the last day of it or its first comment. */
async function consulted(trx: Database, agencyId: string, today: string): Promise<readonly Task[]> {
  const { rows } = await sql<{ draft_id: string; until: string; invited_at: string }>`
    select draft_id, until, invited_at from legislation.consultation
    where invited_agency = ${agencyId} and until >= ${today}
      and not exists (select from legislation.remark where remark.draft_id = consultation.draft_id and by_agency = ${agencyId})
    order by until limit 200`.execute(trx)
  return rows.map(({ draft_id: id, until, invited_at: since }) => ({
    kind: 'consulted',
    about: { kind: 'legislation.drafting', id },
    to: null,
    details: { until },
    dueAt: null,
    since,
  }))
}

const taskOf = (kind: string, id: string, count: number, since: string): Task => ({
  kind,
  about: { kind: 'legislation.assessment', id },
  to: null,
  details: { count },
  dueAt: null,
  since,
})

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
  return rows.map(({ assessment_id: id, count, since }) => taskOf(kind, id, Number(count), since))
}

/** How many findings wait for a second person. */
export async function legislationCards(context: LegislationContext, who: Principal): Promise<readonly Card[]> {
  const tasks = await legislationTasks(context, who)
  const count = tasks.reduce((sum, { details }) => sum + Number(details['count'] ?? 0), 0)
  return tasks.length === 0 ? [] : [{ kind: 'findings', count }]
}
