import type { Answer } from '@gloact/kernel'
import { applyEdit } from '@gloact/ledger'
import { answers, code, line, object, optional, text } from '@gloact/records/shape'
import { formPath } from '../answers.ts'
import { type FileState, withEvent } from '../file-state.ts'
import type { AnswersRecorded } from '../payloads.ts'
import type { ActionDefinition } from './action-definition.ts'

/**
 * People filled in part of a form. Field edits merge: a stale one is accepted, and two values that differ are kept and
 * shown as a task to decide. A closed file takes only what was written before it was closed and arrives late.
 */
export const answersRecorded: ActionDefinition<'answers_recorded', AnswersRecorded> = {
  type: 'answers_recorded',
  shape: object<AnswersRecorded>({
    form: code(null),
    version: line(40),
    edits: answers(),
    reason: optional(text(2_000)),
  }),
  by: ['contact', 'casework'],
  second: false,
  check: (state, _payload, { happenedAt }) => {
    if (state.status === 'import_undone') return { code: 'protection.file_closed' }
    return state.closedAt !== null && happenedAt > state.closedAt ? { code: 'protection.file_closed' } : null
  },
  reduce: (state, action) => {
    const edits: Record<string, Answer> = {}
    for (const [path, answer] of Object.entries(action.payload.edits))
      edits[formPath(action.payload.form, path)] = answer
    const next: FileState = {
      ...state,
      fields: applyEdit(state.fields, { actionId: action.id, replaces: action.replaces, edits, at: action.happenedAt }),
    }
    const assessedOn = action.payload.form === ASSESSMENT_FORM ? action.payload.edits[ASSESSED_ON] : undefined
    return assessedOn && 'value' in assessedOn && typeof assessedOn.value === 'string' && assessedOn.value.length === 10
      ? withEvent(next, 'needs_assessed', assessedOn.value as typeof state.contactOn)
      : next
  },
  references: null,
  event: null,
  sign: 'edit',
  section: 'form',
  tells: {
    to: 'readers',
    codes: ({ form, edits }) => ({ form, fields: Object.keys(edits).slice(0, 50) }),
  },
  compared: { reason: ({ reason }) => reason ?? null, reasonTo: 'readers' },
  entry: null,
}

/** The form and field by which an assessment of needs and risk is dated; its clock stops on that day. */
export const ASSESSMENT_FORM = 'assessment'
export const ASSESSED_ON = 'assessed_on'
