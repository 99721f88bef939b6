import { registerAudit, type RegisterAuditWord } from '@gloact/registers'
import type { actions, goals, plans, recommendations } from '../contract/registers.ts'

/** What of this module is recorded in the audit log: what was done, never what was in it. */
export const STRATEGY_AUDIT = [
  ...registerAudit('strategy.plan'),
  ...registerAudit('strategy.goal'),
  ...registerAudit('strategy.action'),
  ...registerAudit('strategy.recommendation'),
  'strategy.evidence_uploaded',
  'strategy.evidence_opened',
  'strategy.claim_step_taken',
] as const

type Kinds =
  | (typeof plans)['kind']
  | (typeof goals)['kind']
  | (typeof actions)['kind']
  | (typeof recommendations)['kind']

type Own = 'strategy.evidence_uploaded' | 'strategy.evidence_opened' | 'strategy.claim_step_taken'

declare module '@gloact/audit' {
  interface ModuleAuditWords extends Record<RegisterAuditWord<Kinds> | Own, true> {}
}
