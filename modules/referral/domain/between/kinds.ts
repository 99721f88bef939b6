import { requestKind, type ClockRule, type Facts } from '@gloact/records'

/**
 * Responsibility for a file goes to another agency: when that one accepts and not before, so that there is always one and never
 * two. The file stays with its sender, read-only; what was agreed goes as a package.
 */
const transfer = requestKind({
  kind: 'referral.transfer',
  parties: ['sender', 'receiver'],
  states: {
    draft: { turn: 'sender', hiddenFrom: ['receiver'] },
    discarded: { turn: null, hiddenFrom: ['receiver'] },
    sent: { turn: 'receiver' },
    acknowledged: { turn: 'receiver' },
    accepted: { turn: 'receiver' },
    return_asked: { turn: 'sender' },
    taken_over: { turn: null },
    returned: { turn: null },
    declined: { turn: 'sender' },
    expired: { turn: 'sender' },
    recalled: { turn: 'receiver' },
    closed: { turn: null },
  },
  clocks: {
    acknowledge: { of: 'receiver' },
    answer: { of: 'receiver' },
    own_file: { of: 'receiver' },
    take_back: { of: 'sender' },
    find_another: { of: 'sender' },
    confirm_recall: { of: 'receiver' },
    expiry: { of: 'system', runsOut: 'expire' },
  },
  steps: {
    draft: { from: 'new', to: 'draft', by: ['sender'], permission: 'referral.lead', seenBy: ['sender'] },
    send: {
      from: ['draft'],
      to: 'sent',
      by: ['sender'],
      permission: 'referral.lead',
      starts: ['acknowledge', 'answer', 'expiry'],
      tells: ['receiver'],
    },
    discard: { from: ['draft'], to: 'discarded', by: ['sender'], permission: 'referral.lead' },
    acknowledge: {
      from: ['sent'],
      to: 'acknowledged',
      by: ['receiver'],
      permission: 'referral.answer',
      stops: ['acknowledge'],
      tells: ['sender'],
    },
    // The person who opened it prepares; another person of the agency takes the responsibility.
    accept: {
      from: ['acknowledged'],
      to: 'accepted',
      by: ['receiver'],
      permission: 'referral.lead',
      notBy: ['acknowledge'],
      needs: 'take_over',
      stops: ['answer', 'expiry'],
      starts: ['own_file'],
      tells: ['sender'],
    },
    decline: {
      from: ['sent', 'acknowledged'],
      to: 'declined',
      by: ['receiver'],
      permission: 'referral.lead',
      needs: 'decline',
      stops: ['acknowledge', 'answer', 'expiry'],
      starts: ['find_another'],
      tells: ['sender'],
    },
    copy: {
      from: ['accepted'],
      to: 'same',
      by: ['receiver'],
      permission: 'referral.copy',
      needs: 'copied',
      seenBy: ['receiver'],
    },
    open_own_file: {
      from: ['accepted'],
      to: 'taken_over',
      by: ['receiver'],
      permission: 'referral.answer',
      needs: 'own_file',
      tells: ['sender'],
    },
    give_back: {
      from: ['accepted'],
      to: 'return_asked',
      by: ['receiver'],
      permission: 'referral.lead',
      needs: 'giving_back',
      pauses: ['own_file'],
      starts: ['take_back'],
      tells: ['sender'],
    },
    take_back: {
      from: ['return_asked'],
      to: 'returned',
      by: ['sender'],
      permission: 'referral.lead',
      tells: ['receiver'],
    },
    keep_there: {
      from: ['return_asked'],
      to: 'accepted',
      by: ['sender'],
      permission: 'referral.lead',
      needs: 'giving_back',
      stops: ['take_back'],
      resumes: ['own_file'],
      tells: ['receiver'],
    },
    withdraw: {
      from: ['sent', 'acknowledged'],
      to: 'recalled',
      by: ['sender'],
      permission: 'referral.lead',
      needs: 'withdrawal',
      seenBy: ['sender'],
      stops: ['acknowledge', 'answer', 'expiry'],
      starts: ['confirm_recall'],
      tells: ['receiver'],
    },
    recall: {
      from: ['sent', 'acknowledged'],
      to: 'recalled',
      by: ['system'],
      stops: ['acknowledge', 'answer', 'expiry'],
      starts: ['confirm_recall'],
      tells: ['sender', 'receiver'],
    },
    confirm_recall: { from: ['recalled'], to: 'closed', by: ['receiver'], permission: 'referral.answer' },
    expire: {
      from: ['sent', 'acknowledged'],
      to: 'expired',
      by: ['system'],
      stops: ['acknowledge', 'answer'],
      starts: ['find_another'],
      tells: ['sender', 'receiver'],
    },
    // The agency takes no part in the response any more: before it took over another is looked for, after it the file comes back.
    agency_closed: {
      from: ['sent', 'acknowledged'],
      to: 'expired',
      by: ['system'],
      stops: ['acknowledge', 'answer', 'expiry'],
      starts: ['find_another'],
      tells: ['sender'],
    },
    agency_left: {
      from: ['accepted'],
      to: 'return_asked',
      by: ['system'],
      pauses: ['own_file'],
      starts: ['take_back'],
      tells: ['sender'],
    },
    close: { from: ['declined', 'expired'], to: 'closed', by: ['sender'], permission: 'referral.lead' },
  },
})

