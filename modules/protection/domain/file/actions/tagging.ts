import { id, list, object } from '@gloact/records/shape'
import type { Tagged } from '../tags.ts'
import type { ActionDefinition } from './action-definition.ts'

/** Tags of the agency's or the country's list, put on or taken off. A closed file keeps and takes tags too. */
export const tagged: ActionDefinition<'tagged', Tagged> = {
  type: 'tagged',
  shape: object<Tagged>({ add: list(id(), 50), remove: list(id(), 50) }, { notAllEmpty: true }),
  by: ['casework'],
  second: false,
  check: (state, { add, remove }) => {
    if (state.status === 'import_undone') return { code: 'protection.file_closed' }
    if (add.some((tag) => remove.includes(tag))) return { code: 'protection.tag_unknown' }
    return null
  },
  reduce: (state, { payload: { add, remove } }) => ({
    ...state,
    tags: [...new Set([...state.tags, ...add])].filter((tag) => !remove.includes(tag)).toSorted(),
  }),
  references: ({ add }) => ({ tags: add }),
  event: null,
  sign: 'flag',
  section: 'history',
  tells: { to: 'agency', codes: ({ add, remove }) => ({ added: [...add], removed: [...remove] }) },
  compared: null,
  entry: null,
}
