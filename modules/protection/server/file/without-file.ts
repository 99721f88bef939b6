import type { Principal } from '@gloact/identity/contract/principal'
import type { FileResource } from '../../domain/file/policy.ts'

/** What a question depends on that is asked before there is a file. */
export const withoutFile = (principal: Principal): FileResource => ({
  agencyId: principal.agencyId,
  teamId: null,
  assignedTo: null,
  openedBy: null,
  path: 'adult',
  status: 'open',
  sharedWithAgency: false,
})
