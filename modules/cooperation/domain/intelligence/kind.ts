import { requestKind, type ClockRule, type Facts } from '@gloact/records'
import { FROM_ABROAD } from '../request-kind.ts'
import type { IntelligenceMessage } from '../tracks.ts'

const SENT = ['sent', 'undelivered', 'delivered', 'assessed'] as const
const TOLD = [...SENT, 'closed'] as const

/**
 * A report about suspects that one country's police gives to another's, as each of the two keeps it: written, graded, approved by a second
 * officer, sent, and assessed by the other side. It asks for nothing, and is no evidence.
 */
export const intelligence = requestKind({
  kind: 'cooperation.intelligence',
  parties: ['sending', 'receiving'],
  states: {
    draft: { turn: 'sending', hiddenFrom: ['receiving'] },
    in_review: { turn: 'sending', hiddenFrom: ['receiving'] },
    discarded: { turn: null, hiddenFrom: ['receiving'] },
    sent: { turn: 'system' },
    undelivered: { turn: 'sending' },
    delivered: { turn: 'receiving' },
    assessed: { turn: 'sending' },
    closed: { turn: null },
  },
  clocks: { receipt: { of: 'system', runsOut: 'miss_receipt' }, assess: { of: 'receiving' } },
  steps: {
    draft: {
      from: 'new',
      to: 'draft',
      by: ['sending'],
      permission: 'intelligence.write',
      needs: 'report',
      seenBy: ['sending'],
    },
    amend: {
      from: ['draft'],
      to: 'same',
      by: ['sending'],
      permission: 'intelligence.write',
      needs: 'report',
      seenBy: ['sending'],
    },
    submit: {
      from: ['draft'],
      to: 'in_review',
      by: ['sending'],
      permission: 'intelligence.write',
      seenBy: ['sending'],
    },
    send_back: {
      from: ['in_review'],
      to: 'draft',
      by: ['sending'],
      permission: 'intelligence.approve',
      needs: 'send_back',
      seenBy: ['sending'],
    },
    discard: {
      from: ['draft'],
      to: 'discarded',
      by: ['sending'],
      permission: 'intelligence.write',
      seenBy: ['sending'],
    },
    approve: {
      from: ['in_review'],
      to: 'sent',
      by: ['sending'],
      permission: 'intelligence.approve',
      notBy: ['draft', 'amend', 'submit'],
      starts: ['receipt'],
    },
    deliver: {
      from: ['sent', 'undelivered'],
      to: 'delivered',
      by: ['system'],
      stops: ['receipt'],
      starts: ['assess'],
    },
    miss_receipt: { from: ['sent'], to: 'undelivered', by: ['system'], stops: ['receipt'] },
    /** A report of the other country, as it came. */
    arrive: {
      from: 'new',
      to: 'delivered',
      by: ['sending'],
      permission: FROM_ABROAD,
      needs: 'report',
      starts: ['assess'],
    },
    assess: {
      from: ['sent', 'undelivered', 'delivered'],
      to: 'assessed',
      by: ['receiving'],
      permission: 'intelligence.write',
      needs: 'assessment',
      stops: ['receipt', 'assess'],
    },
    /** Something that the handling leaves to the originator: to pass it on, to use it in court. */
    ask_permission: {
      from: ['delivered', 'assessed', 'closed'],
      to: 'same',
      by: ['receiving'],
      permission: 'intelligence.write',
      needs: 'permission_asked',
    },
    give_permission: {
      from: ['sent', 'undelivered', 'delivered', 'assessed', 'closed'],
      to: 'same',
      by: ['sending'],
      permission: 'intelligence.approve',
      needs: 'permission_given',
    },
    withhold_permission: {
      from: ['sent', 'undelivered', 'delivered', 'assessed', 'closed'],
      to: 'same',
      by: ['sending'],
      permission: 'intelligence.approve',
      needs: 'permission_withheld',
    },
    /** Something was wrong: said again as it is right, with the grade that it has now. Both stay. */
    correct: {
      from: [...TOLD],
      to: 'same',
      by: ['sending'],
      permission: 'intelligence.approve',
      needs: 'correction',
    },
    /** Not to be read or used any more. */
    recall: {
      from: [...TOLD],
      to: 'same',
      by: ['sending'],
      permission: 'intelligence.approve',
      needs: 'recall',
    },
    end_use: { from: [...TOLD], to: 'same', by: ['system'] },
    close: { from: [...SENT], to: 'closed', by: ['sending'], permission: 'intelligence.write', stops: ['assess'] },
    /** A message of the other side that crossed one of ours on the way: noted, and nothing follows. */
    crossed: { from: [...TOLD], to: 'same', by: ['sending', 'receiving'], permission: FROM_ABROAD },
  },
})

export type IntelligenceStep = keyof typeof intelligence.steps

/** The way that most reports take, and the same of one that came in. */
export const REPORT_WAY = ['draft', 'in_review', 'sent', 'delivered', 'assessed', 'closed'] as const
export const REPORT_WAY_IN = ['delivered', 'assessed', 'closed'] as const

/** What crosses the border when a step is taken. Every other step stays at home. */
export const REPORT_MESSAGE_OF = {
  approve: 'cooperation.intel_report',
  assess: 'cooperation.intel_assessed',
  ask_permission: 'cooperation.intel_permission_asked',
  give_permission: 'cooperation.intel_permission_given',
  withhold_permission: 'cooperation.intel_permission_withheld',
  correct: 'cooperation.intel_corrected',
  recall: 'cooperation.intel_recalled',
  close: 'cooperation.intel_closed',
} as const satisfies Partial<Record<IntelligenceStep, IntelligenceMessage>>

/** The step that a message takes where it arrives. */
export const REPORT_STEP_OF: Readonly<Record<IntelligenceMessage, IntelligenceStep>> = {
  ...(Object.fromEntries(Object.entries(REPORT_MESSAGE_OF).map(([step, message]) => [message, step])) as Record<
    IntelligenceMessage,
    IntelligenceStep
  >),
  'cooperation.intel_report': 'arrive',
}

/** What a step sends; undefined where it stays at home. */
export const reportMessageOf = (step: string): IntelligenceMessage | undefined =>
  (REPORT_MESSAGE_OF as Readonly<Record<string, IntelligenceMessage | undefined>>)[step]

/** Once it was assessed a report may be closed; `close` is open before for one that crossed the assessment on its way. */
export const mayCloseReport = (state: string): boolean => state === 'assessed'

/** Whether a report may not be read any more where it came to. */
export const isReportWithheld = (facts: Facts, today: string): boolean => {
  const until = facts['use_until']
  return facts['recalled'] === true || facts['use_ended'] === true || (typeof until === 'string' && until < today)
}

/** General knowledge, to be confirmed by each country: how long clocks run. */
const RUNS: Readonly<Record<string, ClockRule>> = {
  receipt: { unit: 'days', amount: 3, onNonWorkingDay: 'next' },
  assess: { unit: 'days', amount: 30, onNonWorkingDay: 'next' },
}
export const reportClock = (clock: string): ClockRule | null => RUNS[clock] ?? null
