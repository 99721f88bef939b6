import { isPlainDate } from '@gloact/kernel'
import { requestKind, type ClockRule, type Facts } from '@gloact/records'

/**
 * A referral: one need of one person to one service. Accepted is not served: waiting, first service and outcome stand apart,
 * each with a clock. Final is final; after that there is another referral.
 */
export const referralKind = requestKind({
  kind: 'referral.referral',
  parties: ['sender', 'receiver'],
  states: {
    draft: { turn: 'sender', hiddenFrom: ['receiver'] },
    discarded: { turn: null, hiddenFrom: ['receiver'] },
    sent: { turn: 'receiver' },
    acknowledged: { turn: 'receiver' },
    more_asked: { turn: 'sender' },
    waiting: { turn: 'receiver' },
    accepted: { turn: 'receiver' },
    in_service: { turn: 'receiver' },
    completed: { turn: 'sender' },
    not_delivered: { turn: 'sender' },
    // The person agreed that its sender hears no more than that it is over.
    ended: { turn: 'sender' },
    declined: { turn: 'sender' },
    expired: { turn: 'sender' },
    recalled: { turn: 'receiver' },
    closed: { turn: null },
  },
  clocks: {
    acknowledge: { of: 'receiver' },
    answer: { of: 'receiver' },
    reply: { of: 'sender' },
    list_review: { of: 'receiver' },
    first_service: { of: 'receiver' },
    find_another: { of: 'sender' },
    read_outcome: { of: 'sender' },
    confirm_recall: { of: 'receiver' },
    override_review: { of: 'sender' },
    ask_person: { of: 'sender' },
    expiry: { of: 'system', runsOut: 'expire' },
  },
  steps: {
    draft: { from: 'new', to: 'draft', by: ['sender'], permission: 'referral.send', seenBy: ['sender'] },
    send: {
      from: ['draft'],
      to: 'sent',
      by: ['sender'],
      permission: 'referral.send',
      starts: ['acknowledge', 'answer', 'expiry'],
      tells: ['receiver'],
    },
    discard: { from: ['draft'], to: 'discarded', by: ['sender'], permission: 'referral.send' },
    acknowledge: {
      from: ['sent'],
      to: 'acknowledged',
      by: ['receiver'],
      permission: 'referral.answer',
      stops: ['acknowledge'],
      tells: ['sender'],
    },
    accept: {
      from: ['sent', 'acknowledged', 'waiting'],
      to: 'accepted',
      by: ['receiver'],
      permission: 'referral.answer',
      needs: 'accept',
      stops: ['acknowledge', 'answer', 'expiry', 'list_review'],
      starts: ['first_service'],
      tells: ['sender'],
    },
    put_on_list: {
      from: ['sent', 'acknowledged'],
      to: 'waiting',
      by: ['receiver'],
      permission: 'referral.answer',
      needs: 'waiting',
      stops: ['acknowledge', 'answer'],
      starts: ['list_review'],
      tells: ['sender'],
    },
    ask_more: {
      from: ['acknowledged'],
      to: 'more_asked',
      by: ['receiver'],
      permission: 'referral.answer',
      needs: 'question',
      pauses: ['answer'],
      starts: ['reply'],
      tells: ['sender'],
    },
    give_more: {
      from: ['more_asked'],
      to: 'acknowledged',
      by: ['sender'],
      permission: 'referral.send',
      needs: 'reply',
      stops: ['reply'],
      resumes: ['answer'],
      tells: ['receiver'],
    },
    decline: {
      from: ['sent', 'acknowledged', 'more_asked', 'waiting'],
      to: 'declined',
      by: ['receiver'],
      permission: 'referral.answer',
      needs: 'decline',
      stops: ['acknowledge', 'answer', 'expiry', 'reply', 'list_review'],
      starts: ['find_another'],
      tells: ['sender'],
    },
    start: {
      from: ['accepted'],
      to: 'in_service',
      by: ['receiver'],
      permission: 'referral.answer',
      stops: ['first_service'],
      tells: ['sender'],
    },
    complete: {
      from: ['in_service'],
      to: 'completed',
      by: ['receiver'],
      permission: 'referral.answer',
      needs: 'outcome',
      stops: ['ask_person'],
      starts: ['read_outcome'],
      tells: ['sender'],
    },
    end: {
      from: ['accepted', 'waiting', 'in_service'],
      to: 'ended',
      by: ['receiver'],
      permission: 'referral.answer',
      stops: ['first_service', 'expiry', 'list_review', 'ask_person'],
      starts: ['read_outcome'],
      tells: ['sender'],
    },
    // Field by field into the receiver's own file. Its sender does not hear of it.
    copy: {
      from: ['accepted', 'in_service'],
      to: 'same',
      by: ['receiver'],
      permission: 'referral.copy',
      needs: 'copied',
      seenBy: ['receiver'],
    },
    // By the receiver, with the person's consent there, who agreed besides that the first sender hears of it.
    referred_on: { from: ['accepted', 'in_service'], to: 'same', by: ['system'], tells: ['sender'] },
    not_deliver: {
      from: ['accepted', 'waiting', 'in_service'],
      to: 'not_delivered',
      by: ['receiver'],
      permission: 'referral.answer',
      needs: 'not_delivered',
      stops: ['first_service', 'expiry', 'list_review', 'ask_person'],
      starts: ['read_outcome'],
      tells: ['sender'],
    },
    withdraw: {
      from: ['sent', 'acknowledged', 'more_asked', 'waiting', 'accepted', 'in_service'],
      to: 'recalled',
      by: ['sender'],
      permission: 'referral.send',
      needs: 'withdrawal',
      seenBy: ['sender'],
      stops: ['acknowledge', 'answer', 'expiry', 'reply', 'list_review', 'first_service', 'ask_person'],
      starts: ['confirm_recall'],
      tells: ['receiver'],
    },
    recall: {
      from: ['sent', 'acknowledged', 'more_asked', 'waiting', 'accepted', 'in_service'],
      to: 'recalled',
      by: ['system'],
      stops: ['acknowledge', 'answer', 'expiry', 'reply', 'list_review', 'first_service', 'ask_person'],
      starts: ['confirm_recall'],
      tells: ['sender', 'receiver'],
    },
    // With a service that took the person in: what was sent is gone, and whether the service goes on is the person's to say.
    recall_package: {
      from: ['accepted', 'in_service'],
      to: 'same',
      by: ['system'],
      starts: ['confirm_recall', 'ask_person'],
      tells: ['sender', 'receiver'],
    },
    go_on: {
      from: ['accepted', 'in_service'],
      to: 'same',
      by: ['sender'],
      permission: 'referral.send',
      stops: ['ask_person'],
      tells: ['receiver'],
    },
    stop: {
      from: ['accepted', 'in_service'],
      to: 'recalled',
      by: ['sender'],
      permission: 'referral.send',
      stops: ['first_service', 'ask_person'],
      starts: ['confirm_recall'],
      tells: ['receiver'],
    },
    // Some of what was sent is agreed no more; the rest stays.
    narrow: {
      from: ['sent', 'acknowledged', 'more_asked', 'waiting', 'accepted', 'in_service'],
      to: 'same',
      by: ['system'],
      starts: ['confirm_recall'],
      tells: ['sender', 'receiver'],
    },
    confirm_narrowed: {
      from: ['acknowledged', 'more_asked', 'waiting', 'accepted', 'in_service', 'completed', 'not_delivered', 'ended'],
      to: 'same',
      by: ['receiver'],
      permission: 'referral.answer',
      stops: ['confirm_recall'],
      tells: ['sender'],
    },
    // Another service that was offered the same has accepted.
    withdraw_offer: {
      from: ['sent', 'acknowledged', 'more_asked', 'waiting'],
      to: 'recalled',
      by: ['system'],
      stops: ['acknowledge', 'answer', 'expiry', 'reply', 'list_review'],
      starts: ['confirm_recall'],
      tells: ['sender', 'receiver'],
    },
    // An exception from consent: asked for, confirmed by a second person, reviewed by a third.
    ask_override: {
      from: ['draft'],
      to: 'same',
      by: ['sender'],
      permission: 'referral.send',
      needs: 'override',
      seenBy: ['sender'],
    },
    confirm_override: {
      from: ['draft'],
      to: 'same',
      by: ['sender'],
      permission: 'referral.lead',
      notBy: ['ask_override'],
      seenBy: ['sender'],
      starts: ['override_review'],
    },
    review_override: {
      from: [
        'sent',
        'acknowledged',
        'more_asked',
        'waiting',
        'accepted',
        'in_service',
        'completed',
        'not_delivered',
        'ended',
        'declined',
        'expired',
        'recalled',
      ],
      to: 'same',
      by: ['sender'],
      permission: 'referral.send',
      notBy: ['ask_override', 'confirm_override'],
      needs: 'override_review',
      seenBy: ['sender'],
      stops: ['override_review'],
    },
    confirm_recall: {
      from: ['recalled'],
      to: 'closed',
      by: ['receiver'],
      permission: 'referral.answer',
      tells: ['sender'],
    },
    // Its agency takes no part in the response any more.
    agency_closed: {
      from: ['sent', 'acknowledged', 'more_asked', 'waiting', 'accepted', 'in_service'],
      to: 'not_delivered',
      by: ['system'],
      stops: ['acknowledge', 'answer', 'expiry', 'reply', 'list_review', 'first_service', 'ask_person'],
      starts: ['find_another', 'read_outcome'],
      tells: ['sender'],
    },
    // The file went to another agency, which goes on with it under a file of its own, with the person's consent there.
    follow_file: {
      from: [
        'sent',
        'acknowledged',
        'more_asked',
        'waiting',
        'accepted',
        'in_service',
        'completed',
        'not_delivered',
        'ended',
        'declined',
        'expired',
      ],
      to: 'same',
      by: ['system'],
      passes: 'sender',
      tells: ['sender', 'receiver'],
    },
    expire: {
      from: ['sent', 'acknowledged', 'more_asked', 'waiting'],
      to: 'expired',
      by: ['system'],
      stops: ['acknowledge', 'answer', 'reply', 'list_review', 'expiry'],
      starts: ['find_another'],
      tells: ['sender', 'receiver'],
    },
    close: {
      from: ['completed', 'not_delivered', 'ended', 'declined', 'expired'],
      to: 'closed',
      by: ['sender'],
      permission: 'referral.send',
      needs: 'closing',
      seenBy: ['sender'],
    },
  },
})

