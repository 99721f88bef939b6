import { requestKind, type ClockRule, type Facts } from '@gloact/records'
import { FROM_ABROAD } from '../request-kind.ts'
import type { ReferralMessage } from '../tracks.ts'

/**
 * A victim who is referred to a service of another country, as each of the two countries keeps it: first whether there is room, then
 * an offer under a pseudonym, and only then who the person is. What can be called back can be called back at any time before the end.
 */
export const victimReferral = requestKind({
  kind: 'cooperation.victim_referral',
  parties: ['sending', 'receiving'],
  states: {
    draft: { turn: 'sending', hiddenFrom: ['receiving'] },
    discarded: { turn: null, hiddenFrom: ['receiving'] },
    asked: { turn: 'receiving' },
    room: { turn: 'sending' },
    no_room: { turn: 'sending' },
    offered: { turn: 'receiving' },
    accepted: { turn: 'sending' },
    declined: { turn: 'sending' },
    handed_over: { turn: 'receiving' },
    missing: { turn: 'receiving' },
    arrived: { turn: 'receiving' },
    concluded: { turn: 'sending' },
    recalled: { turn: 'receiving' },
    destroyed: { turn: null },
    closed: { turn: null },
  },
  clocks: {
    answer: { of: 'receiving' },
    hand_over: { of: 'sending' },
    arrival: { of: 'receiving' },
    follow_up: { of: 'receiving' },
    destroy: { of: 'receiving' },
  },
  steps: {
    draft: {
      from: 'new',
      to: 'draft',
      by: ['sending'],
      permission: 'victims.send',
      needs: 'preparation',
      seenBy: ['sending'],
    },
    amend: {
      from: ['draft', 'room', 'accepted'],
      to: 'same',
      by: ['sending'],
      permission: 'victims.send',
      needs: 'preparation',
      seenBy: ['sending'],
    },
    discard: { from: ['draft'], to: 'discarded', by: ['sending'], permission: 'victims.send', seenBy: ['sending'] },
    /** Whether there is room: nothing of it can be a person's. */
    ask: {
      from: ['draft'],
      to: 'asked',
      by: ['sending'],
      permission: 'victims.send',
      needs: 'query',
      starts: ['answer'],
    },
    /** A query of the other country, as it came. */
    arrive: {
      from: 'new',
      to: 'asked',
      by: ['sending'],
      permission: FROM_ABROAD,
      needs: 'query',
      starts: ['answer'],
    },
    say_room: {
      from: ['asked'],
      to: 'room',
      by: ['receiving'],
      permission: 'victims.answer',
      needs: 'room',
      stops: ['answer'],
    },
    say_no_room: {
      from: ['asked'],
      to: 'no_room',
      by: ['receiving'],
      permission: 'victims.answer',
      needs: 'no_room',
      stops: ['answer'],
    },
    /** Under a pseudonym. */
    offer: {
      from: ['room'],
      to: 'offered',
      by: ['sending'],
      permission: 'victims.send',
      needs: 'offer',
      starts: ['answer'],
    },
    accept: {
      from: ['offered'],
      to: 'accepted',
      by: ['receiving'],
      permission: 'victims.answer',
      needs: 'acceptance',
      stops: ['answer'],
      starts: ['hand_over'],
    },
    decline: {
      from: ['offered'],
      to: 'declined',
      by: ['receiving'],
      permission: 'victims.answer',
      needs: 'decline',
      stops: ['answer'],
    },
    /** Who the person is, by another than the one who offered. */
    hand_over: {
      from: ['accepted'],
      to: 'handed_over',
      by: ['sending'],
      permission: 'victims.send',
      notBy: ['offer'],
      needs: 'handover',
      stops: ['hand_over'],
      starts: ['arrival'],
    },
    confirm_arrival: {
      from: ['handed_over', 'missing'],
      to: 'arrived',
      by: ['receiving'],
      permission: 'victims.answer',
      needs: 'arrival',
      stops: ['arrival'],
      starts: ['follow_up'],
    },
    report_missing: {
      from: ['handed_over'],
      to: 'missing',
      by: ['receiving'],
      permission: 'victims.answer',
      needs: 'missing',
    },
    follow_up: {
      from: ['arrived'],
      to: 'same',
      by: ['receiving'],
      permission: 'victims.answer',
      needs: 'follow_up',
      starts: ['follow_up'],
    },
    /**
     * What was decided on the person's status as a victim, told to the other service by either. Nobody is told unless somebody takes
     * this step with the person's agreement: nothing of it follows from a decision by itself.
     */
    tell_status: {
      from: ['arrived'],
      to: 'same',
      by: ['sending'],
      permission: 'victims.send',
      needs: 'status',
    },
    tell_status_back: {
      from: ['arrived'],
      to: 'same',
      by: ['receiving'],
      permission: 'victims.answer',
      needs: 'status',
    },
    conclude: {
      from: ['arrived', 'missing'],
      to: 'concluded',
      by: ['receiving'],
      permission: 'victims.answer',
      needs: 'conclusion',
      stops: ['follow_up', 'arrival'],
    },
    enquire: {
      from: ['handed_over', 'missing', 'arrived'],
      to: 'same',
      by: ['sending'],
      permission: 'victims.send',
    },
    withdraw: {
      from: [
        'asked',
        'room',
        'no_room',
        'offered',
        'accepted',
        'declined',
        'handed_over',
        'missing',
        'arrived',
        'concluded',
      ],
      to: 'recalled',
      by: ['sending'],
      permission: 'victims.send',
      needs: 'withdrawal',
      stops: ['answer', 'hand_over', 'arrival', 'follow_up'],
      starts: ['destroy'],
    },
    /** The person's consent has ended: by the platform, without waiting for anyone at their desk. */
    recall: {
      from: ['handed_over', 'missing', 'arrived', 'concluded'],
      to: 'recalled',
      by: ['system'],
      stops: ['arrival', 'follow_up'],
      starts: ['destroy'],
    },
    confirm_destroyed: {
      from: ['recalled'],
      to: 'destroyed',
      by: ['receiving'],
      permission: 'victims.answer',
      needs: 'destruction',
      stops: ['destroy'],
    },
    close: {
      from: ['no_room', 'declined', 'concluded'],
      to: 'closed',
      by: ['sending'],
      permission: 'victims.send',
    },
    /** A message of the other side that crossed one of ours on the way: noted, and nothing follows. */
    crossed: {
      from: [
        'asked',
        'room',
        'no_room',
        'offered',
        'accepted',
        'declined',
        'handed_over',
        'missing',
        'arrived',
        'concluded',
        'recalled',
        'destroyed',
        'closed',
      ],
      to: 'same',
      by: ['sending', 'receiving'],
      permission: FROM_ABROAD,
    },
    /** The other side has not taken a message: somebody calls. */
    not_taken: {
      from: ['asked', 'offered', 'handed_over', 'missing', 'arrived', 'concluded', 'recalled'],
      to: 'same',
      by: ['system'],
      seenBy: ['sending'],
    },
  },
})

