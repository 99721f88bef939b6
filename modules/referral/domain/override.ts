/** On what ground something is told without consent. */
export const GROUNDS = ['vital_interests', 'legal_duty', 'protect_child', 'court_order'] as const
export type Ground = (typeof GROUNDS)[number]

/** What each ground covers at most: what averts the danger or the duty names, and no more. [G] */
const COVERS: Readonly<Record<Ground, readonly string[]>> = {
  vital_interests: ['needs', 'identity', 'contact', 'health', 'risk'],
  legal_duty: ['needs', 'identity'],
  protect_child: ['needs', 'identity', 'contact', 'circumstances', 'risk'],
  court_order: ['needs', 'identity', 'documents'],
}

export const isGround = (code: unknown): code is Ground => GROUNDS.some((each) => each === code)

/** Of the wanted groups those that go without consent on this ground. */
export const groupsOnGround = (ground: Ground | null, wanted: readonly string[]): readonly string[] =>
  ground === null ? [] : wanted.filter((group) => COVERS[ground].includes(group))

interface Step {
  readonly id: string
  readonly step: string
}

/** The step that asked for an exception which somebody confirmed after it; what was asked again has to be confirmed again. */
export function confirmedAsking<One extends Step>(steps: readonly One[]): One | undefined {
  const asked = steps.findLastIndex(({ step }) => step === 'ask_override')
  const confirmed = steps.findLastIndex(({ step }) => step === 'confirm_override')
  return confirmed > asked && asked >= 0 ? steps[asked] : undefined
}

/** Steps of an exception that nothing waits for: nobody is offered them. */
export function exceptionStepsOpen(steps: readonly { readonly step: string }[]): readonly string[] {
  const last = (name: string): number => steps.findLastIndex(({ step }) => step === name)
  return [
    ...(last('ask_override') > last('confirm_override') ? ['confirm_override'] : []),
    ...(last('confirm_override') >= 0 && last('confirm_override') > last('review_override') ? ['review_override'] : []),
  ]
}
