import { recordAudit } from '@gloact/audit'
import { asId, newId, ok, type Id } from '@gloact/kernel'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import type { AgencyType, Designation } from '../domain/agency.ts'
import { needsSecondFactor, opensFiles, rowScopeOf, type Role } from '../domain/roles.ts'
import { CONDUCT_VERSION } from '../domain/sessions.ts'
import type { Principal } from '../contract/principal.ts'
import type { DemoSignIn } from '../contract/sign-in.ts'
import { setPassword } from './check-password.ts'
import { hashPassword } from './password-hash.ts'
import { tables } from './tables.ts'
import { sealTeamName, type WordKey } from './team-names.ts'

interface DemoAgency {
  readonly id: Id<'agency'>
  readonly name: string
  readonly type: AgencyType
  readonly designations: readonly Designation[]
  readonly teams: readonly { readonly id: Id<'team'>; readonly name: string }[]
}

const agencyId = (digit: number) => asId<'agency'>(`00000000-0000-4000-8000-0000000000a${digit}`)
const teamId = (digit: number) => asId<'team'>(`00000000-0000-4000-8000-0000000000b${digit}`)
const userId = (digits: string) => asId<'user'>(`00000000-0000-4000-8000-0000000000${digits}`)

/** The invented agencies of the demonstration country. Their ids are fixed, so that demonstration files can name them. */
export const DEMO_AGENCIES = {
  shelter: {
    id: agencyId(1),
    name: 'Shelter North',
    type: 'ngo',
    designations: [],
    teams: [
      { id: teamId(1), name: 'Port Isa outreach' },
      { id: teamId(2), name: 'Residence' },
    ],
  },
  clinic: { id: agencyId(2), name: 'Clinic Isa', type: 'health_service', designations: [], teams: [] },
  board: {
    id: agencyId(3),
    name: 'Identification Board',
    type: 'central_government',
    designations: ['competent_authority', 'duplicate_desk'],
    teams: [],
  },
  children: {
    id: agencyId(4),
    name: 'Child Protection Office',
    type: 'local_government',
    designations: ['child_protection_authority'],
    teams: [],
  },
  coordination: {
    id: agencyId(5),
    name: 'Office of the National Coordinator',
    type: 'central_government',
    designations: ['national_coordination', 'central_authority'],
    teams: [],
  },
} as const satisfies Record<string, DemoAgency>

interface DemoPerson {
  readonly id: Id<'user'>
  readonly role: Role
  readonly name: string
  readonly email: string
  readonly password: string
  readonly agency: keyof typeof DEMO_AGENCIES
  readonly teamIds: readonly Id<'team'>[]
}

const person = (
  digits: string,
  role: Role,
  name: string,
  agency: keyof typeof DEMO_AGENCIES,
  teamIds: readonly Id<'team'>[] = [],
  address = role.replaceAll('_', '-'),
): DemoPerson => ({
  id: userId(digits),
  role,
  name,
  email: `${address}@demo.example`,
  password: `demo-${address}`,
  agency,
  teamIds,
})

/** One invented account a role, and a second administrator, since one alone cannot let anybody open files. */
export const DEMO_STAFF: readonly DemoPerson[] = [
  person('c1', 'frontline_worker', 'Lina Oberoi', 'shelter', [teamId(1)]),
  person('c2', 'caseworker', 'Amal Haddad', 'shelter', [teamId(1)]),
  person('c3', 'supervisor', 'Kofi Osei', 'shelter'),
  person('c4', 'service_provider', 'Teresa Alves', 'clinic'),
  person('c5', 'competent_authority', 'Nadia Petrova', 'board'),
  person('c6', 'child_protection_officer', 'Samuel Banda', 'children'),
  person('c7', 'national_coordinator', 'Rosa Quintero', 'coordination'),
  person('c8', 'analyst', 'Bekzat Omurov', 'coordination'),
  person('c9', 'data_protection_officer', 'Ines Carvalho', 'coordination'),
  person('ca', 'administrator', 'Paul Thapa', 'coordination'),
  person('cb', 'administrator', 'Mariam Keita', 'coordination', [], 'second-administrator'),
]

