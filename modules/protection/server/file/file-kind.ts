import { normaliseEdit } from '@gloact/forms'
import { storedBy, type RecordKind, type WitnessedLog } from '@gloact/records/server'
import { reduceFile, type ActionType, type FileAction, type Payloads } from '../../domain/file/actions/definitions.ts'
import { formOf, type FileRules } from '../../domain/file/file-rules.ts'
import { UNOPENED, type FileState } from '../../domain/file/file-state.ts'

/** A person's file, as a kind of record: the log engine appends to it, replays it, compares it and verifies it by this. */
export const FILE: RecordKind<FileState, FileAction> & WitnessedLog = {
  kind: 'protection.case_file',
  table: 'protection.case_file',
  logTable: 'protection.file_action',
  recordColumn: 'file_id',
  toStored: storedBy('file_id'),
  audited: ['file.opened', 'file.action_recorded', 'file.log_witnessed'],
  witnessed: 'file.log_witnessed',
  unopened: UNOPENED,
  reduce: reduceFile,
  opensBy: 'file_opened' satisfies ActionType,
}

/** Answers are normalised when they are recorded. Both sides are here: what the form of today makes otherwise is alike on both. */
export const asRecordedBy =
  (rules: FileRules) =>
  (type: string, payload: unknown): unknown => {
    if (type !== ('answers_recorded' satisfies ActionType)) return payload
    const answers = payload as Payloads['answers_recorded']
    const form = formOf(rules, answers.form)
    return form ? { ...answers, edits: normaliseEdit(form, answers.edits) } : answers
  }
