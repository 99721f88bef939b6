import { requestKind } from '@gloact/records'

const work = { by: ['officer'], permission: 'children.work' } as const
const approve = { by: ['officer'], permission: 'children.approve' } as const

/**
 * That a child was interviewed: when, by whom, on what, with whom. Never what was said: this is here so that nobody asks a third time.
 * What others held, a court ordered, is recorded as that, and hides nothing.
 */
export const interviewKind = requestKind({
  kind: 'children.interview',
  parties: ['officer'],
  states: {
    asked: { turn: 'officer' },
    allowed: { turn: 'officer' },
    held: { turn: null },
    not_held: { turn: null },
  },
  clocks: {},
  steps: {
    record: { ...work, from: 'new', to: 'held', needs: 'interview' },
    record_elsewhere: { ...work, from: 'new', to: 'held', needs: 'interview_elsewhere' },
    // An agency that has the child by a referral tells that it held one: it counts here, and nobody says what was said.
    report: { from: 'new', to: 'held', by: ['system'], needs: 'interview_reported' },
    ask: { ...work, from: 'new', to: 'asked', needs: 'interview_again' },
    allow: { ...approve, from: ['asked'], to: 'allowed', notBy: ['ask'], needs: 'interview_allowed' },
    refuse: { ...approve, from: ['asked'], to: 'not_held', notBy: ['ask'], needs: 'interview_refused' },
    hold: { ...work, from: ['allowed'], to: 'held', needs: 'interview' },
    drop: { ...work, from: ['asked', 'allowed'], to: 'not_held' },
  },
})
