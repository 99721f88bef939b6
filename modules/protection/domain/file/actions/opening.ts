import { ABSENCES, type PlainDate, dateIn } from '@gloact/kernel'
import {
  choice,
  code,
  day,
  id,
  line,
  list,
  nullable,
  object,
  optional,
  record,
  text,
  yesOrNo,
} from '@gloact/records/shape'
import { type FileState, isOpened, withEvent } from '../file-state.ts'
import type { FileFailure } from '../../failures.ts'
import { isExcluded } from './exclusions.ts'
import { AUDIENCES } from '../../ids.ts'
import {
  SEARCH_RESULTS,
  type Assigned,
  type AudienceSet,
  type EarlierFileSought,
  type FileOpened,
  type GuardianAppointed,
  type ImportUndone,
  type NoteAdded,
  type PathChanged,
  type ScreeningRecorded,
} from '../payloads.ts'
import type { Recorded } from '../recorded.ts'
import { SCREENING_PROFILES } from '@gloact/standards/indicators'
import { INDICATOR_OBSERVATIONS } from '../../contact/screening-rule.ts'
import { ASYLUM_ANSWERS, SMUGGLING_DANGERS, SUSPICIONS, type Smuggled } from '../../contact/suspicions.ts'
import { AGE_BASES, AGE_STATEMENTS, type AgeStatement, NOTE_KINDS, pathFor } from '../words.ts'
import {
  type ActionDefinition,
  type EntryDefinition,
  firstOf,
  recorded,
  whileOpen,
  withinFile,
} from './action-definition.ts'

/** Those appointed, in order; the last is the guardian. */
const guardiansOf = ({ formerGuardians, guardian }: FileState) => [...formerGuardians, ...(guardian ? [guardian] : [])]

/** The first action of a file. The person who opens it has it until it is assigned. */
export const fileOpened: ActionDefinition<'file_opened', FileOpened> = {
  type: 'file_opened',
  shape: object<FileOpened>({
    age: choice(AGE_STATEMENTS),
    contactOn: day(),
    channel: code('detection_channel'),
    teamId: nullable(id()),
    assignedTo: nullable(id()),
    backlog: optional(yesOrNo()),
    searchOwed: optional(yesOrNo()),
  }),
  by: ['opening'],
  second: false,
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
        searchOwed: action.payload.searchOwed === true,
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
  references: ({ teamId, assignedTo }) => ({ teamId, staff: [assignedTo] }),
  event: 'protection.case_file_opened',
  sign: 'folder',
  section: 'history',
  tells: { to: 'readers', codes: ({ age }) => ({ age }) },
  compared: null,
  entry: null,
}

/**
 * The search for an earlier file of the person was made, which could not be when this one was opened: a limit, a lost signal or a failure
 * never keeps anybody from being recorded. Once is enough; whoever does it second changes nothing.
 */
export const earlierFileSought: ActionDefinition<'earlier_file_sought', EarlierFileSought> = {
  type: 'earlier_file_sought',
  shape: object<EarlierFileSought>({ result: choice(SEARCH_RESULTS) }),
  by: ['contact', 'casework'],
  second: false,
  check: whileOpen,
  reduce: (state) => ({ ...state, searchOwed: false }),
  references: null,
  event: null,
  sign: 'check',
  section: 'history',
  tells: { to: 'agency', codes: ({ result }) => ({ result }) },
  compared: null,
  entry: null,
}

export const screeningRecorded: EntryDefinition<'screening_recorded', ScreeningRecorded> = {
  type: 'screening_recorded',
  shape: object<ScreeningRecorded>({
    set: code(null),
    setVersion: line(40),
    profile: choice(SCREENING_PROFILES),
    observed: record(/^[a-z0-9_.]{1,120}$/, choice(INDICATOR_OBSERVATIONS)),
    act: choice(INDICATOR_OBSERVATIONS),
    intendedExploitation: choice(INDICATOR_OBSERVATIONS),
    safeNow: choice(['yes', 'no', 'not_sure', ...ABSENCES]),
    urgentNeeds: list(code('need_type'), 40),
    language: nullable(code('language')),
    screenedOn: day(),
    elsewhere: optional(text(2_000)),
    suspicions: optional(list(choice(SUSPICIONS), SUSPICIONS.length)),
    smuggled: optional(
      object<Smuggled>({ asylum: choice(ASYLUM_ANSWERS), dangers: list(choice(SMUGGLING_DANGERS), 10) }),
    ),
  }),
  by: ['contact', 'casework'],
  second: false,
  check: (state, payload, circumstances) => {
    if (payload.screenedOn > circumstances.today) return { code: 'protection.date_in_future' }
    return whileOpen(state)
  },
  reduce: (state, action) => ({ ...state, screenings: [...state.screenings, recorded(action)] }),
  references: null,
  event: null,
  sign: 'tasks',
  section: 'summary',
  tells: { to: 'readers', codes: ({ profile }) => ({ profile }) },
  compared: null,
  entry: {
    entries: ({ screenings }) => screenings,
    with: ({ screenings }, put) => ({ screenings: put(screenings) }),
    day: 'screenedOn',
    events: [],
    correctable: [],
    strikable: true,
    setsReviews: false,
  },
}

/**
 * A person's age was established, or came into doubt. Doubt leads to the child path at once, and with it everything that
 * protects a child; leaving the child path needs a document or an assessment, with reasons (CoE Convention, art. 10(3);
 * UNICEF Guidelines, presumption of age). A second person confirms both: until then nobody leaves the child path, and what
 * leaves the agency asks for the consent that an adult was asked for, and heeds what they declined.
 */
