import { createPolicy, type Rule } from '@gloact/policy'
import { EMERGENCY_ROLES } from '../emergency/emergency.ts'
import { recordedIn, type ActionType } from './actions/definitions.ts'
import type { Work } from './actions/action-definition.ts'
import type { FilePath, FileStatus, OpeningPurpose } from './words.ts'

/** Who asks, as far as files are concerned. What a principal of the identity module has. */
export interface FilePrincipal {
  readonly userId: string
  readonly agencyId: string
  readonly teamIds: readonly string[]
  readonly roles: readonly string[]
}

export const FILE_ROLES = [
  'frontline_worker',
  'caseworker',
  'supervisor',
  'service_provider',
  'competent_authority',
  'child_protection_officer',
  'national_coordinator',
  'analyst',
  'data_protection_officer',
  'administrator',
] as const
export type FileRole = (typeof FILE_ROLES)[number]

/** What a question about a file depends on. */
export interface FileResource {
  readonly agencyId: string
  readonly teamId: string | null
  readonly assignedTo: string | null
  readonly openedBy: string | null
  readonly path: FilePath
  readonly status: FileStatus
  /** Whether it was shared with the asking agency, and the share has not ended. */
  readonly sharedWithAgency: boolean
  /** Whether the person who asks has opened it in an emergency, and the time has not run out. Not said is no. */
  readonly openedInEmergency?: boolean
  /** Whether it is closed to the person who asks: named in it, or with a conflict of interest. Not said is no. */
  readonly excluded?: boolean
  /** Whether the country designated the asking agency to coordinate its response. Not said is no. */
  readonly coordinatesCountry?: boolean
}

/** What can be done with files beside recording an action on one. */
export const FILE_OPERATIONS = [
  'file.open',
  'file.read',
  'file.read_identity',
  'file.read_readers',
  'file.list',
  'file.search',
  'file.export',
  'file.hand_over',
  'file.open_emergency',
  'file.review_opening',
  'file.exclude_staff',
  'tags.manage',
  /** Of the whole country's tags. */
  'tags.manage_country',
  'refusal.record',
  'file.import',
  /** Figures of other years, without identity: they are the country's, not an agency's. */
  'figures.import',
] as const

export type FilePermission = (typeof FILE_OPERATIONS)[number] | `action.${ActionType}`

/** What is recorded in a kind of work, as each kind of action says of itself. */
const recording = (work: Work): readonly FilePermission[] => recordedIn(work).map((type) => `action.${type}` as const)

const CASEWORK = recording('casework')
const SUPERVISING = recording('supervision')
/** Of what they recorded themselves: the wording of a decision of theirs, a note. */
const DECIDING = recording('deciding')

/** What an authority does that was told of a child. */
const RECEIVING = recording('receiving')

const OPENING = [
  'file.open',
  'file.list',
  'file.search',
  'file.export',
  'refusal.record',
  ...recording('opening'),
] as const satisfies readonly FilePermission[]

const READING = ['file.read', 'file.read_identity'] as const satisfies readonly FilePermission[]

const conditions = {
  own: (who: FilePrincipal, file: FileResource) => file.assignedTo === who.userId,
  opened: (who: FilePrincipal, file: FileResource) => file.openedBy === who.userId && file.agencyId === who.agencyId,
  unassigned: (_who: FilePrincipal, file: FileResource) => file.assignedTo === null,
  own_team: (who: FilePrincipal, file: FileResource) =>
    file.agencyId === who.agencyId && file.teamId !== null && who.teamIds.includes(file.teamId),
  own_agency: (who: FilePrincipal, file: FileResource) => file.agencyId === who.agencyId,
  child: (_who: FilePrincipal, file: FileResource) => file.path === 'child',
  shared: (_who: FilePrincipal, file: FileResource) => file.sharedWithAgency,
  emergency: (_who: FilePrincipal, file: FileResource) => file.openedInEmergency === true,
  coordinating: (_who: FilePrincipal, file: FileResource) => file.coordinatesCountry === true,
  undone: (_who: FilePrincipal, file: FileResource) => file.status === 'import_undone',
  excluded: (_who: FilePrincipal, file: FileResource) => file.excluded === true,
} as const

type ConditionName = keyof typeof conditions