/**
 * An agency that met somebody asks for their file, by its number. Whether there is one is not told: only a yes is an answer.
 * A no, a number that nobody has and silence end alike, on the same day.
 */
const transferRequest = requestKind({
  kind: 'referral.transfer_request',
  parties: ['asker', 'holder'],
  states: {
    asked: { turn: 'holder' },
    refused: { turn: 'system' },
    agreed: { turn: null },
    unanswered: { turn: null },
  },
  clocks: { answer: { of: 'holder', runsOut: 'lapse' } },
  steps: {
    ask: {
      from: 'new',
      to: 'asked',
      by: ['asker'],
      permission: 'referral.send',
      needs: 'asking',
      starts: ['answer'],
      tells: ['holder'],
    },
    agree: { from: ['asked'], to: 'agreed', by: ['holder'], permission: 'referral.lead', tells: ['asker'] },
    refuse: {
      from: ['asked'],
      to: 'refused',
      by: ['holder'],
      permission: 'referral.lead',
      needs: 'not_transferred',
      seenBy: ['holder'],
    },
    lapse: { from: ['asked', 'refused'], to: 'unanswered', by: ['system'], tells: ['asker'] },
  },
})

/** Two agencies work with one person, each on needs of its own and in its own file; goals are seen by both. */
const jointWork = requestKind({
  kind: 'referral.joint_work',
  parties: ['lead', 'partner'],
  states: {
    proposed: { turn: 'partner' },
    active: { turn: 'lead', isSettled: true },
    not_agreed: { turn: null },
    ended: { turn: null },
  },
  clocks: { agreement: { of: 'partner', runsOut: 'lapse' }, joint_review: { of: 'lead' } },
  steps: {
    propose: {
      from: 'new',
      to: 'proposed',
      by: ['lead'],
      permission: 'referral.lead',
      needs: 'sharing_out',
      starts: ['agreement'],
      tells: ['partner'],
    },
    agree: {
      from: ['proposed'],
      to: 'active',
      by: ['partner'],
      permission: 'referral.lead',
      needs: 'joining',
      stops: ['agreement'],
      starts: ['joint_review'],
      tells: ['lead'],
    },
    decline: {
      from: ['proposed'],
      to: 'not_agreed',
      by: ['partner'],
      permission: 'referral.lead',
      needs: 'decline',
      tells: ['lead'],
    },
    withdraw: { from: ['proposed'], to: 'not_agreed', by: ['lead'], permission: 'referral.lead' },
    lapse: { from: ['proposed'], to: 'not_agreed', by: ['system'], tells: ['lead'] },
    add_goal: {
      from: ['active'],
      to: 'same',
      by: ['lead', 'partner'],
      permission: 'referral.send',
      needs: 'goal',
      tells: ['lead', 'partner'],
    },
    report_goal: {
      from: ['active'],
      to: 'same',
      by: ['lead', 'partner'],
      permission: 'referral.send',
      needs: 'goal_report',
      tells: ['lead', 'partner'],
    },
    share_out: {
      from: ['active'],
      to: 'same',
      by: ['lead', 'partner'],
      permission: 'referral.lead',
      needs: 'sharing_out',
      tells: ['lead', 'partner'],
    },
    review: {
      from: ['active'],
      to: 'same',
      by: ['lead', 'partner'],
      permission: 'referral.lead',
      needs: 'remark',
      starts: ['joint_review'],
    },
    end: {
      from: ['active'],
      to: 'ended',
      by: ['lead', 'partner'],
      permission: 'referral.lead',
      needs: 'remark',
      tells: ['lead', 'partner'],
    },
    recall: { from: ['proposed', 'active'], to: 'ended', by: ['system'], tells: ['lead', 'partner'] },
  },
})

