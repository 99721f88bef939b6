import { day, id, object, text } from '@gloact/records/shape'
import type { InformationGiven, InformationRequested } from '../payloads.ts'
import { type ActionDefinition, firstOf, recorded, whileOpen, withinFile } from './action-definition.ts'

/** The authority asks what it has to know. Its clock goes on: the person waits for the decision, not for the question. */
export const informationRequested: ActionDefinition<'information_requested', InformationRequested> = {
  type: 'information_requested',
  shape: object<InformationRequested>({ question: text(4_000), askedOn: day() }),
  by: ['deciding'],
  second: false,
  check: (state, payload, circumstances) =>
    firstOf(
      whileOpen(state),
      withinFile(state, payload.askedOn, circumstances),
      state.awaited ? null : { code: 'protection.decision_not_awaited' },
      state.awaited?.bodyAgencyId === circumstances.agencyId ? null : { code: 'protection.not_the_body_asked' },
    ),
  reduce: (state, action) => ({
    ...state,
    informationRequests: [...state.informationRequests, { ...recorded(action), given: null }],
  }),
  references: null,
  event: null,
  sign: 'note',
  section: 'decisions',
  tells: null,
  compared: null,
  entry: null,
}

/** An answer to what the authority asked; the first stands, and what is to be added is asked again. */
export const informationGiven: ActionDefinition<'information_given', InformationGiven> = {
  type: 'information_given',
  shape: object<InformationGiven>({ requestId: id(), answer: text(10_000), givenOn: day() }),
  by: ['casework'],
  second: false,
  check: (state, payload, circumstances) => {
    const asked = state.informationRequests.find(({ actionId }) => actionId === payload.requestId)
    return firstOf(
      whileOpen(state),
      withinFile(state, payload.givenOn, circumstances),
      asked && asked.given === null ? null : { code: 'protection.nothing_asked' },
    )
  },
  reduce: (state, action) => ({
    ...state,
    informationRequests: state.informationRequests.map((asked) =>
      asked.actionId === action.payload.requestId && asked.given === null
        ? { ...asked, given: recorded(action) }
        : asked,
    ),
  }),
  references: null,
  event: null,
  sign: 'note',
  section: 'decisions',
  tells: null,
  compared: null,
  entry: null,
}
