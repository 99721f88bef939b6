import { requestKind } from '@gloact/records'

/**
 * Who is who to a child, as it was confirmed: in the child's file, erased with it. It gives nobody a right to be told anything, and ends
 * with a reason where it turns out to be wrong.
 */
export const familyLink = requestKind({
  kind: 'children.family_link',
  parties: ['agency'],
  states: { current: { turn: 'agency' }, ended: { turn: null } },
  clocks: {},
  steps: {
    record: { from: 'new', to: 'current', by: ['agency'], needs: 'family_link', permission: 'children.judge_matches' },
    end: {
      from: ['current'],
      to: 'ended',
      by: ['agency'],
      needs: 'link_ended',
      permission: 'children.judge_matches',
      retreats: true,
    },
  },
})
