import { matrix, matrixToMarkdown, type MatrixScope } from '@gloact/policy'
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
]

/** Who may do what with a file: role × action × whose file it is. */
export const permissionsPage: Generator = {
  file: 'docs/reference/permissions.md',
  async generate() {
    const introduction = [
      'Who may do what with a file, by role and by whose file it is. Each answer names the rule that gave it.',
      'Row-level security decides first which files there are for somebody at all; a test holds that the policy allows',
      'nothing on a file that it hides. Rules: `modules/protection/domain/policy.ts`.',
    ].join('\n')
    const rows = matrix(filePolicy, FILE_ROLES, FILE_PERMISSIONS, SCOPES)
    return `${pageHead('Permissions', introduction)}\n${matrixToMarkdown(rows).trimEnd()}\n`
  },
}
