import { dueAt, type WorkingCalendar } from '@gloact/calendar'
import { dateIn, isPlainDate, type Instant, type PlainDate } from '@gloact/kernel'
import type { DeadlineView } from '../../../../contract/reading/files.ts'
import type { DeadlineKind, FileDeadlineRule } from '../../../../domain/file/file-rules.ts'
import type { DecisionKind, DecisionOutcome, FileEventCode, FilePath } from '../../../../domain/file/words.ts'

/** What recording a decision does to the clocks of a file. */
export interface DecisionEffects {
  /** The clocks that it starts, each with the last day or moment on which it is kept. */
  readonly starts: readonly { readonly kind: DeadlineKind; readonly until: PlainDate | Instant }[]
  /** The clocks that run now and that it stops. */
  readonly stops: readonly DeadlineKind[]
}

export interface DecisionToBe {
  readonly kind: DecisionKind
  readonly outcome: DecisionOutcome
  readonly decidedOn: PlainDate
}

/** The events that a decision is for the clocks; the same that the file records. */
export const eventsOfDecision = ({ kind, outcome }: Omit<DecisionToBe, 'decidedOn'>): readonly FileEventCode[] =>
  kind === 'conclusive_grounds'
    ? ['conclusive_grounds_decided']
    : ['reasonable_grounds_decided', `reasonable_grounds_${outcome}`]

/**
 * What a decision would start and stop, by the country's clocks. A clock that already runs is not started again: it is
 * shown under neither.
 */
export function effectsOfDecision(
  decision: DecisionToBe,
  file: { readonly path: FilePath; readonly deadlines: readonly DeadlineView[] },
  rules: { readonly deadlines: readonly FileDeadlineRule[]; readonly calendar: WorkingCalendar },
): DecisionEffects {
  const events = eventsOfDecision(decision)
  const has = (code: FileEventCode) => events.includes(code)
  const isRunning = (kind: DeadlineKind) =>
    file.deadlines.some((deadline) => deadline.kind === kind && deadline.stoppedAt === null)
  const applying = rules.deadlines.filter((rule) => rule.path === undefined || rule.path === file.path)
  const stopping = applying.filter((rule) => isRunning(rule.kind) && rule.stoppedBy.some(has))
  const starting = applying.filter((rule) => has(rule.startsOn) && (!isRunning(rule.kind) || stopping.includes(rule)))
  return {
    starts: starting.map((rule) => ({ kind: rule.kind, until: dueAt(rule, decision.decidedOn, rules.calendar) })),
    stops: stopping.map((rule) => rule.kind),
  }
}

/** The last day of the reflection period that a decision starts; null where it starts none. */
export function reflectionUntil({ starts }: DecisionEffects, timeZone: string): PlainDate | null {
  const until = starts.find(({ kind }) => kind === 'reflection')?.until
  if (until === undefined) return null
  return isPlainDate(until) ? until : dateIn(until, timeZone)
}
