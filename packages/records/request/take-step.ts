import { err, ok, type Failure, type Instant, type Result } from '@gloact/kernel'
import { moveClocks, type Clocks } from './clock-state.ts'
import { isEnd, type RequestKind, type StepDefinition } from './definition.ts'

/** A step that was taken, as the log keeps it. Its order in the log is the server's; `happenedAt` is the entered legal time. */
export interface TakenStep {
  readonly id: string
  readonly step: string
  /** Null where the system took it. */
  readonly by: string | null
  readonly party: string
  readonly happenedAt: Instant
}

/** A request as its log makes it. Plain JSON. */
export interface RequestState {
  /** Null before it was opened. */
  readonly state: string | null
  readonly steps: readonly TakenStep[]
  readonly clocks: Clocks
}

export const UNOPENED_REQUEST: RequestState = { state: null, steps: [], clocks: {} }

/** Who asks: the person, and which parties of this request they act for. */
export interface RequestActor {
  /** Null for the system. */
  readonly userId: string | null
  readonly parties: readonly string[]
  /** Asked of each step that names a permission. */
  readonly may?: (permission: string) => boolean
  /**
   * Whether two people are two: not where one was lately made, reset or let in by the other. Two ids that differ, where it
   * is not given.
   */
  readonly independentOf?: (first: string) => boolean
}

/** `second_person`: it is open to somebody else of the party. `not_permitted`: to somebody with another task. */
export type StepBar = 'second_person' | 'not_permitted'

export interface OpenStep<Step extends string = string> {
  readonly step: Step
  readonly party: string
  /** Absent where it can be taken. */
  readonly barredBy?: StepBar
}

export type StepFailure = Failure<
  'records.not_open' | 'records.second_person' | 'records.not_permitted' | 'records.unknown_step'
>

/**
 * The steps that this person can take now, and those that only another person of their party can: the one function that
 * the server's check, the buttons, the tasks and a device without signal use.
 */
export function stepsOpenTo<Party extends string, State extends string, Clock extends string, Step extends string>(
  kind: RequestKind<Party, State, Clock, Step>,
  request: RequestState,
  who: RequestActor,
): readonly OpenStep<Step>[] {
  return (Object.keys(kind.steps) as Step[]).flatMap((step) => {
    const declared: StepDefinition = kind.steps[step]
    const party = fits(declared, request.state) ? partyFor(declared, who) : undefined
    if (party === undefined) return []
    const barredBy = barOf(declared, request, who)
    return [{ step, party, ...(barredBy && { barredBy }) }]
  })
}

const fits = (step: StepDefinition, state: string | null): boolean =>
  state === null ? step.from === 'new' : step.from !== 'new' && step.from.includes(state)

const partyFor = (step: StepDefinition, who: RequestActor): string | undefined =>
  who.userId === null
    ? step.by.find((party) => party === 'system')
    : step.by.find((party) => party !== 'system' && who.parties.includes(party))

function barOf(step: StepDefinition, request: RequestState, who: RequestActor): StepBar | undefined {
  if (who.userId === null) return undefined
  const { userId, may, independentOf } = who
  if (step.permission !== undefined && !may?.(step.permission)) return 'not_permitted'
  const firsts = (step.notBy ?? []).flatMap(
    (first) => request.steps.findLast((taken) => taken.step === first)?.by ?? [],
  )
  const isSecond = firsts.every((first) => first !== userId && (independentOf?.(first) ?? true))
  return isSecond ? undefined : 'second_person'
}

/** Whether a step may be taken: what the server asks in its transaction, under the request's lock. */
export function checkStep(
  kind: RequestKind,
  request: RequestState,
  step: string,
  who: RequestActor,
): Result<{ readonly party: string }, StepFailure> {
  if (!Object.hasOwn(kind.steps, step)) return err({ code: 'records.unknown_step' })
  const open = stepsOpenTo(kind, request, who).find((one) => one.step === step)
  if (!open) return err({ code: 'records.not_open', params: { state: request.state ?? 'new' } })
  if (open.barredBy) return err({ code: `records.${open.barredBy}` })
  return ok({ party: open.party })
}

/**
 * The request after a step of its log. Total: what was recorded is reduced, whatever the declaration of today says of who
 * might take it. A step of an older declaration that is not there any more changes nothing but the list of steps.
 */
export function reduceStep(kind: RequestKind, request: RequestState, taken: TakenStep): RequestState {
  const step = kind.steps[taken.step]
  const steps = [...request.steps, taken]
  if (!step) return { ...request, steps }
  const state = step.to === 'same' ? request.state : step.to
  const ends = state !== null && isEnd(kind, state)
  return { state, steps, clocks: moveClocks(request.clocks, step, ends, taken.happenedAt) }
}

/** The request that a log makes. */
export const requestAfter = (kind: RequestKind, log: readonly TakenStep[]): RequestState =>
  log.reduce<RequestState>((request, taken) => reduceStep(kind, request, taken), UNOPENED_REQUEST)

/** The steps that the system takes for clocks that have run out, each open now; the one that is due first comes first. */
export function stepsDue(
  kind: RequestKind,
  request: RequestState,
  dueAt: (clock: string) => Instant | null,
  now: Instant,
): readonly string[] {
  const open = new Set(stepsOpenTo(kind, request, { userId: null, parties: [] }).map(({ step }) => step))
  return Object.entries(request.clocks)
    .flatMap(([clock, { stoppedAt, pausedAt }]) => {
      const step = kind.clocks[clock]?.runsOut
      const due = stoppedAt === null && pausedAt === null ? dueAt(clock) : null
      return step !== undefined && due !== null && due <= now && open.has(step) ? [{ step, due }] : []
    })
    .toSorted((a, b) => (a.due < b.due ? -1 : 1))
    .map(({ step }) => step)
}
