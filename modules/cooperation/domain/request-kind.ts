import { requestKind, type ClockRule, type Facts } from '@gloact/records'
import type { EvidenceMessage } from './tracks.ts'

/** Never anybody's here: the other country's steps, which its messages take. */
export const FROM_ABROAD = 'cooperation.from_abroad'

/** From its delivery until it ends. */
const WORKED = [
  'delivered',
  'acknowledged',
  'more_asked',
  'conditions_offered',
  'accepted',
  'result_in_review',
  'partly_executed',
  'rest_in_review',
  'postponed',
  'refused',
  'answered',
] as const
/** Everything that both sides know of. */
const TOLD = ['sent', 'undelivered', ...WORKED, 'withdrawn', 'closed'] as const

/**
 * A request for mutual legal assistance (UNTOC art. 18), as each of the two countries keeps it: the same states and steps on both
 * sides, moved by one's own officers and by the other's messages. What one side has not sent yet is hidden from the other.
 */
export const assistance = requestKind({
  kind: 'cooperation.request',
  parties: ['requesting', 'requested'],
  states: {
    draft: { turn: 'requesting', hiddenFrom: ['requested'] },
    in_review: { turn: 'requesting', hiddenFrom: ['requested'] },
    discarded: { turn: null, hiddenFrom: ['requested'] },
    sent: { turn: 'system' },
    undelivered: { turn: 'requesting' },
    delivered: { turn: 'requested' },
    acknowledged: { turn: 'requested' },
    more_asked: { turn: 'requesting' },
    conditions_offered: { turn: 'requesting' },
    accepted: { turn: 'requested' },
    /** Of the requested side alone: to the other it is accepted still. */
    result_in_review: { turn: 'requested' },
    /** A part of the result is there, and more follows. */
    partly_executed: { turn: 'requested' },
    /** The next part, or the rest; of the requested side alone as well. */
    rest_in_review: { turn: 'requested' },
    postponed: { turn: 'requested' },
    refused: { turn: 'requesting' },
    answered: { turn: 'requesting' },
    withdrawn: { turn: null },
    closed: { turn: null },
  },
  clocks: {
    receipt: { of: 'system', runsOut: 'miss_receipt' },
    acknowledge: { of: 'requested' },
    decide: { of: 'requested' },
    reply: { of: 'requesting' },
    execute: { of: 'requested' },
    review: { of: 'requested' },
  },
  steps: {
    draft: {
      from: 'new',
      to: 'draft',
      by: ['requesting'],
      permission: 'cooperation.write',
      needs: 'request',
      seenBy: ['requesting'],
    },
    amend: {
      from: ['draft'],
      to: 'same',
      by: ['requesting'],
      permission: 'cooperation.write',
      needs: 'request',
      seenBy: ['requesting'],
    },
    submit: {
      from: ['draft'],
      to: 'in_review',
      by: ['requesting'],
      permission: 'cooperation.write',
      seenBy: ['requesting'],
    },
    take_back: {
      from: ['in_review'],
      to: 'draft',
      by: ['requesting'],
      retreats: true,
      permission: 'cooperation.write',
      seenBy: ['requesting'],
    },
    send_back: {
      from: ['in_review'],
      to: 'draft',
      by: ['requesting'],
      permission: 'cooperation.approve',
      needs: 'send_back',
      seenBy: ['requesting'],
    },
    discard: {
      from: ['draft'],
      to: 'discarded',
      by: ['requesting'],
      permission: 'cooperation.write',
      seenBy: ['requesting'],
    },
    approve: {
      from: ['in_review'],
      to: 'sent',
      by: ['requesting'],
      permission: 'cooperation.approve',
      notBy: ['draft', 'amend', 'submit'],
      starts: ['receipt'],
    },
    /** The other side's receipt is here. */
    deliver: {
      from: ['sent', 'undelivered'],
      to: 'delivered',
      by: ['system'],
      stops: ['receipt'],
      starts: ['acknowledge'],
    },
    miss_receipt: { from: ['sent'], to: 'undelivered', by: ['system'], stops: ['receipt'] },
    /** A request of the other country, as it came. */
    arrive: {
      from: 'new',
      to: 'delivered',
      by: ['requesting'],
      permission: FROM_ABROAD,
      needs: 'request',
      starts: ['acknowledge'],
    },
    acknowledge: {
      from: ['sent', 'undelivered', 'delivered'],
      to: 'acknowledged',
      by: ['requested'],
      permission: 'cooperation.answer',
      stops: ['receipt', 'acknowledge'],
      starts: ['decide'],
    },
    ask_more: {
      from: ['acknowledged'],
      to: 'more_asked',
      by: ['requested'],
      permission: 'cooperation.answer',
      needs: 'question',
      pauses: ['decide'],
      starts: ['reply'],
    },
    give_more: {
      from: ['more_asked'],
      to: 'acknowledged',
      by: ['requesting'],
      permission: 'cooperation.write',
      needs: 'reply',
      stops: ['reply'],
      resumes: ['decide'],
    },
    accept: {
      from: ['acknowledged', 'postponed'],
      to: 'accepted',
      by: ['requested'],
      permission: 'cooperation.answer',
      needs: 'acceptance',
      stops: ['decide', 'review'],
      starts: ['execute'],
    },
    offer_conditions: {
      from: ['acknowledged', 'postponed'],
      to: 'conditions_offered',
      by: ['requested'],
      permission: 'cooperation.answer',
      needs: 'conditions',
      stops: ['decide', 'review'],
      starts: ['reply'],
    },
    agree_conditions: {
      from: ['conditions_offered'],
      to: 'accepted',
      by: ['requesting'],
      permission: 'cooperation.write',
      stops: ['reply'],
      starts: ['execute'],
    },
    postpone: {
      from: ['acknowledged', 'accepted', 'partly_executed'],
      to: 'postponed',
      by: ['requested'],
      permission: 'cooperation.answer',
      needs: 'postponement',
      stops: ['decide', 'execute'],
      starts: ['review'],
    },
    refuse: {
      from: ['acknowledged', 'more_asked', 'accepted', 'partly_executed', 'postponed'],
      to: 'refused',
      by: ['requested'],
      permission: 'cooperation.answer',
      needs: 'refusal',
      stops: ['decide', 'execute', 'review', 'reply'],
    },
    prepare_result: {
      from: ['accepted'],
      to: 'result_in_review',
      by: ['requested'],
      permission: 'cooperation.answer',
      needs: 'prepared',
      seenBy: ['requested'],
    },
    redo_result: {
      from: ['result_in_review'],
      to: 'accepted',
      by: ['requested'],
      permission: 'cooperation.approve',
      needs: 'send_back',
      seenBy: ['requested'],
    },
    /** The same once a part has gone. */
    prepare_rest: {
      from: ['partly_executed'],
      to: 'rest_in_review',
      by: ['requested'],
      permission: 'cooperation.answer',
      needs: 'prepared',
      seenBy: ['requested'],
    },
    redo_rest: {
      from: ['rest_in_review'],
      to: 'partly_executed',
      by: ['requested'],
      permission: 'cooperation.approve',
      needs: 'send_back',
      seenBy: ['requested'],
    },
    /** A part: the time for the rest runs on. */
    send_part: {
      from: ['accepted', 'result_in_review', 'partly_executed', 'rest_in_review'],
      to: 'partly_executed',
      by: ['requested'],
      permission: 'cooperation.approve',
      notBy: ['prepare_result', 'prepare_rest'],
      needs: 'result',
    },
    send_result: {
      // Out of review it comes from abroad alone, as a part does; at home somebody else has prepared it.
      from: ['accepted', 'result_in_review', 'partly_executed', 'rest_in_review'],
      to: 'answered',
      by: ['requested'],
      permission: 'cooperation.approve',
      notBy: ['prepare_result', 'prepare_rest'],
      needs: 'result',
      stops: ['execute'],
    },
    enquire: {
      from: [
        'delivered',
        'acknowledged',
        'accepted',
        'result_in_review',
        'partly_executed',
        'rest_in_review',
        'postponed',
      ],
      to: 'same',
      by: ['requesting'],
      permission: 'cooperation.enquire',
    },
    /** Something that the handling of what was sent leaves to its originator: to print it, pass it on, use it in court. */
    ask_permission: {
      from: [...WORKED, 'closed'],
      to: 'same',
      by: ['requested'],
      permission: 'cooperation.answer',
      needs: 'permission_asked',
    },
    give_permission: {
      from: [...WORKED, 'closed'],
      to: 'same',
      by: ['requesting'],
      permission: 'cooperation.approve',
      needs: 'permission_given',
    },
    /** Not given; and whatever was given before ends. */
    withhold_permission: {
      from: [...WORKED, 'closed'],
      to: 'same',
      by: ['requesting'],
      permission: 'cooperation.approve',
      needs: 'permission_withheld',
    },
    withdraw: {
      from: ['sent', 'undelivered', ...WORKED],
      to: 'withdrawn',
      by: ['requesting'],
      permission: 'cooperation.write',
      needs: 'withdrawal',
    },
    /** After an answer; what asks for none is closed once it was acknowledged or agreed to, and a message of the other side may cross that. */
    close: {
      from: [...WORKED],
      to: 'closed',
      by: ['requesting'],
      permission: 'cooperation.write',
      needs: 'closing',
    },
    /** Something that was sent was wrong: said again as it is right. Both stay. */
    correct: {
      from: [...TOLD],
      to: 'same',
      by: ['requesting', 'requested'],
      permission: 'cooperation.approve',
      needs: 'correction',
    },
    /** What was sent is not to be read or used any more. */
    recall: {
      from: [...TOLD],
      to: 'same',
      by: ['requesting', 'requested'],
      permission: 'cooperation.approve',
      needs: 'recall',
    },
    /** The day is over until which it could be used. */
    end_use: {
      from: [...TOLD],
      to: 'same',
      by: ['system'],
    },
    /** A message of the other side that crossed one of ours on the way: told, and nothing follows. */
    crossed: {
      from: [...TOLD],
      to: 'same',
      by: ['requesting', 'requested'],
      permission: FROM_ABROAD,
    },
  },
})

