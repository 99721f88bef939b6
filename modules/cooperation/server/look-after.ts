import { recordAudit } from '@gloact/audit'
import { addMonths, newId, ok, unwrap } from '@gloact/kernel'
import type { ExportPart, ModuleExamination } from '@gloact/module'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { loadRequest, openPayload, requestTables, SYSTEM, takeStep, type RequestsOf } from '@gloact/records/server'
import { sql } from 'kysely'
import { isWithheld } from '../domain/sent-parts.ts'
import { permits } from '../domain/handling.ts'
import { addYears, todayIn, type CooperationContext } from './context.ts'
import { destroyPerson } from './victims/handed-over.ts'
import { allowedByOriginator, contentOf, conversationOf, handlingOf, SCHEMA } from './requests.ts'

const BATCH = 100

/**
 * Destroys the keys of requests that ended longer ago than the country keeps them: their own here, and that of their conversation in the
 * exchange. What was said opens no more; that there was a request, and its chain of hashes, stay. Gives how many there were.
 */
export const destroyOld = (context: CooperationContext, of: RequestsOf): Promise<number> =>
  destroyBefore(context, of, addYears(todayIn(context), -context.config.keepYears))

/** Notes of every request whose day is over until which it could be used: where it came to it is read no more. Gives how many there were. */
export async function endUse(context: CooperationContext, of: RequestsOf): Promise<number> {
  const scope = systemScope(context.country)
  const over = await readInScope(context.db, scope, (trx) =>
    requestTables(trx, SCHEMA)
      .selectFrom('request')
      .select('id')
      .where('kind', '=', of.kind.kind)
      .where('erased_at', 'is', null)
      .where(sql<boolean>`facts ->> 'use_until' < ${todayIn(context)} and facts ->> 'use_ended' is null`)
      .where('state', 'not in', ['draft', 'in_review', 'discarded'])
      .limit(BATCH)
      .execute(),
  )
  for (const { id } of over) {
    const step = { id: newId<string>(), step: 'end_use', happenedAt: context.clock.now(), payload: { answers: {} } }
    unwrap(await inScope(context.db, scope, (trx) => takeStep(trx, of, SYSTEM, id, step)))
  }
  return over.length
}

/** The same of people who were referred, sooner: those who help them have a file of their own. */
export const destroyOldVictims = (context: CooperationContext, of: RequestsOf): Promise<number> =>
  destroyBefore(context, of, addMonths(todayIn(context), -context.config.victimMonths))

async function destroyBefore(context: CooperationContext, of: RequestsOf, before: string): Promise<number> {
  const scope = systemScope(context.country)
  const old = await readInScope(context.db, scope, (trx) =>
    requestTables(trx, SCHEMA)
      .selectFrom('request')
      .select(['id', 'facts'])
      .where('kind', '=', of.kind.kind)
      .where('ended_at', '<', `${before}T00:00:00.000Z`)
      .where('erased_at', 'is', null)
      .orderBy('ended_at')
      .limit(BATCH)
      .execute(),
  )
  for (const { id, facts } of old) {
    const conversation = conversationOf(facts)
    unwrap(
      await inScope<undefined, never>(context.db, scope, async (trx) => {
        await requestTables(trx, SCHEMA)
          .updateTable('request')
          .set({
            file_id: null,
            facts: '{}' as never,
            clocks: '{}' as never,
            next_due_at: null,
            erased_at: sql<string>`now()`,
          })
          .where('id', '=', id)
          .execute()
        await of.vault.destroyPersonKey(trx, id)
        await context.exchange?.files.erase(trx, id)
        await destroyPerson(trx, context, id, 'kept_long_enough')
        if (conversation !== null) await context.exchange?.eraseConversation(trx, conversation)
        await recordAudit(trx, {
          action: 'cooperation.request_destroyed',
          object: { kind: of.kind.kind, id },
          country: context.country,
        })
        return ok(undefined)
      }),
    )
  }
  return old.length
}

/**
 * What an agency that leaves takes along: its requests, opened. Of what came from another country only what its handling lets it export;
 * of the rest, that there was such a request.
 */
export async function* exportRequests(
  trx: ScopedTransaction,
  context: CooperationContext,
  of: RequestsOf,
  agencyId: string,
): AsyncGenerator<ExportPart> {
  yield {
    name: 'requests',
    about:
      'Requests to and from other countries, one a line, with their steps. Where the originator does not allow export, what was said is left out.',
    lines: linesOf(trx, context, of, agencyId),
  }
}

async function* linesOf(
  trx: ScopedTransaction,
  context: CooperationContext,
  of: RequestsOf,
  agencyId: string,
): AsyncGenerator<object> {
  const rows = await requestTables(trx, SCHEMA)
    .selectFrom('request')
    .select('id')
    .where('kind', '=', of.kind.kind)
    .where(sql<boolean>`${agencyId}::uuid = any (agencies)`)
    .where('erased_at', 'is', null)
    .orderBy('opened_at')
    .orderBy('id')
    .execute()
  for (const { id } of rows) {
    const loaded = await loadRequest(trx, of, id)
    if (!loaded.ok) continue
    const { row, log, key } = loaded.value
    const originator = row.parties['requesting'] === agencyId
    const withheld = !originator && isWithheld(row.facts, 'request', todayIn(context))
    const mayTake =
      !withheld &&
      permits(handlingOf(loaded.value), 'export', {
        originator,
        permitted: allowedByOriginator(loaded.value, todayIn(context)),
      })
    yield {
      id,
      number: row.facts['number'],
      country: row.facts['country'],
      state: row.state,
      content: mayTake ? contentOf(loaded.value) : null,
      steps: log.map((step) => ({
        step: step.step,
        party: step.party,
        happenedAt: step.happened_at,
        answers: mayTake || row.parties[step.party] === agencyId ? openPayload(key, of.schema, step).answers : null,
      })),
    }
  }
}

/** What `gloact doctor` looks at. */
export const examinations = (context: CooperationContext): readonly ModuleExamination[] => [
  {
    name: 'requests to other countries',
    why: 'A request that the other side has not signed for is not there yet: somebody has to ask.',
    examine: async (trx) => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from cooperation.request where state = 'undelivered' and ended_at is null`.execute(
        trx,
      )
      const count = rows[0]?.count ?? 0
      return count === 0
        ? { state: 'ok', found: 'every request that was sent has been signed for' }
        : {
            state: 'warning',
            found: `${count} requests were sent and not signed for`,
            advice: 'Look whether the peer is reached, or call the other authority.',
          }
    },
  },
  {
    name: 'directory of authorities',
    why: 'An entry that nobody has confirmed for a year may send a request to nobody.',
    examine: async (trx) => {
      const yearAgo = addYears(todayIn(context), -1)
      const { rows } = await sql<{ stale: number; all: number }>`
        select count(*) filter (where answers #>> '{confirmed_on,value}' < ${yearAgo})::int as stale, count(*)::int as all
        from cooperation.authority where archived_at is null`.execute(trx)
      const { stale = 0, all = 0 } = rows[0] ?? {}
      return stale === 0
        ? { state: 'ok', found: `${all} authorities, all confirmed within a year` }
        : {
            state: 'warning',
            found: `${stale} of ${all} authorities were last confirmed more than a year ago`,
            advice: 'Ask them on another channel, and record the day in the directory.',
          }
    },
  },
]
