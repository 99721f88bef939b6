import { saysWhy } from '@gloact/kernel'
import { choice, id, object, text } from '@gloact/records/shape'
import { EXCLUSION_GROUNDS, type ExclusionEnded, type StaffExcluded } from '../exclusions.ts'
import { type FileState, isOpened } from '../file-state.ts'
import { type ActionDefinition, bySecondPerson, firstOf, recorded } from './action-definition.ts'

const inForce = (state: FileState, exclusionId: string) =>
  state.exclusions.find((each) => each.actionId === exclusionId && each.ended === null)

/** Whether the file is closed to somebody whatever their role says. */
export const isExcluded = (state: FileState, userId: string): boolean =>
  state.exclusions.some((each) => each.userId === userId && each.ended === null)

const without = (userIds: readonly string[], userId: string): readonly string[] =>
  userIds.filter((each) => each !== userId)

/**
 * The file is closed to a member of staff: somebody is said to have been involved, or there is a conflict of interest. Whatever state the
 * file is in. What was theirs to do is nobody's until a supervisor gives it to somebody. Made by the server, which has asked who may.
 */
export const staffExcluded: ActionDefinition<'staff_excluded', StaffExcluded> = {
  type: 'staff_excluded',
  shape: object<StaffExcluded>({ userId: id(), ground: choice(EXCLUSION_GROUNDS), words: text(4_000) }),
  by: 'server',
  second: false,
  check: (state, { userId, words }) =>
    firstOf(
      isOpened(state) && state.status !== 'import_undone' ? null : { code: 'protection.not_found' },
      isExcluded(state, userId) ? { code: 'protection.excluded_already' } : null,
      saysWhy(words) ? null : { code: 'protection.exclusion_reason' },
    ),
  reduce: (state, action) => ({
    ...state,
    exclusions: [...state.exclusions, { ...recorded(action), ended: null }],
    assignedTo: state.assignedTo === action.payload.userId ? null : state.assignedTo,
    audiences: Object.fromEntries(
      Object.entries(state.audiences).map(([audience, ids]) => [audience, without(ids, action.payload.userId)]),
    ),
  }),
  references: null,
  event: null,
  sign: 'lock',
  section: 'people',
  tells: { to: 'agency', codes: ({ userId }) => ({ user: userId }) },
  compared: null,
  entry: null,
}

/** Ended by somebody who is neither the person excluded nor the one who recorded it. What was taken from them is not given back by it. */
export const exclusionEnded: ActionDefinition<'exclusion_ended', ExclusionEnded> = {
  type: 'exclusion_ended',
  shape: object<ExclusionEnded>({ exclusionId: id(), words: text(4_000) }),
  by: 'server',
  second: true,
  check: (state, { exclusionId, words }, circumstances) => {
    const exclusion = inForce(state, exclusionId)
    if (!exclusion || exclusion.userId === circumstances.actorId) return { code: 'protection.exclusion_unknown' }
    return firstOf(
      bySecondPerson(exclusion.actor, circumstances, { code: 'protection.own_exclusion' }),
      bySecondPerson(exclusion.userId, circumstances, { code: 'protection.exclusion_unknown' }),
      saysWhy(words) ? null : { code: 'protection.exclusion_reason' },
    )
  },
  reduce: (state, action) => ({
    ...state,
    exclusions: state.exclusions.map((each) =>
      each.actionId === action.payload.exclusionId ? { ...each, ended: recorded(action) } : each,
    ),
  }),
  references: null,
  event: null,
  sign: 'key',
  section: 'people',
  tells: { to: 'agency', codes: () => ({}) },
  compared: { entries: ({ exclusionId }) => [exclusionId] },
  entry: null,
}