/** Who may do what with a file. Read `docs/reference/permissions.md` for the whole matrix. */
export const FILE_RULES: readonly Rule<FileRole, FilePermission, ConditionName>[] = [
  {
    id: 'protection.opening',
    effect: 'allow',
    roles: ['frontline_worker', 'caseworker', 'supervisor', 'child_protection_officer'],
    actions: OPENING,
    reason: 'protection.policy.opening',
  },
  {
    id: 'protection.listing_shared',
    effect: 'allow',
    roles: ['competent_authority', 'service_provider'],
    actions: ['file.list', 'file.export'],
    reason: 'protection.policy.listing_shared',
  },
  {
    id: 'protection.opened_by',
    effect: 'allow',
    roles: ['frontline_worker', 'caseworker', 'supervisor', 'child_protection_officer'],
    actions: [...READING],
    when: ['opened'],
    reason: 'protection.policy.opened_by',
  },
  {
    id: 'protection.contact',
    effect: 'allow',
    roles: ['frontline_worker'],
    actions: recording('contact'),
    when: ['opened', 'unassigned'],
    reason: 'protection.policy.contact',
  },
  {
    id: 'protection.casework_opened',
    effect: 'allow',
    roles: ['caseworker', 'child_protection_officer'],
    actions: CASEWORK,
    when: ['opened', 'unassigned'],
    reason: 'protection.policy.opened_by',
  },
  {
    id: 'protection.casework_own',
    effect: 'allow',
    roles: ['caseworker', 'supervisor', 'child_protection_officer', 'frontline_worker'],
    actions: [...READING, ...CASEWORK],
    when: ['own'],
    reason: 'protection.policy.casework_own',
  },
  {
    id: 'protection.casework_team',
    effect: 'allow',
    roles: ['caseworker'],
    actions: [...READING, ...CASEWORK],
    when: ['own_team'],
    reason: 'protection.policy.casework_team',
  },
  {
    id: 'protection.supervision',
    effect: 'allow',
    roles: ['supervisor'],
    actions: [...READING, ...CASEWORK, ...SUPERVISING],
    when: ['own_agency'],
    reason: 'protection.policy.supervision',
  },
  {
    id: 'protection.child_protection',
    effect: 'allow',
    roles: ['child_protection_officer'],
    actions: [...READING, ...CASEWORK, ...recording('child_protection')],
    when: ['own_agency', 'child'],
    reason: 'protection.policy.child_protection',
  },
  {
    id: 'protection.deciding',
    effect: 'allow',
    roles: ['competent_authority'],
    actions: [...READING, ...DECIDING],
    when: ['shared'],
    reason: 'protection.policy.deciding',
  },
  {
    id: 'protection.child_receiving',
    effect: 'allow',
    roles: ['child_protection_officer'],
    // Of a child whom another agency met: the authority that was told reads it, and says that it has received it.
    actions: [...READING, ...RECEIVING],
    when: ['shared', 'child'],
    reason: 'protection.policy.child_receiving',
  },
  {
    id: 'protection.emergency_asking',
    effect: 'allow',
    roles: EMERGENCY_ROLES,
    actions: ['file.open_emergency'],
    reason: 'protection.policy.emergency_asking',
  },
  {
    id: 'protection.emergency',
    effect: 'allow',
    roles: EMERGENCY_ROLES,
    // It is read, and what was done is written down.
    actions: [...READING, ...recording('emergency')],
    when: ['emergency'],
    reason: 'protection.policy.emergency',
  },
  {
    id: 'protection.emergency_review',
    effect: 'allow',
    roles: ['supervisor'],
    actions: ['file.review_opening'],
    when: ['own_agency'],
    reason: 'protection.policy.emergency_review',
  },
  {
    // Of the country's files, whose rows they do not see: that something was done with a file, never what is in it.
    id: 'protection.overseeing',
    effect: 'allow',
    roles: ['data_protection_officer'],
    actions: ['file.review_opening', 'file.read_readers', 'file.exclude_staff'],
    reason: 'protection.policy.overseeing',
  },
  {
    id: 'protection.excluding',
    effect: 'allow',
    roles: ['supervisor'],
    actions: ['file.exclude_staff'],
    when: ['own_agency'],
    reason: 'protection.policy.excluding',
  },
  {
    id: 'protection.excluding_child',
    effect: 'allow',
    roles: ['child_protection_officer'],
    actions: ['file.exclude_staff'],
    when: ['own_agency', 'child'],
    reason: 'protection.policy.excluding',
  },
  {
    id: 'protection.handing_over',
    effect: 'allow',
    roles: ['supervisor'],
    actions: ['file.hand_over'],
    when: ['own_agency'],
    reason: 'protection.policy.handing_over',
  },
  {
    id: 'protection.tags',
    effect: 'allow',
    roles: ['supervisor', 'administrator'],
    actions: ['tags.manage'],
    when: ['own_agency'],
    reason: 'protection.policy.tags',
  },
  {
    id: 'protection.tags_of_country',
    effect: 'allow',
    roles: ['administrator'],
    actions: ['tags.manage_country'],
    reason: 'protection.policy.tags_of_country',
  },
  {
    id: 'protection.readers_own',
    effect: 'allow',
    roles: ['frontline_worker', 'caseworker', 'supervisor', 'child_protection_officer'],
    actions: ['file.read_readers'],
    when: ['own'],
    reason: 'protection.policy.readers',
  },
  {
    id: 'protection.readers_team',
    effect: 'allow',
    roles: ['caseworker'],
    actions: ['file.read_readers'],
    when: ['own_team'],
    reason: 'protection.policy.readers',
  },
  {
    id: 'protection.readers_agency',
    effect: 'allow',
    roles: ['supervisor'],
    actions: ['file.read_readers'],
    when: ['own_agency'],
    reason: 'protection.policy.readers',
  },
  {
    id: 'protection.readers_child',
    effect: 'allow',
    roles: ['child_protection_officer'],
    actions: ['file.read_readers'],
    when: ['own_agency', 'child'],
    reason: 'protection.policy.readers',
  },
  {
    id: 'protection.administration',
    effect: 'deny',
    roles: ['administrator'],
    actions: [
      'file.hand_over',
      'file.open_emergency',
      'file.review_opening',
      'file.exclude_staff',
      ...OPENING,
      ...READING,
      ...CASEWORK,
      ...SUPERVISING,
      ...DECIDING,
      ...RECEIVING,
    ],
    reason: 'protection.policy.administration',
  },
  {
    id: 'protection.importing',
    effect: 'allow',
    roles: ['administrator'],
    actions: ['file.import'],
    when: ['own_agency'],
    reason: 'protection.policy.importing',
  },
  {
    id: 'protection.importing_for_country',
    effect: 'allow',
    roles: ['administrator'],
    actions: ['file.import', 'figures.import'],
    when: ['coordinating'],
    reason: 'protection.policy.importing_for_country',
  },
  {
    id: 'protection.excluded',
    effect: 'deny',
    roles: 'any',
    actions: [
      'file.hand_over',
      'file.read_readers',
      'file.exclude_staff',
      ...READING,
      ...CASEWORK,
      ...SUPERVISING,
      ...DECIDING,
      ...RECEIVING,
      ...recording('contact'),
      ...recording('emergency'),
      ...recording('child_protection'),
    ],
    when: ['excluded'],
    reason: 'protection.policy.excluded',
  },
  {
    id: 'protection.undone',
    effect: 'deny',
    roles: 'any',
    actions: [...READING, ...CASEWORK, ...SUPERVISING, ...DECIDING, ...RECEIVING],
    when: ['undone'],
    reason: 'protection.policy.undone',
  },
]

