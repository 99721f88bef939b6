import { requestKind, type RequestKind } from '@gloact/records'
import { guardianKind } from './guardianship-kind.ts'
import { interviewKind } from './interview-kind.ts'
import { kinKind } from './kin-kind.ts'
import { schoolingKind } from './schooling-kind.ts'
import { solutionKind } from './solution-kind.ts'
import { transitionKind } from './transition-kind.ts'

const work = { by: ['officer'], permission: 'children.work' } as const
const approve = { by: ['officer'], permission: 'children.approve' } as const

/** What is known of a child's age. There is one a child; nothing of it moves the file's path by itself (gate G1). */
export const ageKind = requestKind({
  kind: 'children.age',
  parties: ['officer'],
  states: {
    presumed: { turn: 'officer', isSettled: true },
    doubted: { turn: 'officer' },
    assessing: { turn: 'officer' },
    concluded: { turn: 'officer' },
    told: { turn: 'officer' },
    closed: { turn: null },
  },
  clocks: { assessment: { of: 'officer' }, appeal: { of: 'officer' } },
  steps: {
    presume: { ...work, from: 'new', to: 'presumed', needs: 'age_statement' },
    // At first contact nobody has said anything yet: anyone met on the child path is presumed a child.
    presume_met: { from: 'new', to: 'presumed', by: ['system'] },
    restate: { ...work, from: ['presumed', 'doubted'], to: 'same', needs: 'age_statement' },
    see_document: { ...work, from: ['presumed', 'doubted', 'assessing'], to: 'same', needs: 'age_document' },
    confirm_document: {
      ...work,
      from: ['presumed', 'doubted', 'assessing'],
      to: 'same',
      notBy: ['see_document'],
      needs: 'age_second',
    },
    doubt: { ...work, from: ['presumed'], to: 'doubted', needs: 'age_doubt' },
    begin: { ...work, from: ['doubted'], to: 'assessing', needs: 'age_agreed', starts: ['assessment'] },
    // A no counts for nothing against the child.
    not_agreed: {
      ...work,
      from: ['doubted', 'assessing'],
      to: 'presumed',
      needs: 'age_not_agreed',
      stops: ['assessment'],
    },
    examine: { ...work, from: ['assessing'], to: 'same', needs: 'age_examined' },
    conclude: { ...work, from: ['assessing'], to: 'concluded', needs: 'age_conclusion' },
    tell: {
      ...work,
      from: ['concluded'],
      to: 'told',
      needs: 'age_told',
      stops: ['assessment'],
      starts: ['appeal'],
    },
    // What was lodged in time is waited for, however long it takes.
    appeal: { ...work, from: ['told'], to: 'same', needs: 'age_appeal', stops: ['appeal'] },
    settle: {
      ...approve,
      from: ['told'],
      to: 'presumed',
      notBy: ['conclude'],
      needs: 'age_settled',
      stops: ['appeal'],
    },
    close: { ...work, from: ['presumed'], to: 'closed' },
  },
})

/** A best-interests assessment: one for each decision. */
export const assessmentKind = requestKind({
  kind: 'children.assessment',
  parties: ['officer'],
  states: {
    draft: { turn: 'officer' },
    submitted: { turn: 'officer' },
    returned: { turn: 'officer' },
    approved: { turn: null },
    superseded: { turn: null },
    dropped: { turn: null },
  },
  clocks: { assessment: { of: 'officer', stakes: 'law' } },
  steps: {
    begin: { ...work, from: 'new', to: 'draft', needs: 'bia_why', starts: ['assessment'] },
    // The first one is due from the day a child is met; how soon, and for which decision, is said by the officer.
    begin_met: { from: 'new', to: 'draft', by: ['system'], starts: ['assessment'] },
    say_why: { ...work, from: ['draft', 'returned'], to: 'same', needs: 'bia_why' },
    submit: { ...work, from: ['draft', 'returned'], to: 'submitted', needs: 'bia' },
    approve: { ...approve, from: ['submitted'], to: 'approved', notBy: ['submit'], stops: ['assessment'] },
    send_back: { ...approve, from: ['submitted'], to: 'returned', notBy: ['submit'], needs: 'bia_back' },
    // One for the same decision was approved later.
    supersede: { from: ['approved'], to: 'superseded', by: ['system'] },
    drop: { ...work, from: ['draft', 'returned'], to: 'dropped', needs: 'bia_back' },
  },
})