/** Agencies meet about one person. What they may read is what was agreed for every one of them. */
const conference = requestKind({
  kind: 'referral.conference',
  parties: ['convener', 'guest_1', 'guest_2', 'guest_3'],
  states: {
    draft: { turn: 'convener', hiddenFrom: ['guest_1', 'guest_2', 'guest_3'] },
    discarded: { turn: null, hiddenFrom: ['guest_1', 'guest_2', 'guest_3'] },
    invited: { turn: 'convener' },
    held: { turn: 'convener' },
    closed: { turn: null },
    called_off: { turn: null },
  },
  clocks: { hold: { of: 'convener' }, decisions: { of: 'convener' } },
  steps: {
    draft: {
      from: 'new',
      to: 'draft',
      by: ['convener'],
      permission: 'referral.send',
      needs: 'meeting',
      // Guests read the questions in what is sent, as long as it may be read.
      seenBy: ['convener'],
    },
    send: {
      from: ['draft'],
      to: 'invited',
      by: ['convener'],
      permission: 'referral.send',
      starts: ['hold'],
      tells: ['guest_1', 'guest_2', 'guest_3'],
    },
    discard: { from: ['draft'], to: 'discarded', by: ['convener'], permission: 'referral.send' },
    hold: {
      from: ['invited'],
      to: 'held',
      by: ['convener'],
      permission: 'referral.send',
      needs: 'minutes',
      stops: ['hold'],
      starts: ['decisions'],
      tells: ['guest_1', 'guest_2', 'guest_3'],
    },
    decide: {
      from: ['held'],
      to: 'same',
      by: ['convener'],
      permission: 'referral.send',
      needs: 'decision',
      tells: ['guest_1', 'guest_2', 'guest_3'],
    },
    close: { from: ['held'], to: 'closed', by: ['convener'], permission: 'referral.send' },
    call_off: {
      from: ['invited'],
      to: 'called_off',
      by: ['convener'],
      permission: 'referral.send',
      tells: ['guest_1', 'guest_2', 'guest_3'],
    },
    recall: {
      from: ['invited', 'held'],
      to: 'called_off',
      by: ['system'],
      tells: ['convener', 'guest_1', 'guest_2', 'guest_3'],
    },
  },
})

/** What one agency does after a conference or for it: to come, or what was decided there. */
const task = requestKind({
  kind: 'referral.task',
  parties: ['convener', 'holder'],
  states: {
    open: { turn: 'holder' },
    done: { turn: null },
    not_done: { turn: null },
    dropped: { turn: null },
  },
  clocks: { due: { of: 'holder' } },
  steps: {
    invite: { from: 'new', to: 'open', by: ['convener'], starts: ['due'], tells: ['holder'] },
    assign: { from: 'new', to: 'open', by: ['convener'], needs: 'decision', starts: ['due'], tells: ['holder'] },
    finish: {
      from: ['open'],
      to: 'done',
      by: ['holder'],
      permission: 'referral.answer',
      needs: 'remark',
      tells: ['convener'],
    },
    cannot: {
      from: ['open'],
      to: 'not_done',
      by: ['holder'],
      permission: 'referral.answer',
      needs: 'not_done',
      tells: ['convener'],
    },
    drop: { from: ['open'], to: 'dropped', by: ['convener'], permission: 'referral.send', tells: ['holder'] },
    recall: { from: ['open'], to: 'dropped', by: ['system'], tells: ['holder'] },
  },
})

