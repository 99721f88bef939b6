import type { PlainDate } from '@gloact/kernel'
import { declinesIdentification } from './actions/consent-actions.ts'
import { standingDecision, type FileState } from './file-state.ts'
import { FILE_STAGES, type DecisionKind, type FileStage } from './words.ts'

/**
 * How far one step of the national procedure is. `declined`: the person does not want it; `not_needed`: it does not apply;
 * `not_done`: the file was closed without it.
 */
export const STEP_STATES = ['done', 'current', 'waiting', 'declined', 'not_needed', 'not_done'] as const
export type StepState = (typeof STEP_STATES)[number]

export interface ProcedureStep {
  readonly stage: FileStage
  readonly state: StepState
  /** The day on which it was done. */
  readonly on: PlainDate | null
}

/** A file's way through the national procedure: the bar at the top of it. */
export function progressOf(state: FileState): readonly ProcedureStep[] {
  const steps = FILE_STAGES.map((stage) => ({ stage, ...stepOf(state, stage) }))
  // In a closed file nothing is to be done now.
  if (state.closedOn !== null) {
    return steps.map((step) => (step.state === 'waiting' ? { ...step, state: 'not_done' as const } : step))
  }
  const current = steps.findIndex((step) => step.state === 'waiting')
  return steps.map((step, index) => (index === current ? { ...step, state: 'current' as const } : step))
}

/** The step that a file is at: the first that is not done, or its closure. */
export const stageOf = (state: FileState): FileStage =>
  progressOf(state).find((step) => step.state === 'current')?.stage ?? 'closure'

type Step = Pick<ProcedureStep, 'state' | 'on'>

const done = (on: PlainDate): Step => ({ state: 'done', on })
const waiting: Step = { state: 'waiting', on: null }

function stepOf(state: FileState, stage: FileStage): Step {
  switch (stage) {
    case 'contact':
      return done(state.contactOn)
    case 'consent': {
      const consent = state.consents.at(-1)
      return consent ? done(consent.consentOn) : waiting
    }
    case 'reasonable_grounds':
    case 'conclusive_grounds':
      return decisionStep(state, stage)
    case 'plan': {
      const plan = state.plans.at(-1)
      return plan ? done(plan.agreedOn) : waiting
    }
    case 'closure':
      return state.closedOn ? done(state.closedOn) : waiting
  }
}

function decisionStep(state: FileState, kind: DecisionKind): Step {
  const decision = standingDecision(state, kind)
  if (decision && state.awaited?.kind !== kind) return done(decision.decidedOn)
  if (declinesIdentification(state)) return { state: 'declined', on: null }
  const refused = kind === 'conclusive_grounds' && standingDecision(state, 'reasonable_grounds')?.outcome === 'negative'
  return refused && !state.awaited ? { state: 'not_needed', on: null } : waiting
}
