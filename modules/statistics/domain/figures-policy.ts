import { createPolicy, rolesThatMay } from '@gloact/policy'

export const FIGURES_ACTIONS = [
  'figures.encode_list',
  'figures.estimate',
  'figures.report_prosecutions',
  'figures.read',
  'figures.export',
  'figures.save_view',
] as const

export type FiguresAction = (typeof FIGURES_ACTIONS)[number]

/** Who works with lists and figures. What nobody is allowed here is denied. */
export const figuresPolicy = createPolicy<string, FiguresAction, never, { readonly roles: readonly string[] }, null>({
  rules: [
    {
      id: 'statistics.lists_of_the_agency',
      effect: 'allow',
      // Those whose role opens every file of their agency: a list of its people shows them nobody new.
      roles: ['supervisor', 'child_protection_officer'],
      actions: ['figures.encode_list'],
      reason: 'statistics.policy.lists_of_the_agency',
    },
    {
      id: 'statistics.figures',
      effect: 'allow',
      roles: ['analyst', 'national_coordinator'],
      actions: [
        'figures.estimate',
        'figures.report_prosecutions',
        'figures.read',
        'figures.export',
        'figures.save_view',
      ],
      reason: 'statistics.policy.figures',
    },
  ],
  conditions: {},
})

/** The policy of this module by typical cases, as the page of permissions shows it. */
export const FIGURES_PERMISSIONS = {
  policy: figuresPolicy,
  roles: rolesThatMay(figuresPolicy, ...FIGURES_ACTIONS),
  actions: FIGURES_ACTIONS,
  scopes: [
    {
      id: 'in this browser, and published figures',
      example: (role: string) => ({ principal: { roles: [role] }, resource: null }),
    },
  ],
}
