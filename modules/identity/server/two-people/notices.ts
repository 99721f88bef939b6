import { newId, ok, type Failure, type Result } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { AccessNotice } from '../../contract/access-changes.ts'
import type { Designation } from '../../domain/agency.ts'
import type { Role } from '../../domain/roles.ts'
import type { IdentityContext, SignedIn } from '../session/context.ts'
import { tables } from '../tables.ts'
import { namesOfTeams } from '../keys/team-names.ts'

/** As many as are read at once; the next stand there once these were read. */
const MOST = 20

/** What happened, and to whom or what. */
export interface Told {
  readonly event: AccessNotice['event']
  readonly kind: AccessNotice['kind']
  readonly staffId?: string | null
  readonly agencyId?: string | null
  readonly teamId?: string | null
  readonly role?: Role | null
  readonly designation?: Designation | null
  readonly askedBy: string | null
  readonly secondBy?: string | null
}

/**
 * Tells everybody concerned on their next screen, and by e-mail where the instance has a mail server (`mail-notices.ts`): the person whose account it is, the
 * staff of an agency that is designated or of a team that is used again, and all administrators and data-protection officers,
 * who watch over access. Not the person who did it just now. A recovery from the server is told to everybody who works here.
 */
export async function tell(
  trx: Database,
  context: Pick<IdentityContext, 'clock' | 'country'>,
  told: Told,
): Promise<void> {
  const at = context.clock.now()
  const doer = told.event === 'asked' || told.event === 'done' ? told.askedBy : (told.secondBy ?? null)
  const { rows } = await sql<{ id: string }>`
    select staff.id from identity.staff join identity.agency on agency.id = staff.agency_id
    where agency.country = ${context.country} and staff.id is distinct from ${doer}::uuid
      and ((staff.id = ${told.staffId ?? null}::uuid and ${told.kind} <> 'invitation')
        or (staff.disabled_at is null and exists (select from identity.credential where staff_id = staff.id)
          and (${told.event} = 'recovered'
            or (${told.event} = 'confirmed' and (staff.agency_id = ${told.agencyId ?? null}::uuid
              or (${told.kind} = 'team_active' and exists (select from identity.team_member member
                where member.staff_id = staff.id and member.team_id = ${told.teamId ?? null}::uuid))))
            or exists (select from identity.role_grant where staff_id = staff.id
              and role in ('administrator', 'data_protection_officer') and revoked_at is null
              and (confirmed_at is not null or not needs_confirmation)))))`.execute(trx)
  if (rows.length === 0) return
  const notices = rows.map(({ id }) => ({
    id: newId<'access_notice'>(),
    staff_id: id,
    event: told.event,
    kind: told.kind,
    about_staff_id: told.staffId ?? null,
    agency_id: told.agencyId ?? null,
    team_id: told.teamId ?? null,
    role: told.role ?? null,
    designation: told.designation ?? null,
    asked_by: told.askedBy,
    second_by: told.secondBy ?? null,
    at,
    seen_at: null,
    mailed_at: null,
  }))
  await tables(trx).insertInto('access_notice').values(notices).execute()
}

/** What somebody has still to be told, the oldest first. */
export async function unseenNotices(
  context: Pick<IdentityContext, 'db' | 'wordKey'>,
  staffId: string,
): Promise<AccessNotice[]> {
  const { rows } = await sql<Omit<AccessNotice, 'teamName'> & { readonly teamId: string | null }>`
    select notice.id, notice.event, notice.kind, about.name, agency.name as "agencyName", notice.team_id as "teamId",
      notice.role, notice.designation, notice.at, asker.name as "askedBy", other.name as "secondBy",
      notice.about_staff_id is not distinct from notice.staff_id as own
    from identity.access_notice notice
      left join identity.staff about on about.id = notice.about_staff_id
      left join identity.staff asker on asker.id = notice.asked_by
      left join identity.staff other on other.id = notice.second_by
      left join identity.agency on agency.id = notice.agency_id
    where notice.staff_id = ${staffId} and notice.seen_at is null
    order by notice.at, notice.id
    limit ${MOST}`.execute(context.db)
  const teams = await namesOfTeams(
    context,
    rows.map(({ teamId }) => teamId),
  )
  return rows.map(({ teamId, ...notice }) => ({
    ...notice,
    teamName: teamId === null ? null : (teams.get(teamId) ?? null),
  }))
}

/** The person has read them. */
export async function noteSeen(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly ids: readonly string[] },
): Promise<Result<{ done: true }, Failure>> {
  await tables(context.db)
    .updateTable('access_notice')
    .set({ seen_at: context.clock.now() })
    .where('id', 'in', [...input.ids])
    .where('staff_id', '=', signedIn.principal.userId)
    .where('seen_at', 'is', null)
    .execute()
  return ok({ done: true })
}
