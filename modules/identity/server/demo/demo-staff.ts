import { recordAudit } from '@gloact/audit'
import { newId, ok } from '@gloact/kernel'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import { CONDUCT_VERSION } from '../../domain/sessions.ts'
import type { DemoSignIn } from '../../contract/sign-in.ts'
import { setPassword } from '../signing-in/check-password.ts'
import {
  agenciesOf,
  ALONE,
  bookOf,
  DEMO_AGENCIES,
  DEMO_PEOPLE,
  demoSignIns,
  peopleOf,
  type DemoAgency,
  type DemoPerson,
} from './demo-people.ts'
import { hashPassword } from '../keys/password-hash.ts'
import type { Staffed } from '../session/context.ts'
import { membership } from '../agencies/teams.ts'
import { type AccessSeals, createAccessSeals } from '../keys/access-seals.ts'
import type { SessionSecrets } from '../keys/session-secrets.ts'
import { tables } from '../tables.ts'
import { sealTeamName, type WordKey } from '../keys/team-names.ts'

/**
 * Writes the agencies and accounts of the demonstration that are not there yet: all of them into an empty folder, those of a module
 * that came later into one that is in use. What is there is left as it is. Gives the sign-ins.
 */
export async function seedDemoStaff(
  db: Database,
  options: {
    readonly country: string
    readonly conductVersion?: string
    /** Seals the names of teams; without it they are sealed at the next start. */
    readonly wordKey?: WordKey
    /** With which their roles and teams are sealed; without them they open nothing to those who sign in. */
    readonly secrets?: SessionSecrets
    /** Whose people there are; those of this module alone where it is left out. */
    readonly everybody?: readonly Staffed[]
  },
): Promise<DemoSignIn[]> {
  const everybody = options.everybody ?? ALONE
  const people = peopleOf(everybody)
  const present = await tables(db)
    .selectFrom('staff')
    .select(['id', 'email'])
    .where((eb) =>
      eb.or([
        eb(
          'id',
          'in',
          people.map(({ id }) => id),
        ),
        // Somebody may have invited another under the address meanwhile: the invented person then stays away.
        eb(
          'email',
          'in',
          people.map(({ email }) => email),
        ),
      ]),
    )
    .execute()
  const absent = people.filter(({ id, email }) => !present.some((one) => one.id === id || one.email === email))
  if (absent.length === 0) return demoSignIns(everybody)
  const hashes = new Map(
    await Promise.all(absent.map(async ({ id, password }) => [id, await hashPassword(password)] as const)),
  )
  await inScope(db, systemScope(options.country), async (trx) => {
    const agencies = agenciesOf(everybody)
    const wanted = new Set(absent.map(({ agency }) => agency))
    for (const [key, agency] of agencies) {
      if (present.length === 0 ? key in DEMO_AGENCIES || wanted.has(key) : wanted.has(key))
        await seedAgency(trx, agency, options)
    }
    // The administrators come first: they give and confirm the others' roles.
    const ofAccess = (each: DemoPerson) => (each.role === 'administrator' ? 0 : 1)
    for (const each of absent.toSorted((a, b) => ofAccess(a) - ofAccess(b))) {
      await seedPerson(trx, each, {
        hashed: hashes.get(each.id) ?? '',
        agency: agencies.get(each.agency)!.id,
        confirmed: bookOf(everybody).isAboutPeople(each.role),
        conductVersion: options.conductVersion ?? CONDUCT_VERSION,
        seals: options.secrets && createAccessSeals(options.secrets),
      })
    }
    return ok(undefined)
  })
  return demoSignIns(everybody)
}

async function seedAgency(
  trx: Database,
  { id, name, type, designations, teams }: DemoAgency,
  options: { readonly country: string; readonly wordKey?: WordKey },
): Promise<void> {
  const made = await tables(trx)
    .insertInto('agency')
    .values({ id, name, type, country: options.country, designations: [...designations] })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return
  await recordAudit(trx, { action: 'agency.created', object: { kind: 'identity.agency', id } })
  for (const team of teams) {
    const named = options.wordKey
      ? sealTeamName(options.wordKey, team.id, team.name)
      : { name: team.name, sealed_name: null }
    await tables(trx)
      .insertInto('team')
      .values({ id: team.id, agency_id: id, ...named })
      .execute()
  }
}

async function seedPerson(
  trx: Database,
  each: DemoPerson,
  of: {
    readonly hashed: string
    readonly agency: string
    readonly confirmed: boolean
    readonly conductVersion: string
    readonly seals: AccessSeals | undefined
  },
): Promise<void> {
  const { hashed, agency, confirmed, conductVersion, seals } = of
  const db = tables(trx)
  const now = new Date().toISOString()
  await db
    .insertInto('staff')
    .values({ id: each.id, agency_id: agency, name: each.name, email: each.email, demo: true, disabled_at: null })
    .execute()
  await setPassword(trx, each.id, hashed, now)
  await db.insertInto('conduct_acceptance').values({ staff_id: each.id, version: conductVersion }).execute()
  if (each.teamIds.length > 0) {
    await db
      .insertInto('team_member')
      .values(
        each.teamIds.map((team) =>
          seals
            ? membership(seals, each.id, agency, team)
            : { team_id: team, staff_id: each.id, agency_id: agency, seal: null },
        ),
      )
      .execute()
  }
  const [first, second] = DEMO_PEOPLE.filter((candidate) => candidate.role === 'administrator')
  const id = newId<'role_grant'>()
  await db
    .insertInto('role_grant')
    .values({
      id,
      staff_id: each.id,
      role: each.role,
      needs_confirmation: confirmed,
      granted_by: each.role === 'administrator' ? null : (first?.id ?? null),
      confirmed_by: confirmed ? (second?.id ?? null) : null,
      confirmed_at: confirmed ? now : null,
      revoked_by: null,
      revoked_at: null,
      seal: seals?.of({ kind: 'role', id, staffId: each.id, agencyId: agency, role: each.role }) ?? null,
    })
    .execute()
  await recordAudit(trx, {
    action: 'account.activated',
    object: { kind: 'identity.staff', id: each.id },
    detail: { role: each.role },
  })
}