export type AssistanceStep = keyof typeof assistance.steps

/** The way that most requests take. */
export const USUAL_WAY = [
  'draft',
  'in_review',
  'sent',
  'delivered',
  'acknowledged',
  'accepted',
  'answered',
  'closed',
] as const
/** The same, of one that came in. */
export const WAY_IN = ['delivered', 'acknowledged', 'accepted', 'answered', 'closed'] as const

/** What crosses the border when a step is taken. Every other step stays at home. */
export const MESSAGE_OF = {
  approve: 'cooperation.mla_request',
  acknowledge: 'cooperation.mla_acknowledged',
  ask_more: 'cooperation.mla_more_asked',
  give_more: 'cooperation.mla_more_supplied',
  accept: 'cooperation.mla_accepted',
  offer_conditions: 'cooperation.mla_conditions_offered',
  agree_conditions: 'cooperation.mla_conditions_agreed',
  postpone: 'cooperation.mla_postponed',
  refuse: 'cooperation.mla_refused',
  send_part: 'cooperation.mla_part_result',
  send_result: 'cooperation.mla_result',
  enquire: 'cooperation.mla_progress_asked',
  ask_permission: 'cooperation.mla_permission_asked',
  give_permission: 'cooperation.mla_permission_given',
  withhold_permission: 'cooperation.mla_permission_withheld',
  correct: 'cooperation.mla_corrected',
  recall: 'cooperation.mla_recalled',
  withdraw: 'cooperation.mla_withdrawn',
  close: 'cooperation.mla_closed',
} as const satisfies Partial<Record<AssistanceStep, EvidenceMessage>>