/** The way that most referrals take. */
export const USUAL_WAY = ['draft', 'sent', 'acknowledged', 'accepted', 'in_service', 'completed', 'closed'] as const

export const URGENCIES = ['emergency', 'urgent', 'standard', 'planned'] as const
export type Urgency = (typeof URGENCIES)[number]

const minutes = (amount: number): ClockRule => ({ unit: 'minutes', amount, onNonWorkingDay: 'keep' })
const hours = (amount: number): ClockRule => ({ unit: 'hours', amount, onNonWorkingDay: 'keep' })
const days = (amount: number): ClockRule => ({ unit: 'days', amount, onNonWorkingDay: 'next' })
const working = (amount: number): ClockRule => ({ unit: 'working_days', amount, onNonWorkingDay: 'next' })

/** Clocks that run longer or shorter by how urgent a referral is; and those that are alike for all. */
export const BY_URGENCY = ['acknowledge', 'answer', 'reply', 'first_service', 'expiry', 'read_outcome'] as const
export const ALIKE_FOR_ALL = ['list_review', 'find_another', 'confirm_recall', 'override_review', 'ask_person'] as const

/** How long each clock runs, by how urgent it is. General knowledge: a country confirms it, or says otherwise. */
const RUNS: Readonly<Record<Urgency, Readonly<Record<string, ClockRule>>>> = {
  emergency: {
    acknowledge: { ...minutes(30), warnBefore: { unit: 'minutes', amount: 15 } },
    answer: { ...hours(2), warnBefore: { unit: 'hours', amount: 1 } },
    reply: hours(1),
    first_service: hours(4),
    expiry: hours(8),
    read_outcome: days(1),
  },
  urgent: {
    acknowledge: { ...hours(4), warnBefore: { unit: 'hours', amount: 2 } },
    answer: { ...hours(24), warnBefore: { unit: 'hours', amount: 6 } },
    reply: hours(12),
    first_service: hours(72),
    expiry: days(3),
    read_outcome: working(3),
  },
  standard: {
    acknowledge: working(1),
    answer: { ...working(3), warnBefore: { unit: 'working_days', amount: 1 } },
    reply: working(2),
    first_service: working(10),
    expiry: working(10),
    read_outcome: working(5),
  },
  planned: {
    acknowledge: working(3),
    answer: { ...working(5), warnBefore: { unit: 'working_days', amount: 1 } },
    reply: working(3),
    first_service: days(30),
    expiry: days(30),
    read_outcome: working(10),
  },
}

