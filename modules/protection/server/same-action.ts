import { normaliseEdit } from '@gloact/forms'
import { canonicalJson } from '@gloact/kernel'
import type { NewAction } from '../contract/actions.ts'
import { formOf, type FileRules } from '../domain/file-rules.ts'
import type { ActionType, Payloads } from '../domain/actions/definitions.ts'

/** An action of an earlier sending, as far as it is compared. */
export interface SentBefore {
  readonly type: string
  readonly replaces: readonly string[]
  readonly payload: unknown
}

/**
 * Whether an action that is there is the one that was sent: the same kind, what it replaces, and every value. Compared with
 * what lies sealed in the log, so that no digest of it has to lie anywhere. When it happened is left out: an attempt that
 * is made again under its id says it again.
 */
export function isSameAction(there: SentBefore, sent: NewAction, rules: FileRules): boolean {
  return (
    there.type === sent.type &&
    canonicalJson(there.replaces.toSorted()) === canonicalJson(sent.replaces.toSorted()) &&
    canonicalJson(asRecorded(there.type, there.payload, rules)) ===
      canonicalJson(asRecorded(sent.type, sent.payload, rules))
  )
}

/** Answers are normalised when they are recorded. Both sides are here: what the form of today makes otherwise is alike on both. */
function asRecorded(type: string, payload: unknown, rules: FileRules): unknown {
  if (type !== ('answers_recorded' satisfies ActionType)) return payload
  const answers = payload as Payloads['answers_recorded']
  const form = formOf(rules, answers.form)
  return form ? { ...answers, edits: normaliseEdit(form, answers.edits) } : answers
}
