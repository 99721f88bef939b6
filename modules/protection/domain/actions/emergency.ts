import { isOpened, type EmergencyOpening, type FileState } from '../file-state.ts'
import { bySecondPerson, recorded, type ActionDefinition } from './action-definition.ts'

/** A file is opened in an emergency whatever its state: a person may need help after it was closed. */
export const openedInEmergency: ActionDefinition<'opened_in_emergency'> = {
  type: 'opened_in_emergency',
  check: (state) => (isOpened(state) && state.status !== 'import_undone' ? null : { code: 'protection.not_found' }),
  reduce: (state, action) => ({
    ...state,
    openings: [...state.openings, { ...recorded(action), review: null }],
  }),
}

const openingOf = (state: FileState, id: string): EmergencyOpening | undefined =>
  state.openings.find((opening) => opening.actionId === id)

/** Handed back once, by the person who opened it, while it is open. */
export const openingEnded: ActionDefinition<'opening_ended'> = {
  type: 'opening_ended',
  check: (state, { openingId }, { actorId }) => {
    const opening = openingOf(state, openingId)
    return opening && opening.actor === actorId && opening.endedAt === undefined
      ? null
      : { code: 'protection.opening_unknown' }
  },
  reduce: (state, { happenedAt, payload }) => ({
    ...state,
    openings: state.openings.map((opening) =>
      opening.actionId === payload.openingId ? { ...opening, endedAt: happenedAt } : opening,
    ),
  }),
}

/** Reviewed once, and never by the person who opened it. */
export const openingReviewed: ActionDefinition<'opening_reviewed'> = {
  type: 'opening_reviewed',
  check: (state, payload, circumstances) => {
    const opening = openingOf(state, payload.openingId)
    if (!opening) return { code: 'protection.opening_unknown' }
    if (opening.review) return { code: 'protection.opening_reviewed' }
    return bySecondPerson(opening.actor, circumstances, { code: 'protection.own_opening' })
  },
  reduce: (state, action) => ({
    ...state,
    openings: state.openings.map((opening) =>
      opening.actionId === action.payload.openingId ? { ...opening, review: recorded(action) } : opening,
    ),
  }),
}
