import { normaliseEdit } from '@gloact/forms'
import type { RecordKind, WitnessedLog } from '@gloact/records/server'
import { reduceFile, type ActionType, type FileAction, type Payloads } from '../../domain/file/actions/definitions.ts'
import { formOf, type FileRules } from '../../domain/file/file-rules.ts'
import { UNOPENED, type FileState } from '../../domain/file/file-state.ts'
import { FILE_LOG } from './file-log.ts'

/** A person's file, as a kind of record: the log engine appends to it, replays it, compares it and verifies it by this. */
export const FILE: RecordKind<FileState, FileAction> & WitnessedLog = {
  ...FILE_LOG,
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
