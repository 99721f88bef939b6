import type { Notice } from '@gloact/module'
import { readInScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { partiesOf } from './load-request.ts'
import { tables, type RequestTable } from './request-tables.ts'
import type { RequestsOf } from './requests-of.ts'
import type { ServedTo } from './serve-requests.ts'

const MOST = 50

interface Row extends RequestTable {
  readonly step_id: string
  readonly step: string
  readonly recorded_at: string
}

/**
 * Steps of others that their kind tells the asker's party of (`tells`), in requests in which the asker took a step; and, as long as nobody
 * of their party has, in every request that they see. So whoever sent a referral hears that it was accepted, and everybody who may answer
 * hears of a new one, without hearing of each request of a busy agency.
 */
export async function requestNotices<Session>(
  kinds: readonly { readonly of: RequestsOf; readonly to: ServedTo<Session> }[],
  who: Session,
  since: string,
): Promise<readonly Notice[]> {
  const asked = kinds.filter(({ to }) => !to.mayRead(who))
  const [first] = asked
  if (!first) return []
  const { db, schema } = first.of
  const { userId, agencyId } = first.to.actorOf(who)
  const steps = asked.flatMap(({ of: { kind } }) =>
    Object.entries(kind.steps).flatMap(([step, { tells = [] }]) => (tells.length > 0 ? [`${kind.kind}/${step}`] : [])),
  )
  return readInScope(db, first.to.scopeOf(who), async (trx) => {
    const rows = await tables(trx, schema)
      .selectFrom('request')
      .innerJoin('request_step', 'request_step.request_id', 'request.id')
      .selectAll('request')
      .select(['request_step.id as step_id', 'request_step.step as step', 'request_step.recorded_at as recorded_at'])
      .where('recorded_at', '>', since)
      .where('actor_id', '<>', userId)
      .where('erased_at', 'is', null)
      .where(sql<boolean>`kind || '/' || step = any (${steps}::text[])`)
      .where(
        sql<boolean>`(exists (select from ${sql.table(`${schema}.request_step`)} own
            where own.request_id = request.id and own.actor_id = ${userId})
          or not exists (select from ${sql.table(`${schema}.request_step`)} own
            where own.request_id = request.id and own.agency_id = ${agencyId}::uuid))`,
      )
      .orderBy('recorded_at', 'desc')
      .orderBy('request_step.id', 'desc')
      .limit(MOST)
      .execute()
    const notices: Notice[] = []
    for (const { of, to } of asked) {
      const own = (rows as readonly Row[]).filter(
        ({ kind, step, parties, state }) =>
          kind === of.kind.kind &&
          [...partiesOf(parties, agencyId)].some(
            (party) =>
              of.kind.steps[step]?.tells?.includes(party) && !of.kind.states[state]?.hiddenFrom?.includes(party),
          ),
      )
      const seen = to.sees && own.length > 0 ? await to.sees(trx, who, own) : undefined
      for (const row of own) {
        if (seen && !seen.has(row.id)) continue
        notices.push({
          id: row.step_id,
          kind: 'request_step',
          about: { kind: row.kind, id: row.id },
          details: { step: row.step, number: textOf(row.facts['number']) },
          at: row.recorded_at,
        })
      }
    }
    return notices
  })
}

const textOf = (fact: unknown): string | null => (typeof fact === 'string' ? fact : null)
