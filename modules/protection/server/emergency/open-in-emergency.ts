import { readAudit, recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asInstant, err, ok, saysWhy, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { openInEmergency as contract } from '../../contract/emergency/emergency.ts'
import type { EmergencyRules } from '../../domain/emergency/emergency.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { isExcluded } from '../../domain/file/actions/exclusions.ts'
import { parseFileNumber } from '../../domain/file/file-number.ts'
import { numberFormatOf } from '../../domain/file/file-rules.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import { databaseTime, recordFor, systemFor } from '../file/as-system.ts'
import type { ProtectionContext } from '../file/context.ts'
import { lockFile, openedInEmergency, resourceOf, sharedWithAgency, type LoadedFile } from '../file/file-store.ts'
import { tables } from '../file/file-tables.ts'
import { withoutFile } from '../file/without-file.ts'

/**
 * Opens a file in an emergency: from then on row-level security lets exactly this user see exactly this file, until the
 * time has run out. A number that nobody has, one that is out of reach and one of a person whose key is gone are answered
 * alike; that somebody asked is recorded either way.
 */
export async function openInEmergency(
  context: ProtectionContext,
  principal: Principal,
  asked: HandlerInput<typeof contract>['body'],
): Promise<Result<ResponseOf<typeof contract>, FileFailure>> {
  const rules = context.rules.emergency
  const offered = rules?.roles.some((role) => principal.roles.includes(role)) ?? false
  if (!rules || !offered || !filePolicy.decide(principal, 'file.open_emergency', withoutFile(principal)).allowed) {
    return err({ code: 'protection.emergency_not_offered' })
  }
  // Said before any file is looked for: it says nothing of a number.
  if (!saysWhy(asked.words)) return err({ code: 'protection.emergency_reason' })
  const number = parseFileNumber(asked.number, numberFormatOf(context.rules))
  const seen = number.ok ? await seenAnyway(context, principal, number.value) : undefined
  if (seen) return ok({ fileId: seen, until: null })
  const opened = await inScope<ResponseOf<typeof contract> | null, FileFailure>(
    context.db,
    systemFor(principal),
    async (trx) => {
      // One at a time for each user: attempts sent together are counted one after the other.
      const turn = `protection.emergency:${principal.userId}`
      await sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`.execute(trx)
      const before = await openedBefore(trx, principal, asked.id)
      if (before && number.ok && before.number === number.value)
        return ok({ fileId: before.file_id, until: before.expires_at })
      // Asked before any file is looked for: what is answered for an id says nothing of a number.
      if (before || (await isUsed(trx, asked.id))) return err({ code: 'protection.action_id_used' })
      if (await triedTooOften(trx, principal, rules)) return err({ code: 'protection.emergency_too_often' })
      const fileId = number.ok ? await withinReach(trx, principal, rules, number.value) : undefined
      const file = fileId && (await lockFile(trx, context.vault, fileId, principal.agencyId))
      // To whom it is closed, it is not there.
      if (file && file.ok && !isExcluded(file.value.state, principal.userId))
        return open(trx, context, principal, rules, file.value, asked)
      // Nobody's, out of reach or erased: a failure would undo the record that it was sought.
      await recordAudit(trx, { action: 'file.glass_sought', purpose: asked.reason })
      return ok(null)
    },
  )
  if (!opened.ok) return opened
  return opened.value ? ok(opened.value) : err({ code: 'protection.emergency_not_found' })
}

/** What the same request opened when it was sent before: it is only answered again. */
const openedBefore = (trx: ScopedTransaction, { userId }: Principal, id: string) =>
  tables(trx)
    .selectFrom('protection.file_opening')
    .select(['file_id', 'number', 'expires_at'])
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()

const isUsed = async (trx: ScopedTransaction, id: string): Promise<boolean> =>
  (await tables(trx).selectFrom('protection.file_action').select('id').where('id', '=', id).executeTakeFirst()) !==
  undefined

/** Whether they have tried as often within an hour as the country allows: numbers are not guessed one after the other. */
async function triedTooOften(
  trx: ScopedTransaction,
  { userId }: Principal,
  { attemptsPerHour }: EmergencyRules,
): Promise<boolean> {
  const attempts = await readAudit(trx, {
    actorId: userId,
    actions: ['file.glass_sought', 'file.glass_broken'],
    limit: attemptsPerHour,
  })
  const first = attempts.length < attemptsPerHour ? undefined : attempts.at(-1)
  return first !== undefined && Date.parse(first.at) > Date.parse(await databaseTime(trx)) - 3_600_000
}

/** A file that they may read without: there is nothing to open. */
async function seenAnyway(
  context: ProtectionContext,
  principal: Principal,
  number: string,
): Promise<string | undefined> {
  const row = await readInScope(context.db, principalScope(principal), (trx) =>
    tables(trx)
      .selectFrom('protection.case_file')
      .selectAll('protection.case_file')
      .select((eb) => [sharedWithAgency(eb, principal.agencyId), openedInEmergency(eb, principal.userId)])
      .where('number', '=', number)
      .executeTakeFirst(),
  )
  if (!row) return undefined
  const resource = resourceOf(row, Boolean(row.shared), Boolean(row.emergency))
  return filePolicy.decide(principal, 'file.read', resource).allowed ? row.id : undefined
}

async function withinReach(
  trx: ScopedTransaction,
  principal: Principal,
  rules: EmergencyRules,
  number: string,
): Promise<string | undefined> {
  let query = tables(trx)
    .selectFrom('protection.case_file')
    .select('id')
    .where('number', '=', number)
    .where('country', '=', principal.country)
    .where('status', '<>', 'import_undone')
  if (rules.reach === 'agency') query = query.where('agency_id', '=', principal.agencyId)
  return (await query.executeTakeFirst())?.id
}

async function open(
  trx: ScopedTransaction,
  context: ProtectionContext,
  principal: Principal,
  rules: EmergencyRules,
  file: LoadedFile,
  asked: HandlerInput<typeof contract>['body'],
): Promise<Result<ResponseOf<typeof contract>, FileFailure>> {
  const openedAt = context.clock.now()
  const hours = Math.min(asked.hours ?? rules.hours, rules.mostHours)
  const until = asInstant(Date.parse(openedAt) + hours * 3_600_000)
  const recorded = await recordFor(trx, context, principal, file, {
    id: asked.id,
    type: 'opened_in_emergency',
    payload: { agencyId: principal.agencyId, reason: asked.reason, words: asked.words, until },
    happenedAt: openedAt,
  })
  if (!recorded.ok) return recorded
  await recordAudit(trx, {
    action: 'file.glass_broken',
    object: { kind: 'protection.case_file', id: file.row.id },
    purpose: asked.reason,
    detail: { opening: asked.id, hours },
  })
  return ok({ fileId: file.row.id, until })
}
