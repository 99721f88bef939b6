import { pathOfPointer } from '@gloact/forms'
import type { Problem } from '@gloact/http/client'
import type { FieldFailure, Instant, Json } from '@gloact/kernel'
import { draftKey, type Drafts, type OutboxEntry, type Verdict } from '@gloact/offline'
import type { Payloads } from '../../domain/file/actions/definitions.ts'
import { afterRecording, withRefusal, type Batch, type FieldFailureAt, type Unsent } from './unsent.ts'

/** The batch of answers that an entry records. */
export function batchIn({ body }: Pick<OutboxEntry, 'body'>): Batch & { readonly actionId: string } {
  const [action] = (body as unknown as { readonly actions: readonly AnswersAction[] }).actions
  if (!action) throw new TypeError('an entry of answers without an action')
  const { form, version, edits, reason } = action.payload
  return {
    actionId: action.id,
    form,
    version,
    edits,
    replaces: action.replaces ?? [],
    at: action.happenedAt,
    ...(reason !== undefined && { reason }),
  }
}

interface AnswersAction {
  readonly id: string
  readonly payload: Payloads['answers_recorded']
  readonly replaces?: readonly string[]
  readonly happenedAt: Instant
}

/** Which answers the server found wrong, by their paths. */
export const failedIn = ({ fields }: Pick<Problem, 'fields'>): readonly FieldFailureAt[] =>
  ((fields ?? []) as readonly FieldFailure[]).map((failure) => ({ ...failure, path: pathOfPointer(failure.pointer) }))

/**
 * Writes what happened to an entry to the draft that it was made of, on a page that shows it or not: what was recorded
 * leaves the device, what was refused stays with the reason. What only waits is left as it is.
 */
export async function settleDraft(drafts: Drafts, entry: OutboxEntry, verdict: Verdict): Promise<void> {
  if (verdict.kind !== 'sent' && verdict.kind !== 'refused') return
  const key = draftKey(entry.of)
  const draft = await drafts.load(key)
  if (!draft) return
  const next = after(entry, draft.value, verdict)
  if (next === null) await drafts.remove(key)
  else if (next !== draft.value) await drafts.save(key, next)
}

/** The draft as it is from now on; null where nothing is left to send. */
function after(entry: OutboxEntry, value: Json, verdict: Extract<Verdict, { kind: 'sent' | 'refused' }>): Json | null {
  if (entry.of.kind === 'answers') {
    const batch = batchIn(entry)
    const left =
      verdict.kind === 'sent'
        ? afterRecording(value as Unsent, batch, batch.actionId)
        : withRefusal(value as Unsent, batch, verdict.problem.code, failedIn(verdict.problem))
    return Object.keys(left).length === 0 ? null : left
  }
  if (verdict.kind === 'sent') return null
  const fields = value as { readonly [key: string]: Json }
  if (entry.of.kind === 'panel') return { ...fields, refused: verdict.problem.code }
  // A first contact or a paper file can be changed again: it is known that it was not recorded.
  if (entry.of.kind === 'contact') return { ...fields, sentAt: null, unanswered: false }
  return entry.of.kind === 'backlog' ? { ...fields, sentAt: null } : value
}