const cared = { ...work, from: ['in_place', 'to_review', 'for_now'], to: 'same' } as const

/** Where a child is cared for. What nobody may choose (unrelated adults, detention, an employer) is recorded as what it is, and reviewed. */
export const careKind = requestKind({
  kind: 'children.care',
  parties: ['officer'],
  states: {
    in_place: { turn: 'officer', isSettled: true },
    to_review: { turn: 'officer' },
    for_now: { turn: 'officer' },
    ended: { turn: null },
  },
  clocks: {
    first_visit: { of: 'officer' },
    visit: { of: 'officer' },
    review: { of: 'officer' },
    again: { of: 'officer' },
    missing_told: { of: 'officer', stakes: 'life', says: true },
    missing_day: { of: 'officer', stakes: 'life', says: true },
    missing_week: { of: 'officer', stakes: 'life', says: true },
    missing_month: { of: 'officer', stakes: 'life', says: true },
    urgent: { of: 'officer' },
  },
  steps: {
    place: { ...work, from: 'new', to: 'in_place', needs: 'care_placement', starts: ['first_visit', 'urgent'] },
    record_irregular: {
      ...work,
      from: 'new',
      to: 'to_review',
      needs: 'care_irregular',
      starts: ['first_visit', 'review', 'urgent'],
    },
    // Where a child was when another system handed the file over. Nobody here decided it, so a second person looks at it.
    take_over: {
      from: 'new',
      to: 'to_review',
      by: ['system'],
      needs: 'care_taken_over',
      starts: ['first_visit', 'review'],
    },
    // What was too urgent to hear anybody about is made good: those who were not heard are heard now.
    hear: { ...cared, needs: 'care_heard', stops: ['urgent'] },
    review: {
      ...approve,
      from: ['to_review', 'for_now'],
      to: 'for_now',
      notBy: ['record_irregular'],
      needs: 'care_review',
      stops: ['review'],
      starts: ['again'],
    },
    visit: {
      ...work,
      from: ['in_place', 'to_review', 'for_now'],
      to: 'same',
      needs: 'care_visit',
      stops: ['first_visit'],
      starts: ['visit'],
    },
    contact: { ...work, from: ['in_place', 'to_review', 'for_now'], to: 'same', needs: 'care_visit' },
    incident: { ...work, from: ['in_place', 'to_review', 'for_now'], to: 'same', needs: 'care_incident' },
    report_missing: {
      ...cared,
      needs: 'care_missing',
      starts: ['missing_told', 'missing_day', 'missing_week'],
    },
    tell_missing: { ...cared, needs: 'care_missing_told', stops: ['missing_told'] },
    search_day: { ...cared, ...approve, needs: 'care_search', notBy: ['report_missing'], stops: ['missing_day'] },
    search_week: {
      ...cared,
      ...approve,
      needs: 'care_search',
      notBy: ['report_missing'],
      stops: ['missing_week'],
      starts: ['missing_month'],
    },
    search_month: {
      ...cared,
      ...approve,
      needs: 'care_search',
      notBy: ['report_missing'],
      starts: ['missing_month'],
    },
    find: {
      ...cared,
      needs: 'care_found',
      stops: ['missing_told', 'missing_day', 'missing_week', 'missing_month'],
    },
    end: { ...work, from: ['in_place', 'to_review', 'for_now'], to: 'ended', needs: 'care_end' },
  },
})

const panel = { by: ['panel'], permission: 'children.sit', notBy: ['prepare', 'present'] } as const