export type VictimStep = keyof typeof victimReferral.steps

/** The way that a referral takes, and the same of one that came in. */
export const VICTIM_WAY = [
  'draft',
  'asked',
  'room',
  'offered',
  'accepted',
  'handed_over',
  'arrived',
  'concluded',
  'closed',
] as const
export const VICTIM_WAY_IN = VICTIM_WAY.slice(1)

/** What crosses the border when a step is taken. */
export const VICTIM_MESSAGE_OF = {
  ask: 'cooperation.victim_capacity_asked',
  say_room: 'cooperation.victim_room',
  say_no_room: 'cooperation.victim_no_room',
  offer: 'cooperation.victim_offered',
  accept: 'cooperation.victim_accepted',
  decline: 'cooperation.victim_declined',
  hand_over: 'cooperation.victim_handed_over',
  confirm_arrival: 'cooperation.victim_arrived',
  report_missing: 'cooperation.victim_missing',
  follow_up: 'cooperation.victim_followed_up',
  tell_status: 'cooperation.victim_status_told',
  tell_status_back: 'cooperation.victim_status_told_back',
  conclude: 'cooperation.victim_concluded',
  enquire: 'cooperation.victim_arrival_asked',
  withdraw: 'cooperation.victim_recalled',
  recall: 'cooperation.victim_recalled',
  confirm_destroyed: 'cooperation.victim_destroyed',
  close: 'cooperation.victim_closed',
} as const satisfies Partial<Record<VictimStep, ReferralMessage>>

/** What a step sends; undefined where it stays at home. */
export const victimMessageOf = (step: string): ReferralMessage | undefined =>
  (VICTIM_MESSAGE_OF as Readonly<Record<string, ReferralMessage | undefined>>)[step]

/** The step that a message takes where it arrives. */
export const VICTIM_STEP_OF: Readonly<Record<ReferralMessage, VictimStep>> = {
  ...(Object.fromEntries(Object.entries(VICTIM_MESSAGE_OF).map(([step, message]) => [message, step])) as Record<
    ReferralMessage,
    VictimStep
  >),
  'cooperation.victim_capacity_asked': 'arrive',
  'cooperation.victim_recalled': 'withdraw',
}

/** What the other side knows of a state: what it has not heard of is not there for it. */
export const toldVictimState = (state: string): string | null =>
  state === 'draft' || state === 'discarded' ? null : state

/** Once the other side has said that there is nothing to come, there is nothing to call back: a message that crossed it does so all the same. */
export const mayBeCalledBack = (state: string): boolean => !['no_room', 'declined'].includes(state)

/** States after which what was handed over is in nobody's hands any more. */
export const ENDS_HAND_OVER: readonly string[] = ['recalled', 'destroyed']

export const VICTIM_CLOCKS = ['answer', 'hand_over', 'arrival', 'follow_up', 'destroy'] as const
export type VictimClock = (typeof VICTIM_CLOCKS)[number]
export type VictimClocks = Readonly<Partial<Record<VictimClock, ClockRule>>>

const days = (amount: number): ClockRule => ({ unit: 'days', amount, onNonWorkingDay: 'keep' })
const working = (amount: number): ClockRule => ({ unit: 'working_days', amount, onNonWorkingDay: 'next' })
/** General knowledge, to be confirmed by each country. An arrival is due on the day that was named, and overdue the day after. */
const RUNS: Readonly<Record<VictimClock, ClockRule>> = {
  answer: working(5),
  hand_over: days(14),
  arrival: days(7),
  follow_up: days(30),
  destroy: working(2),
}
const SOON: ClockRule = { unit: 'hours', amount: 24, onNonWorkingDay: 'keep' }

/** How long a clock runs for a referral of these facts. */
export const victimClock =
  (decided: VictimClocks) =>
  (clock: string, facts: Facts): ClockRule | null => {
    const name = VICTIM_CLOCKS.find((each) => each === clock)
    if (name === undefined) return null
    const named = facts['arrival_days']
    if (name === 'arrival' && typeof named === 'number') return days(named + 1)
    if (name === 'answer' && facts['urgency'] === 'emergency') return SOON
    return decided[name] ?? RUNS[name]
  }
