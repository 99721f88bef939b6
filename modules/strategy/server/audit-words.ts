import { registerAudit, type RegisterAuditWord } from '@gloact/registers'
import type * as planning from '../contract/planning.ts'
import type * as prevention from '../contract/prevention.ts'
import type * as registers from '../contract/registers.ts'

/** What of this module is recorded in the audit log: what was done, never what was in it. */
export const STRATEGY_AUDIT = [
  ...registerAudit('strategy.plan'),
  ...registerAudit('strategy.goal'),
  ...registerAudit('strategy.action'),
  ...registerAudit('strategy.recommendation'),
  ...registerAudit('strategy.activity'),
  ...registerAudit('strategy.framework'),
  ...registerAudit('strategy.programme'),
  ...registerAudit('strategy.technical'),
  ...registerAudit('strategy.need'),
  ...registerAudit('strategy.unit_cost'),
  ...registerAudit('strategy.cost_line'),
  ...registerAudit('strategy.comment'),
  ...registerAudit('strategy.meeting'),
  ...registerAudit('strategy.decision'),
  ...registerAudit('strategy.evaluation'),
  'strategy.evidence_uploaded',
  'strategy.evidence_opened',
  'strategy.claim_step_taken',
  'strategy.assessment_step_taken',
  'strategy.plan_frozen',
] as const

type Kinds =
  | (typeof registers)['plans' | 'goals' | 'actions' | 'recommendations']['kind']
  | (typeof prevention)['activities' | 'frameworks' | 'programmes' | 'technicals']['kind']
  | (typeof planning)[
      | 'needs'
      | 'unitCosts'
      | 'costLines'
      | 'comments'
      | 'meetings'
      | 'decisions'
      | 'evaluations']['kind']

type Own =
  | 'strategy.evidence_uploaded'
  | 'strategy.evidence_opened'
  | 'strategy.claim_step_taken'
  | 'strategy.assessment_step_taken'
  | 'strategy.plan_frozen'

declare module '@gloact/audit' {
  interface ModuleAuditWords extends Record<RegisterAuditWord<Kinds> | Own, true> {}
}
