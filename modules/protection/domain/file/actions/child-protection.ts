import { id, object } from '@gloact/records/shape'
import type { ChildProtectionTold, ChildReceived } from '../payloads.ts'
import type { FileState } from '../file-state.ts'
import { asksConsent } from '../second-person.ts'
import { type ActionDefinition, firstOf, recorded, whileOpen } from './action-definition.ts'

/**
 * Whether the designated authority for the protection of children is to know of the file: a child's, or one of doubted age, from the
 * moment it is opened, and any other once it has become a child's with a second person. Protection asks for no consent (CRC, art. 19;
 * CoE Convention, art. 10(4)).
 */
export const concernsChildProtection = (state: FileState): boolean =>
  state.path === 'child' && !asksConsent(state) && whileOpen(state) === null

const wasTold = (state: FileState, agencyId: string): boolean =>
  state.childTold.some((told) => told.agencyId === agencyId)

/** The platform tells the authority by itself: nobody has to think of it, and nobody can leave it out. */
export const childProtectionTold: ActionDefinition<'child_protection_told', ChildProtectionTold> = {
  type: 'child_protection_told',
  shape: object<ChildProtectionTold>({ agencyId: id() }),
  by: 'server',
  second: false,
  check: (state, { agencyId }) =>
    firstOf(
      whileOpen(state),
      concernsChildProtection(state) && !wasTold(state, agencyId) ? null : { code: 'protection.nothing_waits' },
    ),
  reduce: (state, action) => ({ ...state, childTold: [...state.childTold, { ...recorded(action), received: null }] }),
  references: null,
  event: null,
  sign: 'send',
  section: 'age',
  tells: { to: 'readers', codes: ({ agencyId }) => ({ body: agencyId }) },
  compared: null,
  entry: null,
}

/** An officer of the authority has opened the file and says so: from then on it is known who has the child's protection in hand. */
export const childReceived: ActionDefinition<'child_received', ChildReceived> = {
  type: 'child_received',
  shape: object<ChildReceived>({ agencyId: id() }),
  by: ['receiving'],
  second: false,
  check: (state, payload, { agencyId }) => {
    const told = state.childTold.find((each) => each.agencyId === payload.agencyId)
    return firstOf(
      whileOpen(state),
      payload.agencyId === agencyId && told?.received === null ? null : { code: 'protection.nothing_waits' },
    )
  },
  reduce: (state, action) => ({
    ...state,
    childTold: state.childTold.map((told) =>
      told.agencyId === action.payload.agencyId && told.received === null
        ? { ...told, received: { actionId: action.id, actor: action.actor, happenedAt: action.happenedAt } }
        : told,
    ),
  }),
  references: null,
  event: null,
  sign: 'check',
  section: 'age',
  tells: { to: 'readers', codes: ({ agencyId }) => ({ body: agencyId }) },
  compared: null,
  entry: null,
}
