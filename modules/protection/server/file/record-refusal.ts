import { isKnownCode } from '@gloact/codes'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { ABSENCES, err, ok, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { FileFailure } from '../../domain/failures.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import type { ProtectionContext } from './context.ts'
import { tables } from './file-tables.ts'

export interface Refusal {
  readonly id: string
  readonly sex: string
  readonly ageBand: string
  readonly nationality: string
}

/**
 * Counts an adult who declined to be recorded: one anonymous row, without actor or time. It is not audited either: an
 * entry with a time and a name beside it would lead back.
 */
export async function recordRefusal(
  context: ProtectionContext,
  principal: Principal,
  refusal: Refusal,
): Promise<Result<{ readonly recorded: true }, FileFailure>> {
  const own = { agencyId: principal.agencyId, teamId: null, assignedTo: null, openedBy: principal.userId }
  const resource = { ...own, path: 'adult', status: 'open', sharedWithAgency: false } as const
  if (!filePolicy.decide(principal, 'refusal.record', resource).allowed) return err({ code: 'protection.not_allowed' })
  const { codeLists, calendar } = context.rules
  const isCode = (list: string, code: string): boolean =>
    (ABSENCES as readonly string[]).includes(code) ||
    (codeLists[list] !== undefined && isKnownCode(codeLists[list], code))
  if (!isCode('sex', refusal.sex) || !isCode('age_band', refusal.ageBand) || !isCode('country', refusal.nationality)) {
    return err({ code: 'protection.unknown_code' })
  }
  return inScope(context.db, principalScope(principal), async (trx) => {
    await tables(trx)
      .insertInto('protection.refusal')
      .values({
        id: refusal.id,
        country: principal.country,
        agency_id: principal.agencyId,
        month: `${context.clock.today(calendar.timeZone).slice(0, 7)}-01`,
        sex: refusal.sex,
        age_band: refusal.ageBand,
        nationality: refusal.nationality,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    return ok({ recorded: true } as const)
  })
}
