import type { AuditAction } from '@gloact/audit'

/** The audit entries that tell of recorded actions, with the place and the hash of each. */
export const WITNESS_ACTIONS = [
  'file.opened',
  'file.action_recorded',
  'file.log_witnessed',
] as const satisfies readonly AuditAction[]
