import { requestKind } from '@gloact/records'

/**
 * An agency reports an action done, with a document; the office of the plan verifies it or sends it back. Nobody verifies what they
 * reported themselves, whatever agency they are of.
 */
export const claim = requestKind({
  kind: 'strategy.claim',
  parties: ['owner', 'office'],
  states: {
    claimed: { turn: 'office' },
    verified: { turn: null },
    sent_back: { turn: null },
    withdrawn: { turn: null },
  },
  clocks: {},
  steps: {
    claim: { from: 'new', to: 'claimed', by: ['owner'], needs: 'claim', permission: 'strategy.claim' },
    verify: {
      from: ['claimed'],
      to: 'verified',
      by: ['office'],
      needs: 'verification',
      notBy: ['claim'],
      permission: 'strategy.verify',
    },
    send_back: {
      from: ['claimed'],
      to: 'sent_back',
      by: ['office'],
      needs: 'send_back',
      permission: 'strategy.verify',
    },
    withdraw: { from: ['claimed'], to: 'withdrawn', by: ['owner'], permission: 'strategy.claim' },
  },
})

/** What happens to the action when a claim takes a step. */
export const ACTION_AFTER = {
  claim: 'claimed',
  verify: 'verified',
  send_back: 'in_progress',
  withdraw: 'in_progress',
} as const