/** The step that a message takes where it arrives. */
export const STEP_OF: Readonly<Record<EvidenceMessage, AssistanceStep>> = {
  ...(Object.fromEntries(Object.entries(MESSAGE_OF).map(([step, message]) => [message, step])) as Record<
    EvidenceMessage,
    AssistanceStep
  >),
  'cooperation.mla_request': 'arrive',
}

/** What a step sends; undefined where it stays at home. */
export const messageOf = (step: string): EvidenceMessage | undefined =>
  (MESSAGE_OF as Readonly<Record<string, EvidenceMessage | undefined>>)[step]

/** What the other side knows of a state: what it has not been told of is not there for it. */
export function toldState(state: string): string | null {
  if (['draft', 'in_review', 'discarded'].includes(state)) return null
  if (state === 'sent' || state === 'undelivered') return 'delivered'
  if (state === 'rest_in_review') return 'partly_executed'
  return state === 'result_in_review' ? 'accepted' : state
}

/** Whether a result, or a part of one, was prepared and waits for a second officer. */
export const awaitsSecond = (state: string): boolean => state === 'result_in_review' || state === 'rest_in_review'

/** Out of review a result is the other country's to send: its messages take these steps, and nobody here does. */
export const sendsResult = (step: string): boolean => step === 'send_result' || step === 'send_part'