const ALIKE: Readonly<Record<string, ClockRule>> = {
  list_review: days(7),
  find_another: working(1),
  confirm_recall: working(5),
  override_review: working(3),
  ask_person: working(3),
}

/** What a country decided; whatever it left out runs as usual. */
export interface ReferralClocks {
  readonly byUrgency: Readonly<Partial<Record<Urgency, Readonly<Record<string, ClockRule | undefined>>>>>
  readonly alike: Readonly<Record<string, ClockRule | undefined>>
  /** Of what happens between agencies besides, as `transfer.answer`. */
  readonly between: Readonly<Record<string, ClockRule | undefined>>
}

/** How long a clock runs for a referral of these facts. */
export const referralClock =
  ({ byUrgency, alike }: Pick<ReferralClocks, 'byUrgency' | 'alike'>) =>
  (clock: string, facts: Facts): ClockRule | null => {
    const urgency = URGENCIES.find((each) => each === facts['urgency']) ?? 'standard'
    const rule = byUrgency[urgency]?.[clock] ?? RUNS[urgency][clock] ?? alike[clock] ?? ALIKE[clock] ?? null
    const agreed = facts['first_on']
    // What is planned begins on the day that was agreed, not after so many days.
    return rule &&
      urgency === 'planned' &&
      clock === 'first_service' &&
      typeof agreed === 'string' &&
      isPlainDate(agreed)
      ? { ...rule, on: agreed }
      : rule
  }
