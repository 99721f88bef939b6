import type { RequestKind } from './definition.ts'
import type { RequestState, TakenStep } from './take-step.ts'

/** A step as a party sees it: who of the other side took it is not told, only which party. */
export interface SeenStep extends Omit<TakenStep, 'by'> {
  readonly by: string | null
}

export interface RequestView {
  readonly state: string
  /** Whose turn it is; null at an end. */
  readonly turn: string | null
  readonly steps: readonly SeenStep[]
}

/**
 * What a party sees of a request; undefined where it is not there for them: before it was opened, and in a state that is
 * hidden from them. Steps that they do not see are absent, without a gap or a count; names of staff stay with their own side.
 */
export function viewOf(kind: RequestKind, request: RequestState, party: string): RequestView | undefined {
  const { state } = request
  const declared = state === null ? undefined : kind.states[state]
  if (state === null || !declared || declared.hiddenFrom?.includes(party)) return undefined
  // What another agency did and said in this party's place, before it passed to this one, is that agency's own.
  const since = request.steps.findLastIndex((taken) => kind.steps[taken.step]?.passes === party)
  const steps = request.steps.flatMap((taken, index): SeenStep[] => {
    const seenBy = kind.steps[taken.step]?.seenBy
    if (seenBy && (index < since || !seenBy.includes(party))) return []
    return [taken.party === party && index > since ? taken : { ...taken, by: null }]
  })
  return { state, turn: declared.turn, steps }
}
