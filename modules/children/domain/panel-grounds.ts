import { FAMILY_CARE } from './forms/care-forms.ts'
import { lastOf, sameWords, told, type Recorded } from './said.ts'
import { keptTogether, partsSiblings, type SiblingHeld } from './siblings.ts'

/** Why a panel has to determine, as it follows from what is recorded about the child; the form calls the reasons the same. */
export const PANEL_GROUNDS = ['durable_solution', 'separation', 'siblings', 'risk'] as const
export type PanelGround = (typeof PANEL_GROUNDS)[number]

/** What is read for it: the child's records in the order in which they were begun. */
export interface PanelFacts {
  readonly care: readonly Recorded[]
  readonly solutions: readonly Recorded[]
  readonly determinations: readonly Recorded[]
  readonly siblings: readonly SiblingHeld[]
}

/** Incidents that put a child at an exceptional risk, whatever else is weighed. */
const EXCEPTIONAL: readonly string[] = ['exploitation', 'contact_by_suspect']

const approvedOf = (determinations: readonly Recorded[]) =>
  determinations.flatMap((each) => {
    const decision = each.state === 'approved' ? lastOf(each, 'approve') : undefined
    return decision ? [decision] : []
  })

/** Whether a panel determined that brothers and sisters live apart. */
export const apartDetermined = (determinations: readonly Recorded[]): boolean =>
  approvedOf(determinations).some(
    (decision) => told(decision, 'option') === 'separation' || told(decision, 'siblings') === 'apart',
  )

const placementOf = (care: Recorded | undefined) => lastOf(care, 'place', 'record_irregular', 'take_over')

/**
 * The grounds that what is recorded speaks for and on which no panel has decided yet. Adoption and transfers are the worker's to say.
 */
export function panelGrounds(of: PanelFacts): readonly PanelGround[] {
  const approved = approvedOf(of.determinations)
  const planned = of.solutions.flatMap((solution) => {
    const plan = solution.state === 'planned' ? lastOf(solution, 'plan') : undefined
    const determined = approved.some((decision) => told(decision, 'option') === told(plan, 'option'))
    return plan && !determined ? [{ solution, plan }] : []
  })
  const [before, now] = of.care.slice(-2).length === 2 ? of.care.slice(-2) : [undefined, of.care.at(-1)]
  const grounds: Readonly<Record<PanelGround, boolean>> = {
    durable_solution: planned.length > 0,
    separation:
      removedAgainstWill(before, now) && !approved.some((decision) => told(decision, 'option') === 'separation'),
    siblings:
      !apartDetermined(of.determinations) &&
      (livesApart(now, of.siblings) ||
        planned.some(({ plan }) =>
          partsSiblings(
            { option: told(plan, 'option'), place: told(plan, 'place'), adult: told(plan, 'adult') },
            of.siblings,
          ),
        )),
    risk:
      planned.some(({ solution }) =>
        ['high', 'very_high'].includes(told(lastOf(solution, 'assess_risk'), 'level') ?? ''),
      ) || incidentsOf(now).some(({ happenedAt }) => !approved.some((decision) => decision.happenedAt >= happenedAt)),
  }
  return PANEL_GROUNDS.filter((ground) => grounds[ground])
}

/** Whether the child was taken from parents or kin to other care, and the child or the parents said no to it. */
function removedAgainstWill(before: Recorded | undefined, now: Recorded | undefined): boolean {
  if (!before || !now || now.state === 'ended') return false
  const [from, to] = [before, now].map((care) => told(placementOf(care), 'type') ?? '')
  if (!FAMILY_CARE.includes(from!) || FAMILY_CARE.includes(to!)) return false
  const ended = lastOf(before, 'end')
  return (
    told(ended, 'parents_view') === 'against' ||
    [ended, placementOf(now)].some((said) => told(said, 'child_view') === 'against')
  )
}

/** Whether a brother or sister who is kept together with the child lives with somebody else. */
function livesApart(now: Recorded | undefined, siblings: readonly SiblingHeld[]): boolean {
  const carer = now && now.state !== 'ended' ? told(placementOf(now), 'carer') : undefined
  return (
    carer !== undefined &&
    siblings.some((sibling) => keptTogether(sibling) && sibling.carer !== null && !sameWords(sibling.carer, carer))
  )
}

const incidentsOf = (care: Recorded | undefined) =>
  care && care.state !== 'ended'
    ? care.steps.filter((said) => said.step === 'incident' && EXCEPTIONAL.includes(told(said, 'kind') ?? ''))
    : []
