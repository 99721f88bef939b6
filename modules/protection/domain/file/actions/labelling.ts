import { line, nullable, object } from '@gloact/records/shape'
import type { Labelled } from '../payloads.ts'
import type { ActionDefinition } from './action-definition.ts'

/** A worker's own neutral word for a file, by which the case team knows it among others. */
export const labelled: ActionDefinition<'labelled', Labelled> = {
  type: 'labelled',
  shape: object<Labelled>({ label: nullable(line(40)) }),
  by: ['casework'],
  second: false,
  check: ({ status }) => (status === 'import_undone' ? { code: 'protection.file_closed' } : null),
  reduce: (state, { payload: { label } }) => ({ ...state, label }),
  references: null,
  event: null,
  sign: 'flag',
  section: 'history',
  tells: null,
  compared: null,
  entry: null,
}