/** Once there is an answer there is nothing to withdraw: `withdraw` is open there for one that crossed it on the way. */
export const mayBeWithdrawn = (state: string): boolean =>
  !['answered', 'refused', 'withdrawn', 'closed'].includes(state)

export const URGENCIES = ['routine', 'urgent', 'emergency'] as const
export type Urgency = (typeof URGENCIES)[number]

export const CLOCKS = ['receipt', 'acknowledge', 'decide', 'reply', 'execute', 'review'] as const
export type AssistanceClock = (typeof CLOCKS)[number]

const hours = (amount: number): ClockRule => ({ unit: 'hours', amount, onNonWorkingDay: 'keep' })
const working = (amount: number): ClockRule => ({ unit: 'working_days', amount, onNonWorkingDay: 'next' })
const days = (amount: number): ClockRule => ({ unit: 'days', amount, onNonWorkingDay: 'next' })

/**
 * How long each clock runs. General knowledge, the Convention says nothing of days: a country confirms it, or says otherwise. A request is
 * acknowledged within a week, as Directive 2014/41/EU, art. 16(1), has it.
 */
const RUNS: Readonly<Record<Urgency, Readonly<Record<AssistanceClock, ClockRule>>>> = {
  routine: {
    receipt: days(3),
    acknowledge: days(7),
    decide: days(60),
    reply: days(30),
    execute: days(120),
    review: days(90),
  },
  urgent: {
    receipt: hours(24),
    acknowledge: working(2),
    decide: working(10),
    reply: working(5),
    execute: days(30),
    review: days(30),
  },
  emergency: {
    receipt: hours(2),
    acknowledge: hours(12),
    decide: hours(48),
    reply: hours(24),
    execute: days(7),
    review: days(7),
  },
}

/** What a country decided; whatever it left out runs as usual. */
export type AssistanceClocks = Readonly<Partial<Record<Urgency, Readonly<Partial<Record<AssistanceClock, ClockRule>>>>>>

/** How long a clock runs for a request of these facts. Nothing is refused by itself when it has run out (UNTOC art. 18(24)). */
export const assistanceClock =
  (decided: AssistanceClocks) =>
  (clock: string, facts: Facts): ClockRule | null => {
    const urgency = URGENCIES.find((each) => each === facts['urgency']) ?? 'routine'
    const name = CLOCKS.find((each) => each === clock)
    return name === undefined ? null : (decided[urgency]?.[name] ?? RUNS[urgency][name])
  }
