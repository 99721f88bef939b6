import { requestKind } from '@gloact/records'

/**
 * A child may be the one whom a request seeks: a suggestion, for the agency that keeps the child’s file. One pair has one record for
 * ever; after a rejection another is opened only where something that spoke against it has changed. Confirming takes three people: one
 * looked, two heard child and adult apart, and none of them confirms. Before anybody was heard it can be set aside until a day.
 */
export const tracingMatch = requestKind({
  kind: 'children.tracing_match',
  parties: ['agency'],
  states: {
    suggested: { turn: 'agency' },
    // Nobody's task until its day comes, or until something is said otherwise.
    parked: { turn: 'system' },
    verifying: { turn: 'agency' },
    child_heard: { turn: 'agency' },
    adult_heard: { turn: 'agency' },
    heard: { turn: 'agency' },
    confirmed: { turn: 'agency' },
    contact: { turn: null },
    rejected: { turn: null },
    dropped: { turn: null },
  },
  clocks: { look: { of: 'agency' }, verify: { of: 'agency' }, parked: { of: 'system', runsOut: 'look_again' } },
  steps: {
    suggest: { from: 'new', to: 'suggested', by: ['system'], starts: ['look'] },
    // What either side says has changed before anybody decided.
    renew: { from: ['suggested'], to: 'same', by: ['system'] },
    look_again: { from: ['parked'], to: 'suggested', by: ['system'], stops: ['parked'], starts: ['look'] },
    // Something that spoke for it or against it is said otherwise before the day.
    reopen: { from: ['parked'], to: 'suggested', by: ['system'], stops: ['parked'], starts: ['look'] },
    take_up: {
      from: ['suggested', 'parked'],
      to: 'verifying',
      by: ['agency'],
      needs: 'match_look',
      permission: 'children.judge_matches',
      stops: ['look', 'parked'],
      starts: ['verify'],
    },
    reject: {
      from: ['suggested', 'parked', 'verifying', 'child_heard', 'adult_heard', 'heard', 'confirmed'],
      to: 'rejected',
      by: ['agency'],
      needs: 'match_rejection',
      permission: 'children.judge_matches',
    },
    park: {
      from: ['suggested', 'verifying'],
      to: 'parked',
      by: ['agency'],
      needs: 'match_parking',
      permission: 'children.judge_matches',
      stops: ['look', 'verify'],
      starts: ['parked'],
    },
    hear_child: {
      from: ['verifying'],
      to: 'child_heard',
      by: ['agency'],
      needs: 'child_heard',
      permission: 'children.judge_matches',
    },
    hear_adult: {
      from: ['verifying'],
      to: 'adult_heard',
      by: ['agency'],
      needs: 'adult_heard',
      permission: 'children.judge_matches',
    },
    // The other of the two, by another person.
    hear_adult_then: {
      from: ['child_heard'],
      to: 'heard',
      by: ['agency'],
      needs: 'adult_heard',
      permission: 'children.judge_matches',
      notBy: ['hear_child'],
    },
    hear_child_then: {
      from: ['adult_heard'],
      to: 'heard',
      by: ['agency'],
      needs: 'child_heard',
      permission: 'children.judge_matches',
      notBy: ['hear_adult'],
    },
    confirm: {
      from: ['heard'],
      to: 'confirmed',
      by: ['agency'],
      needs: 'match_finding',
      permission: 'children.judge_matches',
      notBy: ['take_up', 'hear_child', 'hear_adult', 'hear_adult_then', 'hear_child_then'],
      stops: ['verify'],
    },
    allow_contact: {
      from: ['confirmed'],
      to: 'contact',
      by: ['agency'],
      needs: 'match_contact',
      permission: 'children.judge_matches',
    },
    // The request was closed, or the child is not sought for any more.
    drop: {
      from: ['suggested', 'parked', 'verifying', 'child_heard', 'adult_heard', 'heard', 'confirmed'],
      to: 'dropped',
      by: ['system'],
    },
  },
})

/** Until both were heard, what one of them said is sealed, all but the questions: who hears the other asks the same, and not by the answers. */
export const HEARINGS: readonly string[] = ['hear_child', 'hear_adult', 'hear_child_then', 'hear_adult_then']
export const SEALED_UNTIL_BOTH: readonly string[] = ['child_heard', 'adult_heard']
