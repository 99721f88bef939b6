import type { Instant } from '@gloact/kernel'
import type { FileView } from '../../contract/reading/files.ts'
import type { DeadlineKind } from '../../domain/file/file-rules.ts'
import { runningClocks, shapeOfClock, STAGE_OF_CLOCK, type Clock } from '../clocks.ts'
import { sectionOfClock, sectionOfStage } from '../file-address.ts'

/** Something that is to be done next on a file. */
export interface NextStep {
  readonly id: string
  /** Messages: what there is to do, and the one thing to press. */
  readonly title: string
  readonly action: string
  readonly section: string
  readonly shape: 'late' | 'today' | 'normal'
  readonly clock?: Clock
}

type File = Pick<FileView, 'status' | 'deadlines' | 'steps' | 'awaited' | 'assignedTo' | 'may'> &
  Partial<Pick<FileView, 'pathWaits' | 'grants'>>

/** What anyone who does a step has to be allowed. Contact is made by the time there is a file. */
const ACTION_OF_STAGE = {
  contact: undefined,
  consent: 'action.consent_recorded',
  reasonable_grounds: 'action.identification_requested',
  plan: 'action.plan_agreed',
  conclusive_grounds: 'action.identification_requested',
  closure: 'action.closure_requested',
} as const

/** What anyone who does what a clock waits for has to be allowed; null where it only has to be known. */
const ACTION_OF_CLOCK: Readonly<Record<DeadlineKind, string | null>> = {
  guardian: 'action.guardian_appointed',
  reasonable_grounds: 'action.identification_requested',
  reflection: null,
  conclusive_grounds: 'action.identification_requested',
  assessment: 'action.answers_recorded',
  plan: 'action.plan_agreed',
  plan_review: 'action.review_held',
  risk_review: 'action.risk_assessed',
  file_review: 'action.review_held',
}

/** What is to be done next, the most pressing first: what others wait for, clocks that run, the step that the file is at. */
export function nextSteps(file: File, now: Instant, timeZone: string): readonly NextStep[] {
  if (file.status === 'closed' || file.status === 'import_undone') return []
  const may = (permission: string) => file.may.includes(permission)
  const clocks = runningClocks(file.deadlines, now, timeZone)
  const work = (id: string, section: string): NextStep => ({
    id,
    title: `protection.work.task.${id}`,
    action: `protection.work.do.${id}`,
    section,
    shape: 'normal',
  })
  const deciding = file.awaited && may('action.decision_recorded') ? file.awaited.kind : null
  const decidingClock = clocks.find(({ kind }) => kind === deciding)
  const asked: NextStep[] = [
    ...(deciding ? [withClock(work(`decide.${deciding}`, 'decisions'), decidingClock)] : []),
    ...(file.status === 'closure_requested' && may('action.closure_approved')
      ? [work('approve_closure', 'closure')]
      : []),
    ...(file.pathWaits && may('action.path_confirmed') ? [work('confirm_path', 'age')] : []),
    ...(file.grants?.some((grant) => grant.waits && grant.withdrawnOn === null) && may('action.consent_confirmed')
      ? [work('confirm_consent', 'consent')]
      : []),
    ...(file.assignedTo === null && may('action.assigned') ? [work('unassigned', 'people')] : []),
  ]
  const timed = clocks
    .filter(({ kind }) => kind !== deciding && (ACTION_OF_CLOCK[kind] === null || may(ACTION_OF_CLOCK[kind])))
    .map((clock) => withClock(work(`deadline.${clockMessage(clock)}`, sectionOfClock(clock.kind)), clock))
  const current = file.steps.find(({ state }) => state === 'current')?.stage
  const needed = current && ACTION_OF_STAGE[current]
  const stepHasClock = clocks.some(({ kind }) => STAGE_OF_CLOCK[kind] === current)
  const waits = file.awaited !== null && file.awaited.kind === current
  const step: NextStep[] =
    current && needed && may(needed) && !stepHasClock && !waits && file.status === 'open'
      ? [
          {
            id: `step.${current}`,
            title: `protection.file.next.${current}`,
            action: `protection.file.next_do.${current}`,
            section: sectionOfStage(current),
            shape: 'normal',
          },
        ]
      : []
  const all = [...asked, ...timed]
  return [...all.filter(({ shape }) => shape === 'late'), ...all.filter(({ shape }) => shape !== 'late'), ...step]
}

const withClock = (step: NextStep, clock: Clock | undefined): NextStep =>
  clock ? { ...step, shape: shapeOfClock(clock), clock } : step

/** A reflection period is not late when it has ended: it is over. */
const clockMessage = ({ kind, state }: Clock): string =>
  kind === 'reflection' && state === 'overdue' ? 'reflection_ended' : kind
