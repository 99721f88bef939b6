import { requestKind } from '@gloact/records'

const work = { by: ['officer'], permission: 'children.work' } as const

/**
 * School, from the day somebody is met as a child: a place, or the reason why there is none yet and the day on which that is looked at again.
 * One a child.
 */
export const schoolingKind = requestKind({
  kind: 'children.schooling',
  parties: ['officer'],
  states: {
    sought: { turn: 'officer' },
    in_school: { turn: 'officer', isSettled: true },
    not_now: { turn: 'officer' },
    closed: { turn: null },
  },
  clocks: { place: { of: 'officer' }, again: { of: 'officer' } },
  steps: {
    seek_met: { from: 'new', to: 'sought', by: ['system'], starts: ['place'] },
    seek: { ...work, from: 'new', to: 'sought', starts: ['place'] },
    enrol: {
      ...work,
      from: ['sought', 'not_now', 'in_school'],
      to: 'in_school',
      needs: 'school_place',
      stops: ['place', 'again'],
    },
    give_reason: {
      ...work,
      from: ['sought', 'not_now'],
      to: 'not_now',
      needs: 'school_reason',
      stops: ['place'],
      starts: ['again'],
    },
    leave: {
      ...work,
      from: ['in_school'],
      to: 'sought',
      needs: 'school_left',
      starts: ['place'],
    },
    close: { ...work, from: ['sought', 'in_school', 'not_now'], to: 'closed', needs: 'school_closed' },
  },
})
