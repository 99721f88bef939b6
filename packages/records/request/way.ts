import { isEnd, type RequestKind } from './definition.ts'

/** A state on a request's way: it was reached, it stands there now, it may still come, or it never came. */
export interface WayStep {
  readonly state: string
  readonly is: 'done' | 'current' | 'waiting' | 'skipped'
}

/** What of a request a party sees, as far as its way and its turn follow from it. */
export interface OnTheWay {
  readonly state: string
  /** Whose turn it is; null at an end. */
  readonly turn: string | null
  /** The parties that the reader is of. */
  readonly you: readonly string[]
  readonly steps: readonly { readonly step: string }[]
  readonly open: readonly { readonly step: string; readonly barredBy?: string | undefined }[]
}

/**
 * The usual way through a request, as a party sees it: a state is done only where a step led to it. What was passed over, or cannot come any
 * more, was skipped; a state that is hidden from the party is left out, since they cannot know. Where the request stands outside the usual
 * way, that is shown after what was reached.
 */
export function wayOf(kind: RequestKind, request: OnTheWay, way: readonly string[]): readonly WayStep[] {
  const seen = way.filter((state) => !isHidden(kind, state, request.you))
  const on = seen.indexOf(request.state)
  const reached = new Set(request.steps.map(({ step }) => kind.steps[step]?.to))
  const ended = isEnd(kind, request.state)
  const steps = seen.map((state, index): WayStep => {
    if (state === request.state) return { state, is: 'current' }
    if (reached.has(state)) return { state, is: 'done' }
    return { state, is: ended || (on >= 0 && index < on) ? 'skipped' : 'waiting' }
  })
  if (on >= 0) return steps
  const behind = steps.findLastIndex(({ is }) => is === 'done') + 1
  return [...steps.slice(0, behind), { state: request.state, is: 'current' }, ...steps.slice(behind)]
}

const isHidden = (kind: RequestKind, state: string, you: readonly string[]): boolean =>
  you.length > 0 && you.every((party) => kind.states[state]?.hiddenFrom?.includes(party))

/**
 * Whose move it is, for the person looking. `you`: a step that leads on is theirs to take. `colleague`: it is their side's turn, and the
 * step is for another role or for the second person. `nobody`: what is left can only be added to or taken back.
 */
export function turnOf(kind: RequestKind, request: OnTheWay): 'ended' | 'you' | 'colleague' | 'other' | 'nobody' {
  if (request.turn === null) return 'ended'
  if (!request.you.includes(request.turn)) return 'other'
  const leading = request.open.filter(({ step }) => kind.steps[step]?.to !== 'same' && !kind.steps[step]?.retreats)
  if (leading.some(({ barredBy }) => barredBy === undefined)) return 'you'
  if (leading.length > 0 || request.open.length === 0) return 'colleague'
  return 'nobody'
}
