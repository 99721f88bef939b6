import type { FormAnswers } from '@gloact/forms'
import { valueOf, type FieldFailure } from '@gloact/kernel'
import type { ActionState } from './words.ts'

/** What is known of the plan and goal that an action names, and of the actions that it depends on. */
export interface ActionSurroundings {
  readonly plan: { readonly startsOn: string; readonly endsOn: string } | undefined
  readonly goalPlanId: string | undefined
  /** What each action depends on, of all that can be reached from this one. */
  readonly dependsOn: ReadonlyMap<string, readonly string[]>
}

const text = (answers: FormAnswers, path: string): string | undefined => {
  const value = valueOf(answers[path])
  return typeof value === 'string' ? value : undefined
}

export const dependenciesOf = (answers: FormAnswers): readonly string[] => {
  const value = valueOf(answers['depends_on'])
  return Array.isArray(value) ? (value as readonly string[]) : []
}

export const stateOf = (answers: FormAnswers): ActionState | undefined =>
  text(answers, 'state') as ActionState | undefined

const BY_CLAIM: readonly (ActionState | undefined)[] = ['claimed', 'verified', 'carried']

/**
 * What has to hold of an action beside its form. Its state is never set to or from `claimed` and `verified` by hand: a claim does that,
 * so that what is claimed is never shown as verified;
 * nor to or from `carried`, which says that it goes on in another plan.
 */
export function checkAction(
  id: string,
  answers: FormAnswers,
  before: FormAnswers | null,
  around: ActionSurroundings,
): readonly FieldFailure[] {
  const failures: FieldFailure[] = []
  const fail = (field: string, code: string) => void failures.push({ pointer: `/answers/${field}`, code })
  const [from, to] = [before ? stateOf(before) : undefined, stateOf(answers)]
  if (from !== to && (BY_CLAIM.includes(to) || BY_CLAIM.includes(from))) fail('state', 'strategy.state_by_claim')
  const { plan } = around
  for (const field of ['starts_on', 'due_on']) {
    const day = text(answers, field)
    if (day !== undefined && plan && (day < plan.startsOn || day > plan.endsOn)) fail(field, 'strategy.outside_plan')
  }
  if (around.goalPlanId !== undefined && around.goalPlanId !== text(answers, 'plan'))
    fail('goal', 'strategy.goal_of_other_plan')
  const secured = valueOf(answers['secured']) as { readonly amount?: number } | undefined
  if (secured?.amount === 0) fail('secured', 'strategy.nothing_secured')
  if (isCircular(id, dependenciesOf(answers), around.dependsOn)) fail('depends_on', 'strategy.circular')
  if (text(answers, 'implements') === id) fail('implements', 'strategy.circular')
  return failures
}

/** Whether an action would wait for itself. */
export function isCircular(
  id: string,
  first: readonly string[],
  dependsOn: ReadonlyMap<string, readonly string[]>,
): boolean {
  const open = [...first]
  const met = new Set<string>()
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id) return true
    if (met.has(next)) continue
    met.add(next)
    open.push(...(dependsOn.get(next) ?? []))
  }
  return false
}

/** Whether a day lies before another, which may be known to the month or the year alone. */
export const isBefore = (day: unknown, other: unknown): boolean =>
  typeof day === 'string' && typeof other === 'string' && other !== '' && day.slice(0, other.length) < other