/** What happens between agencies about one person besides a referral, by the word that stands in addresses. */
export const BETWEEN = {
  transfer,
  transfer_request: transferRequest,
  joint_work: jointWork,
  conference,
  task,
} as const
export type BetweenName = keyof typeof BETWEEN
export const BETWEEN_NAMES = Object.keys(BETWEEN) as readonly BetweenName[]

/** Those that somebody begins; a task follows from a conference. */
export const BEGUN = ['transfer', 'transfer_request', 'joint_work', 'conference'] as const
export type Begun = (typeof BEGUN)[number]

export const betweenNameOf = (kind: string): BetweenName | undefined =>
  BETWEEN_NAMES.find((name) => BETWEEN[name].kind === kind)

/** The usual way through each. */
export const BETWEEN_WAYS: Readonly<Record<BetweenName, readonly string[]>> = {
  transfer: ['draft', 'sent', 'acknowledged', 'accepted', 'taken_over'],
  transfer_request: ['asked', 'agreed'],
  joint_work: ['proposed', 'active', 'ended'],
  conference: ['draft', 'invited', 'held', 'closed'],
  task: ['open', 'done'],
}

/** The party that keeps the file: its agency's people see the record only with the file. */
export const KEEPS_FILE: Readonly<Record<BetweenName, string>> = {
  transfer: 'sender',
  transfer_request: 'holder',
  joint_work: 'lead',
  conference: 'convener',
  task: 'convener',
}

/** The others, to whom something of the person may be told. */
export const TOLD: Readonly<Record<BetweenName, readonly string[]>> = {
  transfer: ['receiver'],
  transfer_request: [],
  joint_work: ['partner'],
  conference: ['guest_1', 'guest_2', 'guest_3'],
  task: [],
}

/** For what the person agreed that they are told. */
export const PURPOSE: Readonly<Record<BetweenName, string>> = {
  transfer: 'assistance',
  transfer_request: 'assistance',
  joint_work: 'referral',
  conference: 'referral',
  task: 'referral',
}

/** Those with a package, and in which states it may be read by whom it was sent to. */
export const PACKAGE_READ_IN: Readonly<Partial<Record<BetweenName, readonly string[]>>> = {
  transfer: ['acknowledged', 'accepted', 'return_asked', 'taken_over'],
  conference: ['invited', 'held'],
}

const working = (amount: number): ClockRule => ({ unit: 'working_days', amount, onNonWorkingDay: 'next' })
const days = (amount: number): ClockRule => ({ unit: 'days', amount, onNonWorkingDay: 'next' })

/** How long each clock runs. General knowledge: a country confirms it, or says otherwise. */
const RUNS: Readonly<Record<BetweenName, Readonly<Record<string, ClockRule>>>> = {
  transfer: {
    acknowledge: working(1),
    answer: working(3),
    own_file: working(5),
    take_back: working(3),
    find_another: working(1),
    confirm_recall: working(5),
    expiry: working(10),
  },
  transfer_request: { answer: working(5) },
  joint_work: { agreement: working(5), joint_review: days(90) },
  conference: { hold: working(10), decisions: working(5) },
  task: {},
}

/** Clocks that a country may set, as `transfer.answer`. */
export const BETWEEN_CLOCKS = BETWEEN_NAMES.flatMap((name) =>
  Object.keys(RUNS[name]).map((clock) => `${name}.${clock}`),
)

/** How long a clock runs. A task's is as long as was decided: its days are a fact of it. */
export const betweenClock =
  (name: BetweenName, decided: Readonly<Record<string, ClockRule | undefined>>) =>
  (clock: string, facts: Facts): ClockRule | null =>
    name === 'task'
      ? days(typeof facts['days'] === 'number' ? facts['days'] : 5)
      : (decided[`${name}.${clock}`] ?? RUNS[name][clock] ?? null)

const MOVED: readonly string[] = ['accepted', 'return_asked', 'taken_over']

/** Who answers for the person while a transfer stands so: always one of the two, never both and never nobody. */
export const responsibleIn = (state: string): 'sender' | 'receiver' => (MOVED.includes(state) ? 'receiver' : 'sender')
