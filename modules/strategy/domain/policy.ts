import { agencyPermissions, agencyPolicy, rolesThatMay } from '@gloact/policy'

export const STRATEGY_ACTIONS = [
  'strategy.read',
  'strategy.edit',
  'strategy.claim',
  'strategy.verify',
  'strategy.contribute',
] as const
export type StrategyAction = (typeof STRATEGY_ACTIONS)[number]

/** Who may do what with plans. What nobody is allowed here is denied. */
export const strategyPolicy = agencyPolicy<StrategyAction>([
  {
    id: 'strategy.plans_are_read',
    roles: ['strategy_officer', 'focal_point', 'national_coordinator', 'analyst', 'supervisor'],
    actions: ['strategy.read'],
    reason: 'strategy.policy.plans_are_read',
  },
  {
    id: 'strategy.officers_edit',
    roles: ['strategy_officer'],
    actions: ['strategy.edit'],
    when: ['own_agency'],
    reason: 'strategy.policy.officers_edit',
  },
  {
    id: 'strategy.owners_claim',
    roles: ['focal_point', 'strategy_officer'],
    actions: ['strategy.claim'],
    when: ['own_agency'],
    reason: 'strategy.policy.owners_claim',
  },
  {
    id: 'strategy.agencies_contribute',
    roles: ['focal_point', 'strategy_officer'],
    actions: ['strategy.contribute'],
    when: ['own_agency'],
    reason: 'strategy.policy.agencies_contribute',
  },
  {
    id: 'strategy.office_verifies',
    roles: ['strategy_officer', 'national_coordinator'],
    actions: ['strategy.verify'],
    when: ['own_agency'],
    reason: 'strategy.policy.office_verifies',
  },
])

/** Those who find this part in their menu. */
export const READS = rolesThatMay(strategyPolicy, 'strategy.read')

/** Those who keep the plan. */
export const EDITS = rolesThatMay(strategyPolicy, 'strategy.edit')

/** The same by typical cases, as the page of permissions shows it. */
export const STRATEGY_PERMISSIONS = agencyPermissions(strategyPolicy, STRATEGY_ACTIONS)
