import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { AccessChange } from '../../contract/access-changes.ts'
import {
  isHold,
  needsCheck,
  refuseSecond,
  type AccessChangeKind,
  type IdentityCheck,
} from '../../domain/access-change.ts'
import { applyChange } from './apply-access-change.ts'
import { endChange, recordChange, tellOf, type StoredChange } from '../two-people/ask-access-change.ts'
import { authorise, orTaken } from '../session/authorise.ts'
import { scopeOf, type IdentityContext, type SignedIn } from '../session/context.ts'
import { lockAdministration, readNotIndependentOf, recordHold } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'
import { namesOfTeams } from '../keys/team-names.ts'

type Row = Omit<AccessChange, 'needsCheck' | 'mayConfirm' | 'refusal' | 'mayConfirmFrom' | 'teamName' | 'teams'> & {
  readonly teamIds: readonly string[]
  readonly teamId: string | null
  readonly kind: AccessChangeKind
  readonly askedById: string
}

/** What waits for another administrator, the oldest first. */
export async function listAccessChanges(
  context: IdentityContext,
  signedIn: SignedIn,
): Promise<Result<{ items: AccessChange[] }, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.read_accounts')
  if (!allowed.ok) return allowed
  const { rows } = await sql<Row>`
    select change.id, change.kind, change.staff_id as "staffId", staff.name, agency.id as "agencyId",
      agency.name as "agencyName", change.team_id as "teamId", change.designation, change.email as "emailTo",
      case when change.email is not null then staff.email end as "emailFrom",
      array(select role from identity.role_grant where staff_id = staff.id and revoked_at is null order by role) as roles,
      array(select joined.id from identity.team_member member join identity.team joined on joined.id = member.team_id
        where member.staff_id = staff.id and joined.active) as "teamIds",
      asker.name as "askedBy", change.asked_by as "askedById", change.asked_at as "askedAt", change.expires_at as "expiresAt"
    from identity.access_change change
      left join identity.staff on staff.id = change.staff_id
      left join identity.team on team.id = change.team_id
      join identity.agency on agency.id = coalesce(change.agency_id, staff.agency_id, team.agency_id)
      join identity.staff asker on asker.id = change.asked_by
    where agency.country = ${context.country} and change.confirmed_at is null and change.declined_at is null
      and (change.expires_at is null or change.expires_at > ${context.clock.now()})
    order by change.asked_at, change.id`.execute(context.db)
  const dependent = await readNotIndependentOf(context.db, context, signedIn.principal.userId)
  const teams = await namesOfTeams(
    context,
    rows.flatMap(({ teamId, teamIds }) => [teamId, ...teamIds]),
  )
  return ok({
    items: rows.map(({ askedById, teamId, teamIds, ...row }) => {
      const by = { userId: signedIn.principal.userId, notIndependentOf: dependent }
      const refusal = refuseSecond({ askedBy: askedById, staffId: row.staffId }, by) ?? null
      return {
        ...row,
        teamName: teamId === null ? null : (teams.get(teamId) ?? null),
        teams: teamIds.flatMap((id) => teams.get(id) ?? []).toSorted((a, b) => a.localeCompare(b)),
        needsCheck: needsCheck(row.kind),
        mayConfirm: refusal === null,
        refusal,
        mayConfirmFrom: refusal === 'identity.second_not_independent' ? (dependent.get(askedById) ?? null) : null,
      }
    }),
  })
}

/** Confirms what another administrator asked for, as a second person: who had the other's account in their hands is not one. */
export async function confirmAccessChange(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string; readonly checkedHow: IdentityCheck | null },
): Promise<Result<{ done: true; code: string | null }, Failure>> {
  const by = signedIn.principal.userId
  return orTaken({ staff_email: 'identity.email_taken' }, () =>
    decide(context, signedIn, input.id, async (trx, change) => {
      const allowed = authorise(context, signedIn, 'identity.confirm_change', change.staff_id)
      if (!allowed.ok) return allowed
      const dependent = await readNotIndependentOf(trx, context, by)
      const refusal = refuseSecond(
        { askedBy: change.asked_by, staffId: change.staff_id },
        { userId: by, notIndependentOf: dependent },
      )
      if (refusal) {
        const from = dependent.get(change.asked_by)
        return err(failure(refusal, from === undefined ? {} : { params: { from } }))
      }
      if (needsCheck(change.kind) && input.checkedHow === null) return err(failure('identity.check_missing'))
      await tables(trx)
        .updateTable('access_change')
        .set({ confirmed_by: by, confirmed_at: context.clock.now(), checked_how: input.checkedHow })
        .where('id', '=', change.id)
        .execute()
      const applied = await applyChange(trx, context, change, by)
      if (!applied.ok) return applied
      if (change.staff_id !== null && isHold(change.kind)) {
        await recordHold(trx, context, { staffId: change.staff_id, kind: change.kind, by: [change.asked_by, by] })
      }
      await recordChange(trx, context, 'confirmed', change, {
        ...(input.checkedHow !== null && { checkedHow: input.checkedHow }),
      })
      await tellOf(trx, context, 'confirmed', change, by)
      return ok({ done: true as const, code: applied.value.code })
    }),
  )
}

/** Declines a change, also one that is about oneself, or withdraws what oneself asked for. */
export async function declineAccessChange(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Result<{ done: true }, Failure>> {
  return decide(context, signedIn, input.id, async (trx, change) => {
    await endChange(trx, context, change, { declinedBy: signedIn.principal.userId })
    return ok({ done: true as const })
  })
}

async function decide<Value>(
  context: IdentityContext,
  signedIn: SignedIn,
  id: string,
  run: (trx: Database, change: StoredChange) => Promise<Result<Value, Failure>>,
): Promise<Result<Value, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.read_accounts')
  if (!allowed.ok) return allowed
  return inScope<Value, Failure>(context.db, scopeOf(signedIn.principal), async (trx) => {
    await lockAdministration(trx)
    const change = await tables(trx)
      .selectFrom('access_change')
      .selectAll()
      .where('id', '=', id)
      .where('confirmed_at', 'is', null)
      .where('declined_at', 'is', null)
      .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', context.clock.now())]))
      .executeTakeFirst()
    return change ? run(trx, change) : err(failure('identity.change_missing'))
  })
}
