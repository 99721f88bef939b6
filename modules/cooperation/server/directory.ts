import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { rowById, type RegisterContext } from '@gloact/registers/server'
import { sql } from 'kysely'
import type { FormAnswers } from '@gloact/forms'
import type { ResponseOf } from '@gloact/http/contract'
import { authorities, type listCountries as asking } from '../contract/directory.ts'
import { reachesIntelligence, reachesVictims, sheetOf, trackOfDesk, type AuthoritySheet } from '../domain/authority.ts'
import type { Track } from '../domain/tracks.ts'
import { may, scopeOf, todayIn, type CooperationContext } from './context.ts'

/** What the directory is served with. */
export const directoryOf = (context: CooperationContext): RegisterContext<Principal> => ({
  db: context.db,
  clock: context.clock,
  today: () => todayIn(context),
  scopeOf,
  may: (who, action) => may(who, action === 'read' ? 'directory.read' : 'directory.edit'),
  staffNames: (ids) => context.staffNames(ids),
  codeLists: async () => context.codeLists,
})

export function readCountries(context: CooperationContext, who: Principal): Result<ResponseOf<typeof asking>, Failure> {
  if (!may(who, 'directory.read')) return err(failure('cooperation.not_allowed'))
  const list = context.codeLists['country']
  return ok({
    labelsFrom: list?.labelsFrom ?? null,
    own: context.country,
    items: (list?.codes ?? []).map(({ code, label }) => ({ code, label: { ...label } as Record<string, string> })),
  })
}

export interface Entry {
  readonly sheet: AuthoritySheet
  readonly name: Readonly<Record<string, string>>
  readonly urgentLine: string | null
}

const entryOf = (id: string, answers: FormAnswers): Entry => {
  const name = valueOf(answers['name'])
  const urgent = valueOf(answers['urgent_line'])
  return {
    sheet: sheetOf(id, answers),
    name: typeof name === 'object' && name !== null && !Array.isArray(name) ? (name as Record<string, string>) : {},
    urgentLine: typeof urgent === 'string' ? urgent : null,
  }
}

/** An entry of the directory that is in use. */
export async function entryById(trx: ScopedTransaction, id: string): Promise<Entry | undefined> {
  const row = await rowById(trx, authorities, id)
  return row && row.archivedAt === null ? entryOf(row.id, row.answers) : undefined
}

/** The entry of a desk of a country, where there is one in use. */
export async function entryOfDesk(trx: ScopedTransaction, country: string, desk: string): Promise<Entry | undefined> {
  const { rows } = await sql<{ id: string; answers: FormAnswers }>`
    select id, answers from cooperation.authority
    where archived_at is null and answers #>> '{country,value}' = ${country} and answers #>> '{desk,value}' = ${desk}
    order by id limit 1`.execute(trx)
  const [row] = rows
  return row && entryOf(row.id, row.answers)
}

/**
 * Opens in the exchange the desks that this country's own entries of the directory name, each for the agency whose entry it is: what comes
 * for it from abroad is that agency's to see.
 */
export async function openDesks(context: CooperationContext): Promise<void> {
  const { exchange, db, country } = context
  if (!exchange) return
  const entries = await readInScope(db, systemScope(country), async (trx) => {
    const { rows } = await sql<{ id: string; agencyId: string; answers: FormAnswers }>`
      select id, agency_id as "agencyId", answers from cooperation.authority
      where archived_at is null and answers #>> '{country,value}' = ${country} and answers #>> '{desk,value}' is not null
      order by added_at`.execute(trx)
    return rows
  })
  for (const { id, agencyId, answers } of entries) {
    const { sheet, name } = entryOf(id, answers)
    const { desk } = sheet
    if (desk === null) continue
    const opened = await inScope(db, systemScope(country), async (trx) => {
      const there = (await exchange.desks(trx)).find(({ authority }) => authority === desk)
      if (there?.agencyId === agencyId) return ok(undefined)
      await exchange.openDesk(trx, { authority: desk, agencyId, name: name['en'] ?? Object.values(name)[0] ?? desk })
      return ok(undefined)
    })
    if (!opened.ok) throw new Error(`the desk ${desk} was not opened`)
  }
}

/** The track that a desk of a country is of: no two tracks have a desk in common. One that is in no directory is of evidence. */
export async function trackAtDesk(trx: ScopedTransaction, country: string, desk: string): Promise<Track> {
  const entry = await entryOfDesk(trx, country, desk)
  return entry ? trackOfDesk(entry.sheet) : 'evidence'
}

/** The desk here of an agency for a track; null where it has none. */
export async function deskOf(
  trx: ScopedTransaction,
  { exchange, country }: CooperationContext,
  agencyId: string | null,
  track: Track,
): Promise<string | null> {
  for (const desk of (await exchange?.desks(trx)) ?? []) {
    if (desk.agencyId === agencyId && (await trackAtDesk(trx, country, desk.authority)) === track) return desk.authority
  }
  return null
}

/** The services of other countries to which a person may be referred, as far as the exchange reaches them. */
export const victimRecipients = (trx: ScopedTransaction, context: Pick<CooperationContext, 'country'>) =>
  reachedBy(trx, context, reachesVictims)
/** The desks of other countries to which intelligence may be sent. */
export const intelligenceRecipients = (trx: ScopedTransaction, context: Pick<CooperationContext, 'country'>) =>
  reachedBy(trx, context, reachesIntelligence)

async function reachedBy(
  trx: ScopedTransaction,
  { country }: Pick<CooperationContext, 'country'>,
  reaches: (sheet: AuthoritySheet) => boolean,
): Promise<readonly Entry[]> {
  const { rows } = await sql<{ id: string; answers: FormAnswers }>`
    select id, answers from cooperation.authority
    where archived_at is null and answers #>> '{country,value}' <> ${country} and answers #>> '{desk,value}' is not null
    order by answers #>> '{country,value}', id`.execute(trx)
  return rows.map(({ id, answers }) => entryOf(id, answers)).filter(({ sheet }) => reaches(sheet))
}