/** The table of sign-ins that a demonstration shows. */
export const demoSignIns = (): DemoSignIn[] =>
  DEMO_STAFF.map(({ role, name, email, password, agency }) => ({
    role,
    name,
    email,
    password,
    agencyName: DEMO_AGENCIES[agency].name,
  }))

/** Somebody of the demonstration as a principal, for writing demonstration files in their name. */
export function demoPrincipal(country: string, role: Role): Principal {
  const found = DEMO_STAFF.find((candidate) => candidate.role === role)
  if (!found) throw new TypeError(`nobody in the demonstration is ${role}`)
  const agency = DEMO_AGENCIES[found.agency]
  return {
    userId: found.id,
    agencyId: agency.id,
    agencyName: agency.name,
    agencyType: agency.type,
    country,
    teamIds: [...found.teamIds],
    roles: [role],
    scope: rowScopeOf([role]),
    displayName: found.name,
    language: 'en',
    demo: true,
    secondFactor: needsSecondFactor([role]) ? 'skipped' : 'not_required',
  }
}

/** Writes the agencies and accounts of the demonstration, once; later calls change nothing. Gives the sign-ins. */
export async function seedDemoStaff(
  db: Database,
  options: {
    readonly country: string
    readonly conductVersion?: string
    /** Seals the names of teams; without it they are sealed at the next start. */
    readonly wordKey?: WordKey
  },
): Promise<DemoSignIn[]> {
  const present = await tables(db).selectFrom('staff').select('id').where('demo', '=', true).executeTakeFirst()
  if (present) return demoSignIns()
  const hashes = new Map(
    await Promise.all(DEMO_STAFF.map(async ({ id, password }) => [id, await hashPassword(password)] as const)),
  )
  await inScope(db, systemScope(options.country), async (trx) => {
    for (const { id, name, type, designations, teams } of Object.values<DemoAgency>(DEMO_AGENCIES)) {
      await tables(trx)
        .insertInto('agency')
        .values({ id, name, type, country: options.country, designations: [...designations] })
        .execute()
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
    // The administrators come first: they give and confirm the others' roles.
    for (const each of DEMO_STAFF.toReversed()) {
      await seedPerson(trx, each, hashes.get(each.id) ?? '', options.conductVersion ?? CONDUCT_VERSION)
    }
    return ok(undefined)
  })
  return demoSignIns()
}

async function seedPerson(trx: Database, each: DemoPerson, hashed: string, conductVersion: string): Promise<void> {
  const db = tables(trx)
  const now = new Date().toISOString()
  const agency = DEMO_AGENCIES[each.agency].id
  await db
    .insertInto('staff')
    .values({ id: each.id, agency_id: agency, name: each.name, email: each.email, demo: true, disabled_at: null })
    .execute()
  await setPassword(trx, each.id, hashed, now)
  await db.insertInto('conduct_acceptance').values({ staff_id: each.id, version: conductVersion }).execute()
  if (each.teamIds.length > 0) {
    await db
      .insertInto('team_member')
      .values(each.teamIds.map((team) => ({ team_id: team, staff_id: each.id, agency_id: agency })))
      .execute()
  }
  const confirmed = opensFiles(each.role)
  const [first, second] = DEMO_STAFF.filter((candidate) => candidate.role === 'administrator')
  await db
    .insertInto('role_grant')
    .values({
      id: newId<'role_grant'>(),
      staff_id: each.id,
      role: each.role,
      needs_confirmation: confirmed,
      granted_by: each.role === 'administrator' ? null : (first?.id ?? null),
      confirmed_by: confirmed ? (second?.id ?? null) : null,
      confirmed_at: confirmed ? now : null,
      revoked_by: null,
      revoked_at: null,
    })
    .execute()
  await recordAudit(trx, {
    action: 'account.activated',
    object: { kind: 'identity.staff', id: each.id },
    detail: { role: each.role },
  })
}
