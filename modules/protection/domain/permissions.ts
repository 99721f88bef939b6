import type { MatrixScope } from '@gloact/policy'
import { ERASURE_PERMISSIONS, erasurePolicy } from './erasure/erasure.ts'
import {
  FILE_PERMISSIONS,
  FILE_ROLES,
  filePolicy,
  type FilePrincipal,
  type FileResource,
  type FileRole,
} from './file/policy.ts'

const base: FileResource = {
  agencyId: 'own',
  teamId: null,
  assignedTo: null,
  openedBy: null,
  path: 'adult',
  status: 'open',
  sharedWithAgency: false,
}

const scope = (id: string, file: Partial<FileResource>): MatrixScope<FileRole, FilePrincipal, FileResource> => ({
  id,
  example: (role) => ({
    principal: { userId: 'me', agencyId: 'own', teamIds: ['mine'], roles: [role] },
    resource: { ...base, ...file },
  }),
})

const FILE_SCOPES = [
  scope('opened by me, nobody has it', { openedBy: 'me' }),
  scope('assigned to me', { assignedTo: 'me', teamId: 'mine' }),
  scope('my team', { teamId: 'mine', assignedTo: 'colleague' }),
  scope('my agency, adult', { teamId: 'other', assignedTo: 'colleague' }),
  scope('my agency, child', { teamId: 'other', assignedTo: 'colleague', path: 'child' }),
  scope('shared with my agency', { agencyId: 'another', sharedWithAgency: true }),
  scope('another agency', { agencyId: 'another' }),
  scope('another agency, mine coordinates the country', { agencyId: 'another', coordinatesCountry: true }),
]

const ERASURE_SCOPES = [
  { id: 'asked by a supervisor', askedBy: 'colleague', askedBySupervisor: true, agencyId: 'own' },
  { id: 'asked by an officer', askedBy: 'colleague', askedBySupervisor: false, agencyId: 'own' },
  { id: 'asked by oneself', askedBy: 'me', askedBySupervisor: true, agencyId: 'own' },
  { id: 'another agency, asked by a supervisor', askedBy: 'colleague', askedBySupervisor: true, agencyId: 'another' },
  { id: 'another agency, asked by an officer', askedBy: 'colleague', askedBySupervisor: false, agencyId: 'another' },
].map(({ id, ...resource }) => ({
  id,
  example: (role: FileRole) => ({
    principal: { userId: 'me', agencyId: 'own', teamIds: ['mine'], roles: [role] },
    resource,
  }),
}))

/** Who may do what with a file, by typical cases, as the page of permissions shows it. */
export const FILES_BY_CASE = {
  policy: filePolicy,
  roles: FILE_ROLES,
  actions: FILE_PERMISSIONS,
  scopes: FILE_SCOPES,
}

/** Who may ask for an erasure and confirm it, by typical cases. */
export const ERASURES_BY_CASE = {
  policy: erasurePolicy,
  roles: FILE_ROLES,
  actions: ERASURE_PERMISSIONS,
  scopes: ERASURE_SCOPES,
}
