import { readAudit, recordAudit, type RecordedEntry } from '@gloact/audit'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { FileReading } from '../../contract/history/history.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { parseFileNumber } from '../../domain/file/file-number.ts'
import { numberFormatOf } from '../../domain/file/file-rules.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import type { ProtectionContext } from '../file/context.ts'
import { resourceOf } from '../file/file-store.ts'
import { readingWords } from '../file/reading-words.ts'
import { tables } from '../file/file-tables.ts'
import { takeTurn } from '../file/take-turn.ts'

/** Entries of the audit that one page folds. */
const PAGE = 1_000

export interface Readers {
  readonly number: string
  readonly items: FileReading[]
  readonly next: number | null
}

/**
 * Who has read a file, for those who work on it, their supervisors and the data-protection officer, and through them for
 * the person who asks. The system reads the audit for them: the log itself is open to nobody who works on files. That they
 * asked is recorded in their name.
 */
export async function listReaders(
  context: ProtectionContext,
  principal: Principal,
  fileId: string,
  { before }: { readonly before?: number | undefined },
): Promise<Result<Readers, FileFailure>> {
  return inScope(context.db, systemScope(context.rules.country), async (trx) => {
    const row = await tables(trx)
      .selectFrom('protection.case_file')
      .selectAll()
      .where('id', '=', fileId)
      // An erased file is for figures alone.
      .where(sql<boolean>`erased_at is null`)
      .executeTakeFirst()
    // Asked of the policy alone, which knows the agency, team and staff of the file: who has it by a share may not ask.
    if (
      !row ||
      row.country !== principal.country ||
      !filePolicy.decide(principal, 'file.read_readers', resourceOf(row, false)).allowed
    )
      return err({ code: 'protection.not_found' })
    const entries = await readAudit(trx, {
      objectId: fileId,
      actions: readingWords(context),
      limit: PAGE,
      ...(before !== undefined && { before }),
    })
    await recordAudit(trx, {
      action: 'file.readers_read',
      object: { kind: 'protection.case_file', id: fileId },
      actorId: principal.userId,
      agencyId: principal.agencyId,
      country: principal.country,
    })
    const folded = foldReadings(entries).map((reading) => withoutName(reading, row.agency_id))
    const staff = await context.directory.staffNames(
      folded.flatMap(({ actorId }) => actorId ?? []),
      trx,
    )
    const agencies = await context.directory.agencyNames(trx)
    return ok({
      number: row.number,
      items: folded.map(({ agencyId, ...reading }) => ({
        ...reading,
        name: (reading.actorId && staff.get(reading.actorId)) ?? null,
        agency: (agencyId && agencies.get(agencyId)) ?? null,
      })),
      next: entries.length === PAGE ? entries.at(-1)!.sequence : null,
    })
  })
}

/**
 * Which file a number means, for anyone who may see who has read it. Nothing of the file is said by it, and it is not opened; each
 * number that is tried is recorded, and nobody tries them one after the other.
 */
export async function findFileForReaders(
  context: ProtectionContext,
  principal: Principal,
  { number }: { readonly number: string },
): Promise<Result<{ fileId: string }, FileFailure>> {
  const turn = await takeTurn(context, principal, 'number')
  if (!turn.ok) return turn
  const parsed = parseFileNumber(number, numberFormatOf(context.rules))
  const found = await inScope<string | null, FileFailure>(
    context.db,
    systemScope(context.rules.country),
    async (trx) => {
      const row = parsed.ok
        ? await tables(trx)
            .selectFrom('protection.case_file')
            .selectAll()
            .where('number', '=', parsed.value)
            .where('country', '=', principal.country)
            .executeTakeFirst()
        : undefined
      const theirs = row && filePolicy.decide(principal, 'file.read_readers', resourceOf(row, false)).allowed
      // That a number was tried is recorded whether it is one or not, as with openings in an emergency.
      await recordAudit(trx, {
        action: 'file.readers_sought',
        ...(theirs && { object: { kind: 'protection.case_file', id: row.id } }),
        actorId: principal.userId,
        agencyId: principal.agencyId,
        country: principal.country,
        detail: { found: theirs ? 1 : 0 },
      })
      return ok(theirs ? row.id : null)
    },
  )
  if (!found.ok) return found
  return found.value === null ? err({ code: 'protection.not_found' }) : ok({ fileId: found.value })
}

/** Who at another agency read what it was sent is that agency's to say: the file's learn that it did, and when. */
const withoutName = (reading: Folded, agencyId: string): Folded =>
  reading.agencyId !== agencyId && reading.did.every(({ action }) => action === 'file.record_read')
    ? { ...reading, actorId: null }
    : reading

type Folded = Omit<FileReading, 'name' | 'agency'> & { readonly agencyId: string | null }

const HOUR = 3_600_000

/** One line for what a person did within one hour, latest first. */
export function foldReadings(entries: readonly RecordedEntry[]): readonly Folded[] {
  const lines = new Map<string, Folded>()
  for (const entry of entries) {
    const key = `${entry.actorId} ${entry.agencyId} ${Math.floor(Date.parse(entry.at) / HOUR)}`
    const line = lines.get(key)
    const one = { action: entry.action, purpose: entry.purpose, times: entry.times }
    const did = line?.did ?? []
    const same = did.find((each) => each.action === one.action && each.purpose === one.purpose)
    lines.set(key, {
      actorId: entry.actorId,
      agencyId: entry.agencyId,
      firstAt: line && line.firstAt < entry.at ? line.firstAt : entry.at,
      lastAt: line && line.lastAt > entry.lastAt ? line.lastAt : entry.lastAt,
      times: (line?.times ?? 0) + entry.times,
      did: same
        ? did.map((each) => (each === same ? { ...each, times: each.times + one.times } : each))
        : [...did, one],
    })
  }
  return [...lines.values()]
}
