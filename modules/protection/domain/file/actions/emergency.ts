import { choice, id, moment, object, text } from '@gloact/records/shape'
import {
  EMERGENCY_REASONS,
  OPENING_VERDICTS,
  type OpenedInEmergency,
  type OpeningEnded,
  type OpeningReviewed,
} from '../../emergency/emergency.ts'
import { type EmergencyOpening, type FileState, isOpened } from '../file-state.ts'
import { type ActionDefinition, bySecondPerson, recorded } from './action-definition.ts'

/** A file is opened in an emergency whatever its state: a person may need help after it was closed. */
export const openedInEmergency: ActionDefinition<'opened_in_emergency', OpenedInEmergency> = {
  type: 'opened_in_emergency',
  shape: object<OpenedInEmergency>({
    agencyId: id(),
    reason: choice(EMERGENCY_REASONS),
    words: text(4_000),
    until: moment(),
  }),
  by: 'server',
  second: false,
  check: (state) => (isOpened(state) && state.status !== 'import_undone' ? null : { code: 'protection.not_found' }),
  reduce: (state, action) => ({
    ...state,
    openings: [...state.openings, { ...recorded(action), review: null }],
  }),
  references: null,
  event: null,
  sign: 'key',
  section: 'history',
  tells: { to: 'agency', codes: ({ reason }) => ({ reason }), untold: true },
  compared: null,
  entry: null,
}

const openingOf = (state: FileState, id: string): EmergencyOpening | undefined =>
  state.openings.find((opening) => opening.actionId === id)

/** Handed back once, by the person who opened it, while it is open. */
export const openingEnded: ActionDefinition<'opening_ended', OpeningEnded> = {
  type: 'opening_ended',
  shape: object<OpeningEnded>({ openingId: id() }),
  by: 'server',
  second: false,
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
  references: null,
  event: null,
  sign: 'lock',
  section: 'history',
  tells: null,
  compared: null,
  entry: null,
}

/** Reviewed once, and never by the person who opened it. */
export const openingReviewed: ActionDefinition<'opening_reviewed', OpeningReviewed> = {
  type: 'opening_reviewed',
  shape: object<OpeningReviewed>({
    openingId: id(),
    verdict: choice(OPENING_VERDICTS),
    words: text(4_000),
  }),
  by: 'server',
  second: true,
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
  references: null,
  event: null,
  sign: 'shield',
  section: 'history',
  tells: { to: 'agency', codes: ({ verdict }) => ({ verdict }) },
  compared: { entries: ({ openingId }) => [openingId] },
  entry: null,
}
