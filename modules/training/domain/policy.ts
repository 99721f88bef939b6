import { createPolicy, rolesThatMay, type Role, type Rule } from '@gloact/policy'

export const TRAINING_ACTIONS = ['training.read', 'training.plan', 'training.run', 'training.nominate'] as const
export type TrainingAction = (typeof TRAINING_ACTIONS)[number]

interface Who {
  readonly agencyId: string
  readonly roles: readonly string[]
}

interface What {
  /** Who holds the event. */
  readonly agencyId: string
  readonly published: boolean
}

const conditions = {
  own_event: (who: Who, what: What) => who.agencyId === what.agencyId,
  published: (_: Who, what: What) => what.published,
} as const

const RULES: readonly Rule<Role, TrainingAction, keyof typeof conditions>[] = [
  {
    id: 'training.team_reads',
    effect: 'allow',
    roles: ['training_officer', 'trainer'],
    actions: ['training.read'],
    when: ['own_event'],
    reason: 'training.policy.team_reads',
  },
  {
    id: 'training.announced',
    effect: 'allow',
    roles: ['supervisor'],
    actions: ['training.read', 'training.nominate'],
    when: ['published'],
    reason: 'training.policy.announced',
  },
  {
    id: 'training.officers_plan',
    effect: 'allow',
    roles: ['training_officer'],
    actions: ['training.plan', 'training.nominate'],
    when: ['own_event'],
    reason: 'training.policy.officers_plan',
  },
  {
    id: 'training.team_runs',
    effect: 'allow',
    roles: ['training_officer', 'trainer'],
    actions: ['training.run'],
    when: ['own_event'],
    reason: 'training.policy.team_runs',
  },
]

/** Who may do what with events. What nobody is allowed here is denied. */
export const trainingPolicy = createPolicy({ rules: RULES, conditions })

/** Those who find this part in their menu, and those who work on events. */
export const READS = rolesThatMay(trainingPolicy, 'training.read')
export const RUNS = rolesThatMay(trainingPolicy, 'training.run')
export const PLANS = rolesThatMay(trainingPolicy, 'training.plan')

/** The same by typical cases, as the page of permissions shows it. */
export const TRAINING_PERMISSIONS = {
  policy: trainingPolicy,
  roles: rolesThatMay(trainingPolicy, ...TRAINING_ACTIONS),
  actions: TRAINING_ACTIONS,
  scopes: [
    { id: 'own agency’s event', agencyId: 'own', published: false },
    { id: 'another agency’s, published', agencyId: 'other', published: true },
    { id: 'another agency’s, not published', agencyId: 'other', published: false },
  ].map(({ id, agencyId, published }) => ({
    id,
    example: (role: string): { principal: Who; resource: What } => ({
      principal: { agencyId: 'own', roles: [role] },
      resource: { agencyId, published },
    }),
  })),
}
