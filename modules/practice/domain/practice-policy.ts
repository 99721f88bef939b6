import { createPolicy, rolesThatMay } from '@gloact/policy'

export const PRACTICE_ACTIONS = ['sandbox.reset'] as const

/** Who may do what with the training sandbox beside the exercises, which are everybody's. */
export const practicePolicy = createPolicy<
  string,
  (typeof PRACTICE_ACTIONS)[number],
  never,
  { readonly roles: readonly string[] },
  null
>({
  rules: [
    {
      id: 'practice.administrators_reset',
      effect: 'allow',
      roles: ['administrator'],
      actions: ['sandbox.reset'],
      reason: 'practice.policy.administrators_reset',
    },
  ],
  conditions: {},
})

/** The policy of this module by typical cases, as the page of permissions shows it. */
export const PRACTICE_PERMISSIONS = {
  policy: practicePolicy,
  roles: rolesThatMay(practicePolicy, ...PRACTICE_ACTIONS),
  actions: PRACTICE_ACTIONS,
  scopes: [
    { id: 'in the training sandbox', example: (role: string) => ({ principal: { roles: [role] }, resource: null }) },
  ],
}
