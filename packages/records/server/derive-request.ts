import type { Instant } from '@gloact/kernel'
import { clocksDue, nextDue } from '../request/clocks-due.ts'
import type { Facts } from '../request/facts.ts'
import { isEnd, type RequestKind } from '../request/definition.ts'
import type { RequestState } from '../request/take-step.ts'
import type { RequestTable } from './request-tables.ts'
import type { RequestsOf } from './requests-of.ts'

type Derived = Pick<
  RequestTable,
  'state' | 'turn' | 'seen_by' | 'facts' | 'clocks' | 'next_due_at' | 'ended_at' | 'changed_at'
>

/** The agencies for whom a request is there as it stands. */
const seenBy = (kind: RequestKind, state: string, parties: Readonly<Record<string, string>>): readonly string[] => {
  const hidden = kind.states[state]?.hiddenFrom ?? []
  return [...new Set(Object.entries(parties).flatMap(([party, agency]) => (hidden.includes(party) ? [] : [agency])))]
}

/** What the row says of a request: a pure function of its log, the parties and the country's rules. */
export function deriveRequest(
  of: Pick<RequestsOf, 'kind' | 'clockRule' | 'calendar'>,
  request: RequestState,
  parties: Readonly<Record<string, string>>,
  facts: Facts,
  lastRecordedAt: Instant,
): Derived {
  const state = request.state ?? ''
  const clocks = clocksDue(request.clocks, (clock) => of.clockRule(clock, facts), of.calendar)
  const ended = isEnd(of.kind, state)
  return {
    state,
    turn: of.kind.states[state]?.turn ?? null,
    seen_by: seenBy(of.kind, state, parties),
    facts,
    clocks,
    next_due_at: nextDue(clocks),
    changed_at: lastRecordedAt,
    ended_at: ended ? lastRecordedAt : null,
  }
}
