import type { FormAnswers } from '@gloact/forms'
import { canonicalJson, type Answer, type Instant } from '@gloact/kernel'

/** An answer that was typed and is not recorded yet, with what whoever typed it saw in its place. A type, so that it is JSON. */
export type UnsentAnswer = {
  readonly form: string
  readonly version: string
  /** The path within the form. */
  readonly path: string
  readonly answer: Answer
  /** The actions whose values it takes the place of, as they stood when the answer was begun. */
  readonly replaces: readonly string[]
  readonly at: Instant
}

/** By form and path. Plain JSON: it lies sealed on the device until the server has it. */
export type Unsent = Readonly<Record<string, UnsentAnswer>>

/** What one action records: answers of one form. */
export interface Batch {
  readonly form: string
  readonly version: string
  readonly edits: FormAnswers
  readonly replaces: readonly string[]
  /** When the last of them was typed. */
  readonly at: Instant
}

const MOST_EDITS = 200
const keyOf = (form: string, path: string): string => `${form}/${path}`

export interface TypedEdit {
  readonly form: string
  readonly version: string
  readonly edits: FormAnswers
  /** For each path the actions whose values are shown. */
  readonly live: Readonly<Record<string, readonly string[]>>
  readonly at: Instant
}

/**
 * With answers just typed. What an answer takes the place of is what stood there when it was begun: a value that arrives
 * from elsewhere in the meantime is not overwritten unseen but becomes a conflict that people decide.
 */
export function withEdit(unsent: Unsent, { form, version, edits, live, at }: TypedEdit): Unsent {
  const next: Record<string, UnsentAnswer> = { ...unsent }
  for (const [path, answer] of Object.entries(edits)) {
    const key = keyOf(form, path)
    next[key] = { form, version, path, answer, replaces: unsent[key]?.replaces ?? live[path] ?? [], at }
  }
  return next
}

/** The answers of one form that are not recorded yet. */
export const unsentOf = (unsent: Unsent, form: string): FormAnswers =>
  Object.fromEntries(
    Object.values(unsent)
      .filter((entry) => entry.form === form)
      .map((entry) => [entry.path, entry.answer]),
  )

/** The next answers to send, those held back left out: of one form and version, oldest first. Undefined where there are none. */
export function nextBatch(unsent: Unsent, heldBack: ReadonlySet<string>): Batch | undefined {
  const due = Object.entries(unsent)
    .filter(([key]) => !heldBack.has(key))
    .map(([, entry]) => entry)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const first = due[0]
  if (!first) return undefined
  const together = due
    .filter(({ form, version }) => form === first.form && version === first.version)
    .slice(0, MOST_EDITS)
  return {
    form: first.form,
    version: first.version,
    edits: Object.fromEntries(together.map(({ path, answer }) => [path, answer])),
    replaces: [...new Set(together.flatMap(({ replaces }) => replaces))],
    at: together.at(-1)!.at,
  }
}

/** Without what was recorded. An answer that changed while it was being sent stays, and takes the place of what was sent. */
export function afterRecording(unsent: Unsent, batch: Batch, actionId: string): Unsent {
  const next: Record<string, UnsentAnswer> = { ...unsent }
  for (const [path, sent] of Object.entries(batch.edits)) {
    const key = keyOf(batch.form, path)
    const entry = next[key]
    if (!entry) continue
    if (canonicalJson(entry.answer) === canonicalJson(sent)) delete next[key]
    else next[key] = { ...entry, replaces: [...entry.replaces, actionId] }
  }
  return next
}

/** The keys of a batch's answers that a server's failures are about; all of them where they name none. */
export function refusedKeys(batch: Batch, failedPaths: readonly string[]): readonly string[] {
  const paths = Object.keys(batch.edits)
  const named = paths.filter((path) => failedPaths.includes(path))
  return (named.length > 0 ? named : paths).map((path) => keyOf(batch.form, path))
}

/** Which of the keys held back may be tried again: those whose answers have been changed since. */
export const withoutKeys = (held: ReadonlySet<string>, form: string, edits: FormAnswers): ReadonlySet<string> =>
  new Set([...held].filter((key) => !Object.keys(edits).some((path) => keyOf(form, path) === key)))
