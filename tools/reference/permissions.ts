import { matrix, matrixToMarkdown, type MatrixScope } from '@gloact/policy'
import { OVERSIGHT_ACTIONS, OVERSIGHT_ROLES, oversightPolicy } from '../../modules/oversight/domain/oversight-policy.ts'
import { ERASURE_PERMISSIONS, erasurePolicy } from '../../modules/protection/domain/erasure.ts'
import {
  FILE_PERMISSIONS,
  FILE_ROLES,
  filePolicy,
  type FilePrincipal,
  type FileResource,
  type FileRole,
} from '../../modules/protection/domain/policy.ts'
import { type Generator, pageHead } from './generator.ts'

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

const SCOPES = [
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

const OVERSIGHT_SCOPES = ['own country', 'another country'].map((id) => ({
  id,
  example: (role: (typeof OVERSIGHT_ROLES)[number]) => ({
    principal: { userId: 'me', country: 'own country', roles: [role] },
    resource: { country: id },
  }),
}))

/** Who may do what with a file: role × action × whose file it is. */
export const permissionsPage: Generator = {
  file: 'docs/reference/permissions.md',
  async generate() {
    const introduction = [
      'Who may do what with a file, by role and by whose file it is. Each answer names the rule that gave it.',
      'Row-level security decides first which files there are for somebody at all; a test holds that the policy allows',
      'nothing on a file that it hides. Rules: `modules/protection/domain/policy.ts` and `erasure.ts`, `modules/oversight/domain/oversight-policy.ts`.',
    ].join('\n')
    const parts = [
      ['Files', matrixToMarkdown(matrix(filePolicy, FILE_ROLES, FILE_PERMISSIONS, SCOPES))],
      ['Erasure', matrixToMarkdown(matrix(erasurePolicy, FILE_ROLES, ERASURE_PERMISSIONS, ERASURE_SCOPES))],
      ['Oversight', matrixToMarkdown(matrix(oversightPolicy, OVERSIGHT_ROLES, OVERSIGHT_ACTIONS, OVERSIGHT_SCOPES))],
    ]
    const sections = parts.map(([title, table]) => `## ${title}\n\n${table!.trimEnd().replaceAll(/^## /gm, '### ')}\n`)
    return `${pageHead('Permissions', introduction)}\n${sections.join('\n')}`
  },
}
