import { recordAudit } from '@gloact/audit'
import { ok } from '@gloact/kernel'
import { inScope, readInScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { Role } from '../../domain/roles.ts'
import type { Access } from '../keys/access-seals.ts'
import { ownScope, type IdentityContext } from './context.ts'
import { tables } from '../tables.ts'

/**
 * Why a role or membership is unproven: it has no valid seal; the audit log has no entry that it came into force; the audit log has an entry
 * that it was revoked.
 */
export const UNPROVEN = ['no_seal', 'not_in_log', 'taken_away_in_log'] as const

export interface UnprovenAccess {
  readonly staffId: string
  readonly access: Access
  readonly why: (typeof UNPROVEN)[number]
}

interface Standing {
  readonly access: Access
  readonly seal: Uint8Array | null
  readonly in_log: boolean
  readonly taken_away: boolean
}

/** Every standing role and membership that the server cannot show to have given, by account. */
export async function unprovenAccess(
  db: Database,
  context: Pick<IdentityContext, 'seals' | 'country'>,
): Promise<readonly UnprovenAccess[]> {
  return readInScope(db, ownScope(context), (trx) => unprovenWithin(trx, context))
}

/** The same, within a transaction of the system's scope. */
export async function unprovenWithin(
  trx: Database,
  context: Pick<IdentityContext, 'seals'>,
): Promise<readonly UnprovenAccess[]> {
  const standing = await readStanding(trx)
  return standing.flatMap(({ access, seal, ...log }) => {
    const why = !context.seals.holds(access, seal)
      ? 'no_seal'
      : log.taken_away
        ? 'taken_away_in_log'
        : log.in_log
          ? undefined
          : 'not_in_log'
    return why === undefined ? [] : [{ staffId: access.staffId, access, why }]
  })
}

/**
 * Seals, once, what stood before there were seals: a role only where the audit log says that it came into force and was not taken away
 * since, a membership as it stands. Records how many there were and how many it left. Gives what it left.
 */
export async function attestAccess(
  context: Pick<IdentityContext, 'db' | 'seals' | 'country'>,
): Promise<readonly UnprovenAccess[]> {
  await inScope<undefined, never>(context.db, ownScope(context), async (trx) => {
    const unsealed = (await readStanding(trx)).filter(({ access, seal }) => !context.seals.holds(access, seal))
    const proven = unsealed.filter(
      ({ access, in_log, taken_away }) => access.kind === 'team' || (in_log && !taken_away),
    )
    for (const { access } of proven) await writeSeal(trx, access, context.seals.of(access))
    if (unsealed.length > 0)
      await recordAudit(trx, {
        action: 'access.attested',
        detail: { sealed: proven.length, left: unsealed.length - proven.length },
        country: context.country,
      })
    return ok(undefined)
  })
  return unprovenAccess(context.db, context)
}

/** Seals again, under the secret in force, what was sealed under a former one. */
export async function sealAccessAgain(context: Pick<IdentityContext, 'db' | 'seals' | 'country'>): Promise<void> {
  await inScope<undefined, never>(context.db, ownScope(context), async (trx) => {
    for (const { access, seal } of await readStanding(trx))
      if (context.seals.holds(access, seal) && !context.seals.isCurrent(access, seal))
        await writeSeal(trx, access, context.seals.of(access))
    return ok(undefined)
  })
}

/**
 * Takes the seal from roles that the log says were taken away: a row as it once was, put back with its seal, opens nothing from then on. Of one
 * account when its session is made, of all at night.
 */
export async function unsealTakenAway(trx: Database, staffId?: string): Promise<void> {
  await sql`
    update identity.role_grant set seal = null
    where revoked_at is null and seal is not null ${staffId === undefined ? sql`` : sql`and staff_id = ${staffId}`}
      and exists (select from audit.entry where entry.object_id = role_grant.staff_id and entry.action = 'role.revoked'
        and entry.detail ->> 'grant' = role_grant.id::text)`.execute(trx)
}

/** Records each account whose access the server did not give, for the officer for data protection. */
export async function checkAccess(context: Pick<IdentityContext, 'db' | 'seals' | 'country'>): Promise<number> {
  const found = await unprovenAccess(context.db, context)
  await inScope<undefined, never>(context.db, ownScope(context), async (trx) => {
    await unsealTakenAway(trx)
    for (const [staffId, of] of Map.groupBy(found, (one) => one.staffId))
      await recordAudit(
        trx,
        unprovenEntry(
          context.country,
          staffId,
          of.map(({ access }) => access),
        ),
      )
    return ok(undefined)
  })
  return found.length
}

/** What the log says of an account that holds what the server did not give. */
export const unprovenEntry = (country: string, staffId: string, found: readonly Access[]) => ({
  action: 'access.unproven' as const,
  object: { kind: 'identity.staff', id: staffId },
  detail: {
    grants: found.flatMap((access) => (access.kind === 'role' ? [access.id] : [])),
    teams: found.flatMap((access) => (access.kind === 'team' ? [access.teamId] : [])),
  },
  country,
})

async function writeSeal(trx: Database, access: Access, seal: Uint8Array): Promise<void> {
  const rows = tables(trx)
  await (
    access.kind === 'role'
      ? rows.updateTable('role_grant').set({ seal }).where('id', '=', access.id)
      : rows
          .updateTable('team_member')
          .set({ seal })
          .where('staff_id', '=', access.staffId)
          .where('team_id', '=', access.teamId)
  ).execute()
}

/** Entries in which a grant is named by its id; and, of accounts made with a demonstration or on the console, by its role. */
const GIVEN = sql`(
  (entry.action = 'role.granted' and entry.detail ->> 'grant' = role_grant.id::text)
  or (entry.action in ('account.activated', 'account.recovered') and entry.detail ->> 'role' = role_grant.role))`

async function readStanding(trx: Database): Promise<readonly Standing[]> {
  const { rows: roles } = await sql<{
    id: string
    staff_id: string
    agency_id: string
    role: Role
    seal: Uint8Array | null
    in_log: boolean
    taken_away: boolean
  }>`
    select role_grant.id, staff_id, staff.agency_id, role, seal,
      exists (select from audit.entry where entry.object_id = staff_id and ${GIVEN}) as in_log,
      exists (select from audit.entry where entry.object_id = staff_id and entry.action = 'role.revoked'
        and entry.detail ->> 'grant' = role_grant.id::text) as taken_away
    from identity.role_grant join identity.staff on staff.id = role_grant.staff_id
    where revoked_at is null and (confirmed_at is not null or not needs_confirmation)
    order by staff_id, role`.execute(trx)
  const { rows: teams } = await sql<{ team_id: string; staff_id: string; agency_id: string; seal: Uint8Array | null }>`
    select team_id, staff_id, agency_id, seal from identity.team_member order by staff_id, team_id`.execute(trx)
  return [
    ...roles.map(({ id, staff_id, agency_id, role, seal, in_log, taken_away }): Standing => ({
      access: { kind: 'role', id, staffId: staff_id, agencyId: agency_id, role },
      seal,
      in_log,
      taken_away,
    })),
    ...teams.map(({ team_id, staff_id, agency_id, seal }): Standing => ({
      access: { kind: 'team', staffId: staff_id, agencyId: agency_id, teamId: team_id },
      seal,
      in_log: true,
      taken_away: false,
    })),
  ]
}