/** A determination by a panel: options side by side, each member's own signed view, the decision. */
export const determinationKind = requestKind({
  kind: 'children.determination',
  parties: ['officer', 'panel'],
  states: {
    preparing: { turn: 'officer', hiddenFrom: ['panel'] },
    with_panel: { turn: 'panel' },
    deferred: { turn: 'officer' },
    reopened: { turn: 'officer' },
    approved: { turn: 'officer', isSettled: true },
    not_approved: { turn: null },
    void: { turn: null },
    closed: { turn: null },
  },
  clocks: { decision: { of: 'panel', stakes: 'law' }, review: { of: 'officer' } },
  steps: {
    prepare: { ...work, from: 'new', to: 'preparing', needs: 'bid_request', starts: ['decision'] },
    present: {
      ...work,
      from: ['preparing', 'deferred', 'reopened'],
      to: 'with_panel',
      needs: 'bid_options',
      tells: ['panel'],
    },
    vote: { ...panel, from: ['with_panel'], to: 'same', needs: 'bid_vote' },
    approve: {
      ...panel,
      from: ['with_panel'],
      to: 'approved',
      needs: 'bid_decision',
      stops: ['decision'],
      starts: ['review'],
      tells: ['officer'],
    },
    defer: { ...panel, from: ['with_panel'], to: 'deferred', needs: 'bid_reasons', tells: ['officer'] },
    not_approve: { ...panel, from: ['with_panel'], to: 'not_approved', needs: 'bid_reasons', tells: ['officer'] },
    tell: { ...work, from: ['approved'], to: 'same', needs: 'bid_told' },
    review: { ...work, from: ['approved'], to: 'same', needs: 'bid_reasons', starts: ['review'] },
    check_conditions: { ...work, from: ['approved'], to: 'same', needs: 'bid_conditions_met' },
    // Asked for by the child or the guardian, or since something is known that was not: until the panel has decided again it carries nothing.
    reopen: {
      ...work,
      from: ['approved'],
      to: 'reopened',
      needs: 'bid_reopened',
      stops: ['review'],
      starts: ['decision'],
      tells: ['panel'],
    },
    report_change: { ...work, from: ['approved'], to: 'void', needs: 'bid_change', tells: ['panel'] },
    // Something was alleged of the adult or the household that was chosen: nobody has to notice that it rests on them.
    void_alleged: { from: ['approved'], to: 'void', by: ['system'], stops: ['review'], tells: ['officer', 'panel'] },
    withdraw: { ...work, from: ['preparing', 'deferred', 'reopened'], to: 'closed', needs: 'bid_reasons' },
    close: { ...work, from: ['approved'], to: 'closed', needs: 'bid_reasons' },
  },
})

/** The records that a child has here, by the word that stands in addresses. */
export const KINDS = {
  age: ageKind,
  guardianship: guardianKind,
  assessment: assessmentKind,
  care: careKind,
  interview: interviewKind,
  determination: determinationKind,
  solution: solutionKind,
  schooling: schoolingKind,
  transition: transitionKind,
  kin: kinKind,
} as const satisfies Record<string, RequestKind>
export type KindName = keyof typeof KINDS
export const KIND_NAMES = Object.keys(KINDS) as KindName[]

export const kindNameOf = (kind: string): KindName | undefined => KIND_NAMES.find((name) => KINDS[name].kind === kind)

/** For what a solution is planned, as the facts of its record and of its tasks say it. */
export const optionIn = (facts: Readonly<Record<string, unknown>>): string | null =>
  typeof facts['option'] === 'string' ? facts['option'] : null

/** Living apart from brothers, sisters or parents is decided through the same gate as a solution, and is none. */
export const SEPARATION = 'separation'

/** What is recorded about every child: the page says where one lacks it. */
export const EVERY_CHILD: readonly KindName[] = ['age', 'guardianship', 'assessment', 'care', 'schooling']

/** The steps by which somebody begins each; what the platform begins at first contact is not among them. */
export const OPENINGS: Readonly<Record<KindName, readonly string[]>> = {
  age: ['presume'],
  guardianship: ['ask'],
  assessment: ['begin'],
  care: ['place', 'record_irregular'],
  interview: ['record', 'record_elsewhere', 'ask'],
  determination: ['prepare'],
  solution: ['plan', 'record_elsewhere'],
  schooling: ['seek'],
  transition: ['begin'],
  kin: ['ask'],
}

/** The usual way through each, for the bar on top of its page. */
export const WAYS: Readonly<Record<KindName, readonly string[]>> = {
  age: ['presumed', 'doubted', 'assessing', 'concluded', 'told'],
  guardianship: ['asked', 'provisional', 'appointed', 'ended'],
  assessment: ['draft', 'submitted', 'approved'],
  care: ['in_place', 'ended'],
  interview: ['asked', 'allowed', 'held'],
  determination: ['preparing', 'with_panel', 'approved', 'closed'],
  solution: ['planned', 'decided', 'handed_over', 'in_place', 'confirmed_at_12_months'],
  schooling: ['sought', 'in_school', 'closed'],
  transition: ['preparing', 'agreed', 'closed'],
  kin: ['asked', 'confirmed'],
}