export const pathChanged: ActionDefinition<'path_changed', PathChanged> = {
  type: 'path_changed',
  shape: object<PathChanged>({
    to: choice(['adult', 'child']),
    basis: choice(AGE_BASES),
    reasons: text(4_000),
    establishedOn: day(),
  }),
  by: ['contact', 'casework'],
  second: false,
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
  references: null,
  event: 'protection.path_changed',
  sign: 'route',
  section: 'age',
  tells: { to: 'readers', codes: ({ to, basis }) => ({ to, basis }) },
  compared: { reason: ({ reasons }) => reasons, reasonTo: 'agency' },
  entry: null,
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

export const guardianAppointed: EntryDefinition<'guardian_appointed', GuardianAppointed> = {
  type: 'guardian_appointed',
  shape: object<GuardianAppointed>({ appointedOn: day(), guardian: text(300), noConflictOfInterest: yesOrNo() }),
  by: ['contact', 'casework'],
  second: false,
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
  references: null,
  event: null,
  sign: 'support',
  section: 'age',
  tells: null,
  compared: null,
  entry: {
    entries: guardiansOf,
    with: (state, put) => {
      const guardians = put(guardiansOf(state))
      return { formerGuardians: guardians.slice(0, -1), guardian: guardians.at(-1) ?? null }
    },
    day: 'appointedOn',
    events: ['guardian_appointed'],
    correctable: ['appointedOn', 'guardian'],
    strikable: true,
    setsReviews: false,
  },
}

/** A file is given to nobody to whom it is closed. */
const openTo = (state: FileState, userIds: readonly (string | null)[]): FileFailure | null =>
  userIds.some((userId) => userId !== null && isExcluded(state, userId))
    ? { code: 'protection.assignee_excluded' }
    : null

export const assigned: ActionDefinition<'assigned', Assigned> = {
  type: 'assigned',
  shape: object<Assigned>({ teamId: nullable(id()), userId: nullable(id()) }),
  by: ['supervision'],
  second: false,
  check: (state, { userId }) => firstOf(whileOpen(state), openTo(state, [userId])),
  reduce: (state, { payload }) => ({ ...state, teamId: payload.teamId, assignedTo: payload.userId }),
  references: ({ teamId, userId }) => ({ teamId, staff: [userId] }),
  event: null,
  sign: 'user',
  section: 'people',
  tells: {
    to: 'readers',
    codes: ({ teamId, userId }) => ({ ...(teamId && { team: teamId }), ...(userId && { user: userId }) }),
  },
  compared: null,
  entry: null,
}

/** Names who may read what is restricted to an audience, in place of those named before. */
export const audienceSet: ActionDefinition<'audience_set', AudienceSet> = {
  type: 'audience_set',
  shape: object<AudienceSet>({ audience: choice(AUDIENCES), userIds: list(id(), 50) }),
  by: ['casework'],
  second: false,
  check: (state, { userIds }) => firstOf(whileOpen(state), openTo(state, userIds)),
  reduce: (state, { payload }) => ({
    ...state,
    audiences: { ...state.audiences, [payload.audience]: payload.userIds.toSorted() },
  }),
  references: ({ userIds }) => ({ staff: userIds }),
  event: null,
  sign: 'users',
  section: 'people',
  tells: { to: 'agency', codes: ({ audience }) => ({ audience }) },
  compared: null,
  entry: null,
}

export const noteAdded: EntryDefinition<'note_added', NoteAdded> = {
  type: 'note_added',
  shape: object<NoteAdded>({ kind: choice(NOTE_KINDS), text: text(20_000), notedOn: day() }),
  by: ['contact', 'casework', 'deciding', 'emergency', 'receiving'],
  second: false,
  check: (state, payload, circumstances) =>
    firstOf(whileOpen(state), withinFile(state, payload.notedOn, circumstances)),
  reduce: (state, action) => ({ ...state, notes: [...state.notes, recorded(action)] }),
  references: null,
  event: null,
  sign: 'note',
  section: 'notes',
  tells: { to: 'readers', codes: ({ kind }) => ({ kind }) },
  compared: null,
  entry: {
    entries: ({ notes }) => notes,
    with: ({ notes }, put) => ({ notes: put(notes) }),
    day: 'notedOn',
    events: [],
    correctable: ['kind', 'text', 'notedOn'],
    strikable: true,
    setsReviews: false,
  },
}

/** The import that made this file was undone: it leaves every list, and its log stays. */
export const importUndone: ActionDefinition<'import_undone', ImportUndone> = {
  type: 'import_undone',
  shape: object<ImportUndone>({ batchId: id() }),
  by: 'server',
  second: false,
  check: (state) => (state.status === 'import_undone' ? { code: 'protection.file_closed' } : null),
  reduce: (state, action) => ({
    ...state,
    status: 'import_undone',
    undoneFrom: { status: state.status, closedAt: state.closedAt, closedOn: state.closedOn },
    closedAt: action.happenedAt,
    closedOn: dateIn(action.happenedAt, 'UTC') satisfies PlainDate,
  }),
  references: null,
  event: null,
  sign: 'undo',
  section: 'history',
  tells: null,
  compared: null,
  entry: null,
}

/** What undoing an import took out of lists is there again, as it was; of a file undone by an earlier version, open. */
export const importRestored: ActionDefinition<'import_restored', ImportUndone> = {
  type: 'import_restored',
  shape: object<ImportUndone>({ batchId: id() }),
  by: 'server',
  second: false,
  check: (state) => (state.status === 'import_undone' ? null : { code: 'protection.nothing_waits' }),
  reduce: (state) => {
    const before = state.undoneFrom ?? { status: 'open', closedAt: null, closedOn: null }
    return { ...state, ...before, undoneFrom: null }
  },
  references: null,
  event: null,
  sign: 'refresh',
  section: 'history',
  tells: null,
  compared: null,
  entry: null,
}
