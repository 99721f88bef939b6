import { requestKind } from '@gloact/records'

const work = { by: ['officer'], permission: 'children.work' } as const

/** What a child is left with on the day they turn 18: planned six months before the earliest day that may be. One a child. */
export const transitionKind = requestKind({
  kind: 'children.transition',
  parties: ['officer'],
  states: {
    preparing: { turn: 'officer' },
    agreed: { turn: 'officer' },
    closed: { turn: null },
  },
  clocks: { plan: { of: 'officer' } },
  steps: {
    // A month before the plan has to stand, by what is known of the age.
    begin_due: { from: 'new', to: 'preparing', by: ['system'], starts: ['plan'] },
    begin: { ...work, from: 'new', to: 'preparing', starts: ['plan'] },
    agree: { ...work, from: ['preparing'], to: 'agreed', needs: 'transition_plan', stops: ['plan'] },
    change: { ...work, from: ['agreed'], to: 'same', needs: 'transition_plan' },
    // On the day, what a child or a guardian agreed to ends: the adult is asked again.
    ask_anew: { ...work, from: ['agreed'], to: 'same', needs: 'transition_consents' },
    close: { ...work, from: ['agreed'], to: 'closed' },
    drop: { ...work, from: ['preparing', 'agreed'], to: 'closed', needs: 'transition_dropped' },
  },
})