/** The actions that are asked about, in the order in which the matrix shows them. */
export const FILE_PERMISSIONS: readonly FilePermission[] = [
  ...FILE_OPERATIONS,
  ...new Set([...recording('opening'), ...CASEWORK, ...SUPERVISING, ...DECIDING, ...RECEIVING]),
]

export const filePolicy = createPolicy<FileRole, FilePermission, ConditionName, FilePrincipal, FileResource>({
  rules: FILE_RULES,
  conditions,
})

/** What a purpose takes besides reading: nobody decides or supervises by saying so. */
const NEEDED_FOR: Readonly<Partial<Record<OpeningPurpose, FilePermission>>> = {
  decide: 'action.decision_recorded',
  supervise: 'action.closure_approved',
}

/** Whether who the person is opens to them for this purpose. */
export const mayOpenFor = (who: FilePrincipal, purpose: OpeningPurpose, file: FileResource): boolean =>
  mayReadFor(who, 'file.read_identity', purpose, file)

/** Whether they may read the file, or who the person is, for this purpose: what a document is made for is recorded like an opening. */
export function mayReadFor(
  who: FilePrincipal,
  reading: 'file.read' | 'file.read_identity',
  purpose: OpeningPurpose,
  file: FileResource,
): boolean {
  const needed = NEEDED_FOR[purpose]
  return (
    filePolicy.decide(who, reading, file).allowed &&
    (needed === undefined || filePolicy.decide(who, needed, file).allowed)
  )
}

/** Which rows somebody sees: what row-level security decides in SQL, said once more for the name index. Held equal by a property test. */
export function seesRow(
  who: FilePrincipal & { readonly country: string; readonly scope: 'none' | 'own' | 'team' | 'agency' },
  row: FileResource & { readonly country: string },
): boolean {
  if (who.scope === 'none' || row.country !== who.country || row.excluded === true) return false
  const ownAgency = row.agencyId === who.agencyId
  return (
    row.assignedTo === who.userId ||
    (row.openedBy === who.userId && ownAgency) ||
    (who.scope !== 'own' && ownAgency && row.teamId !== null && who.teamIds.includes(row.teamId)) ||
    (who.scope === 'agency' && ownAgency) ||
    row.sharedWithAgency ||
    row.openedInEmergency === true
  )
}
