import { createHash } from 'node:crypto'
import { asId, type Id } from '@gloact/kernel'
import type { DemoStaff } from '@gloact/module'
import type { AgencyType, Designation } from '../../domain/agency.ts'
import { IDENTITY_ROLES, OWN_ROLES, roleBook, type Role, type RoleBook } from '../../domain/roles.ts'
import type { Principal } from '../../contract/principal.ts'
import type { InventedNames } from '../config.ts'
import type { Staffed } from '../session/context.ts'
import type { DemoSignIn } from '../../contract/sign-in.ts'

export interface DemoAgency {
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

export interface DemoPerson {
  readonly id: Id<'user'>
  readonly role: Role
  readonly name: string
  readonly email: string
  readonly password: string
  readonly agency: string
  readonly teamIds: readonly Id<'team'>[]
}

const person = (
  id: Id<'user'>,
  role: Role,
  name: string,
  agency: string,
  teamIds: readonly Id<'team'>[] = [],
  address = role.replaceAll('_', '-'),
): DemoPerson => ({
  id,
  role,
  name,
  email: `${address}@demo.example`,
  password: `demo-${address}`,
  agency,
  teamIds,
})

/** One invented account a role of this module, and a second administrator, since one alone cannot let anybody open files. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person(userId('c1'), 'frontline_worker', 'Lina Oberoi', 'shelter', [teamId(1)]),
  person(userId('c2'), 'caseworker', 'Amal Haddad', 'shelter', [teamId(1)]),
  person(userId('c3'), 'supervisor', 'Kofi Osei', 'shelter'),
  person(userId('c4'), 'service_provider', 'Teresa Alves', 'clinic'),
  person(userId('c5'), 'competent_authority', 'Nadia Petrova', 'board'),
  person(userId('c6'), 'child_protection_officer', 'Samuel Banda', 'children'),
  person(userId('c7'), 'national_coordinator', 'Rosa Quintero', 'coordination'),
  person(userId('c8'), 'analyst', 'Bekzat Omurov', 'coordination'),
  person(userId('c9'), 'data_protection_officer', 'Ines Carvalho', 'coordination'),
  person(userId('ca'), 'administrator', 'Paul Thapa', 'coordination'),
  person(userId('cb'), 'administrator', 'Mariam Keita', 'coordination', [], 'second-administrator'),
]

/** As every module says who holds its roles in the invented country; these have ids of old, and some a team. */
export const DEMO_STAFF: DemoStaff = {
  agencies: DEMO_AGENCIES,
  accounts: DEMO_PEOPLE.map(({ role, name, agency, email }) => ({ role, name, agency, address: email.split('@')[0]! })),
}

/** The people and agencies of a module as an invented country calls them. */
export function inventedIn<Module extends Pick<Staffed, 'demoStaff'>>(module: Module, names: InventedNames): Module {
  const { demoStaff } = module
  if (!demoStaff) return module
  const agencies = Object.entries(demoStaff.agencies ?? {}).map(([key, agency]) => [
    key,
    { ...agency, name: names.agencies[key] ?? agency.name },
  ])
  const accounts = demoStaff.accounts.map((account) => ({
    ...account,
    name: names.people[account.address ?? account.role.replaceAll('_', '-')] ?? account.name,
  }))
  return { ...module, demoStaff: { agencies: Object.fromEntries(agencies) as typeof demoStaff.agencies, accounts } }
}

/** This module without the others, for what runs without a platform. */
export const ALONE: readonly Staffed[] = [{ id: 'identity', roles: IDENTITY_ROLES, demoStaff: DEMO_STAFF }]

/** The same id at every start, from a word that the module chose. */
function idFrom<Name extends string>(word: string): Id<Name> {
  const hex = createHash('sha256').update(`gloact demonstration ${word}`).digest('hex')
  return asId<Name>(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  )
}

export function agenciesOf(everybody: readonly Staffed[]): ReadonlyMap<string, DemoAgency> {
  const others = everybody.flatMap(({ demoStaff }) => Object.entries(demoStaff?.agencies ?? {}))
  return new Map<string, DemoAgency>([
    ...others.map(([key, { name, type, designations = [] }]): [string, DemoAgency] => [
      key,
      {
        id: idFrom(`agency ${key}`),
        name,
        type: type as AgencyType,
        designations: designations as readonly Designation[],
        teams: [],
      },
    ]),
    // An invented country may call them otherwise.
    ...Object.entries(DEMO_AGENCIES).map(([key, agency]): [string, DemoAgency] => [
      key,
      { ...agency, name: others.findLast(([other]) => other === key)?.[1].name ?? agency.name },
    ]),
  ])
}

export function peopleOf(everybody: readonly Staffed[]): readonly DemoPerson[] {
  const accounts = everybody.flatMap(({ demoStaff }) => demoStaff?.accounts ?? [])
  return accounts.map(({ role, name, agency, address = role.replaceAll('_', '-') }) => {
    const made = person(idFrom(`user ${address}`), role as Role, name, agency, [], address)
    const known = DEMO_PEOPLE.find(({ email }) => email === made.email)
    return known ? { ...known, name } : made
  })
}

/** The table of sign-ins that a demonstration shows. */
export function demoSignIns(everybody: readonly Staffed[] = ALONE): DemoSignIn[] {
  const agencies = agenciesOf(everybody)
  return peopleOf(everybody).map(({ role, name, email, password, agency }) => ({
    role,
    name,
    email,
    password,
    agencyName: agencies.get(agency)?.name ?? '',
  }))
}

/** Somebody of the demonstration as a principal, for writing demonstration files in their name. */
export function demoPrincipal(
  country: string,
  role: Role,
  everybody: readonly Staffed[] = ALONE,
  /** Of several who hold it, the one with this address; the first where none is given. */
  address?: string,
): Principal {
  const found = peopleOf(everybody).find(
    (candidate) => candidate.role === role && (address === undefined || candidate.email.startsWith(`${address}@`)),
  )
  const agency = agenciesOf(everybody).get(found?.agency ?? '')
  if (!found || !agency) throw new TypeError(`nobody in the demonstration is ${role}`)
  const book = bookOf(everybody)
  return {
    userId: found.id,
    agencyId: agency.id,
    agencyName: agency.name,
    agencyType: agency.type,
    country,
    teamIds: [...found.teamIds],
    roles: [role],
    scope: book.rowScopeOf([role]),
    displayName: found.name,
    language: 'en',
    demo: true,
    secondFactor: book.needsSecondFactor([role]) ? 'skipped' : 'not_required',
  }
}

export const bookOf = (everybody: readonly Staffed[]): RoleBook =>
  everybody === ALONE ? OWN_ROLES : roleBook(everybody.flatMap(({ roles = [] }) => roles))
