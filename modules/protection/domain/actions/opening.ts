import { dateIn, type PlainDate } from '@gloact/kernel'
import { isOpened, withEvent, type FileState } from '../file-state.ts'
import type { Recorded } from '../recorded.ts'
import type { PathChanged } from '../payloads.ts'
import { pathFor, type AgeStatement } from '../words.ts'
import { firstOf, recorded, whileOpen, withinFile, type ActionDefinition } from './action-definition.ts'

/** The first action of a file. The person who opens it has it until it is assigned. */
export const fileOpened: ActionDefinition<'file_opened'> = {
  type: 'file_opened',
  check: (state, payload, { today, actorId }) => {
    if (isOpened(state)) return { code: 'protection.already_opened' }
    if (payload.assignedTo !== null && payload.assignedTo !== actorId) return { code: 'protection.assignee_unknown' }
    return payload.contactOn > today ? { code: 'protection.date_in_future' } : null
  },
  reduce: (state, action) =>
    withEvent(
      {
        ...state,
        path: pathFor(action.payload.age),
        age: action.payload.age,
        ageBasis: action.payload.age === 'not_sure' ? 'disputed' : 'declared',
        contactOn: action.payload.contactOn,
        channel: action.payload.channel,
        backlog: action.payload.backlog === true,
        openedBy: action.actor,
        teamId: action.payload.teamId,
        assignedTo: action.payload.assignedTo,
      },
      'first_contact',
      action.payload.contactOn,
      // Hours run from the moment. From paper only the day is known; what lies after its recording is a mistyped time.
      action.payload.backlog !== true && action.happenedAt <= action.recordedAt
        ? { by: action.id, moment: action.happenedAt }
        : { by: action.id },
    ),
}

export const screeningRecorded: ActionDefinition<'screening_recorded'> = {
  type: 'screening_recorded',
  check: (state, payload, circumstances) => {
    if (payload.screenedOn > circumstances.today) return { code: 'protection.date_in_future' }
    return whileOpen(state)
  },
  reduce: (state, action) => ({ ...state, screenings: [...state.screenings, recorded(action)] }),
}

/**
 * A person's age was established, or came into doubt. Doubt leads to the child path at once, and with it everything that
 * protects a child; leaving the child path needs a document or an assessment, with reasons (CoE Convention, art. 10(3);
 * UNICEF Guidelines, presumption of age). A second person confirms both: until then nobody leaves the child path, and what
 * leaves the agency asks for the consent that an adult was asked for, and heeds what they declined.
 */
export const pathChanged: ActionDefinition<'path_changed'> = {
  type: 'path_changed',
  check: (state, payload, circumstances) =>
    firstOf(
      whileOpen(state),
      changesNothing(state, payload) || leavesWithoutBasis(state, payload)
        ? { code: 'protection.path_unchanged' }
        : null,
      withinFile(state, payload.establishedOn, circumstances),
    ),
  reduce: (state, action) => {
    const { payload } = action
    if (payload.to === 'adult')
      return state.path === 'adult' ? withAge(state, payload) : { ...state, pathWaits: recorded(action) }
    const stillAsked = state.path === 'adult' || state.consentStillAsked
    return {
      ...withAge(state, payload),
      consentStillAsked: stillAsked,
      pathWaits: stillAsked ? recorded(action) : null,
    }
  },
}

const withAge = (state: FileState, payload: PathChanged): FileState => ({
  ...state,
  path: payload.to,
  age: ageEstablished(payload),
  ageBasis: payload.basis,
})

/** The file once a second person has confirmed a change of path. */
export const withoutConsentStillAsked = (state: FileState, change: Recorded<PathChanged>): FileState => ({
  ...withAge(state, change),
  pathWaits: null,
  consentStillAsked: false,
})

const leavesWithoutBasis = (state: FileState, { to, basis }: PathChanged): boolean =>
  to === 'adult' && (basis === 'disputed' || (state.path === 'child' && basis === 'declared'))

/** What is known of the age once it was established, or came into doubt. */
function ageEstablished({ to, basis }: PathChanged): AgeStatement {
  if (to === 'adult') return 'adult'
  return basis === 'disputed' ? 'not_sure' : 'child'
}

/** A child whose age was in doubt stays on the child path when a document proves it: that is a change all the same. */
const changesNothing = (state: FileState, payload: PathChanged): boolean =>
  // Not confirmed once, it may be asked for again.
  !(state.consentStillAsked && state.pathWaits === null) &&
  state.path === payload.to &&
  state.age === ageEstablished(payload) &&
  state.ageBasis === payload.basis

export const guardianAppointed: ActionDefinition<'guardian_appointed'> = {
  type: 'guardian_appointed',
  check: (state, payload, circumstances) =>
    firstOf(
      whileOpen(state),
      payload.noConflictOfInterest ? null : { code: 'protection.guardian_conflict' },
      withinFile(state, payload.appointedOn, circumstances),
    ),
  reduce: (state, action) =>
    withEvent(
      {
        ...state,
        guardian: recorded(action),
        formerGuardians: state.guardian ? [...state.formerGuardians, state.guardian] : state.formerGuardians,
      },
      'guardian_appointed',
      action.payload.appointedOn,
      { by: action.id },
    ),
}

export const assigned: ActionDefinition<'assigned'> = {
  type: 'assigned',
  check: whileOpen,
  reduce: (state, { payload }) => ({ ...state, teamId: payload.teamId, assignedTo: payload.userId }),
}

/** Names who may read what is restricted to an audience, in place of those named before. */
export const audienceSet: ActionDefinition<'audience_set'> = {
  type: 'audience_set',
  check: whileOpen,
  reduce: (state, { payload }) => ({
    ...state,
    audiences: { ...state.audiences, [payload.audience]: payload.userIds.toSorted() },
  }),
}

export const noteAdded: ActionDefinition<'note_added'> = {
  type: 'note_added',
  check: (state, payload, circumstances) =>
    firstOf(whileOpen(state), withinFile(state, payload.notedOn, circumstances)),
  reduce: (state, action) => ({ ...state, notes: [...state.notes, recorded(action)] }),
}

/** The import that made this file was taken back: it leaves every list, and its log stays. */
export const importUndone: ActionDefinition<'import_undone'> = {
  type: 'import_undone',
  check: (state) => (state.status === 'import_undone' ? { code: 'protection.file_closed' } : null),
  reduce: (state, action) => ({
    ...state,
    status: 'import_undone',
    closedAt: action.happenedAt,
    closedOn: dateIn(action.happenedAt, 'UTC') satisfies PlainDate,
  }),
}
