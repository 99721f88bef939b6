import { AGENCY_SCOPES, createPolicy, rolesThatMay, type Role, type Rule } from '@gloact/policy'

export const STRATEGY_ACTIONS = [
  'strategy.read',
  'strategy.edit',
  'strategy.claim',
  'strategy.verify',
  'strategy.contribute',
] as const
export type StrategyAction = (typeof STRATEGY_ACTIONS)[number]

interface Who {
  readonly agencyId: string
  readonly roles: readonly string[]
}

/** `agencyId` is the agency that the question is about: whose plan it is, or who owns the action. */
interface What {
  readonly agencyId: string
}

const conditions = {
  same_agency: (who: Who, what: What) => who.agencyId === what.agencyId,
} as const

const RULES: readonly Rule<Role, StrategyAction, keyof typeof conditions>[] = [
  {
    id: 'strategy.plans_are_read',
    effect: 'allow',
    roles: ['strategy_officer', 'focal_point', 'national_coordinator', 'analyst', 'supervisor'],
    actions: ['strategy.read'],
    reason: 'strategy.policy.plans_are_read',
  },
  {
    id: 'strategy.officers_edit',
    effect: 'allow',
    roles: ['strategy_officer'],
    actions: ['strategy.edit'],
    when: ['same_agency'],
    reason: 'strategy.policy.officers_edit',
  },
  {
    id: 'strategy.owners_claim',
    effect: 'allow',
    roles: ['focal_point', 'strategy_officer'],
    actions: ['strategy.claim'],
    when: ['same_agency'],
    reason: 'strategy.policy.owners_claim',
  },
  {
    id: 'strategy.agencies_contribute',
    effect: 'allow',
    roles: ['focal_point', 'strategy_officer'],
    actions: ['strategy.contribute'],
    when: ['same_agency'],
    reason: 'strategy.policy.agencies_contribute',
  },
  {
    id: 'strategy.office_verifies',
    effect: 'allow',
    roles: ['strategy_officer', 'national_coordinator'],
    actions: ['strategy.verify'],
    when: ['same_agency'],
    reason: 'strategy.policy.office_verifies',
  },
]

/** Who may do what with plans. What nobody is allowed here is denied. */
export const strategyPolicy = createPolicy({ rules: RULES, conditions })

/** Those who find this part in their menu. */
export const READS = rolesThatMay(strategyPolicy, 'strategy.read')

/** Those who keep the plan. */
export const EDITS = rolesThatMay(strategyPolicy, 'strategy.edit')

/** The same by typical cases, as the page of permissions shows it. */
export const STRATEGY_PERMISSIONS = {
  policy: strategyPolicy,
  roles: rolesThatMay(strategyPolicy, ...STRATEGY_ACTIONS),
  actions: STRATEGY_ACTIONS,
  scopes: AGENCY_SCOPES,
}
