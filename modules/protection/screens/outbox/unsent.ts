import { parsePath, type FormAnswers } from '@gloact/forms'
import { canonicalJson, valueOf, type Answer, type FieldFailure, type Instant } from '@gloact/kernel'

/** An answer that was typed and is not recorded yet, with what the person who typed it saw in its place. A type, so that it is JSON. */
export type UnsentAnswer = {
  readonly form: string
  readonly version: string
  /** The path within the form. */
  readonly path: string
  readonly answer: Answer
  /** The actions whose values it takes the place of, as they stood when the answer was begun. */
  readonly replaces: readonly string[]
  readonly at: Instant
  /** Why what was said before is being changed. */
  readonly reason?: string
  /** Why the server did not take it. It stays here until it is changed, sent again or given up by who typed it. */
  readonly refused?: Refusal
}

/** A refusal as it lies on the device with what was refused. */
export type Refusal = {
  readonly code: string
  /** What is wrong with this answer, where the server said so. */
  readonly failure: { readonly code: string; readonly params: Readonly<Record<string, string | number>> } | null
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
  /** Why, as it was said last. */
  readonly reason?: string
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
  readonly reason?: string | undefined
}

/**
 * With answers just typed. What an answer takes the place of is what stood there when it was begun: a value that arrives
 * from elsewhere in the meantime is not overwritten unseen but becomes a conflict that people decide.
 */
export function withEdit(unsent: Unsent, { form, version, edits, live, at, reason }: TypedEdit): Unsent {
  const next: Record<string, UnsentAnswer> = { ...unsent }
  for (const [path, answer] of Object.entries(edits)) {
    const key = keyOf(form, path)
    next[key] = {
      form,
      version,
      path,
      answer,
      replaces: unsent[key]?.replaces ?? live[path] ?? [],
      at,
      ...(reason !== undefined && { reason }),
    }
    if (isRemoval(path, answer)) {
      // What was typed into a row and not recorded yet goes with it: it would be sent into a row that nobody has.
      for (const other of Object.keys(next)) if (other.startsWith(`${key}/`)) delete next[other]
    }
  }
  return next
}

const isRemoval = (path: string, answer: Answer): boolean => {
  const parts = parsePath(path)
  return parts?.rowId !== undefined && parts.inner === undefined && valueOf(answer) === false
}

/** With why the answers of a form are being changed, beside those that are not recorded yet; undefined takes it away. */
export const withReason = (unsent: Unsent, form: string, reason: string | undefined): Unsent =>
  Object.fromEntries(
    Object.entries(unsent).map(([key, { reason: before, ...entry }]): [string, UnsentAnswer] => {
      const said = entry.form === form ? reason : before
      return [key, said === undefined ? entry : { ...entry, reason: said }]
    }),
  )

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
  const reason = together.findLast((entry) => entry.reason !== undefined)?.reason
  return {
    form: first.form,
    version: first.version,
    edits: Object.fromEntries(together.map(({ path, answer }) => [path, answer])),
    replaces: [...new Set(together.flatMap(({ replaces }) => replaces))],
    at: together.at(-1)!.at,
    ...(reason !== undefined && { reason }),
  }
}

/**
 * Without what was recorded. An answer that changed while it was being sent stays, and replaces what was sent; so does one
 * that was chosen since over what somebody else answered: what was sent had not seen that.
 */
export function afterRecording(unsent: Unsent, batch: Batch, actionId: string): Unsent {
  const next: Record<string, UnsentAnswer> = { ...unsent }
  for (const [path, sent] of Object.entries(batch.edits)) {
    const key = keyOf(batch.form, path)
    const entry = next[key]
    if (!entry) continue
    const sawAll = entry.replaces.every((id) => batch.replaces.includes(id))
    if (sawAll && canonicalJson(entry.answer) === canonicalJson(sent)) delete next[key]
    else next[key] = { ...entry, replaces: [...new Set([...entry.replaces, actionId])] }
  }
  return next
}

/** What the server refused, by key: held back from sending. */
export const heldOf = (unsent: Unsent): ReadonlySet<string> =>
  new Set(Object.entries(unsent).flatMap(([key, entry]) => (entry.refused ? [key] : [])))

/** With a refusal kept beside the answers that it is about. */
export function withRefusal(unsent: Unsent, batch: Batch, code: string, failed: readonly FieldFailureAt[]): Unsent {
  const next: Record<string, UnsentAnswer> = { ...unsent }
  for (const key of refusedKeys(
    batch,
    failed.map(({ path }) => path),
  )) {
    const entry = next[key]
    // What was changed while it was being sent is another answer, and was not refused.
    if (!entry || canonicalJson(entry.answer) !== canonicalJson(batch.edits[entry.path] ?? null)) continue
    const found = failed.find(({ path }) => path === entry.path)
    next[key] = {
      ...entry,
      refused: { code, failure: found ? { code: found.code, params: found.params ?? {} } : null },
    }
  }
  return next
}

export interface FieldFailureAt extends Pick<FieldFailure, 'code' | 'params'> {
  readonly path: string
}

/** As if nothing had been refused: all of it is sent again. */
export const withoutRefusals = (unsent: Unsent): Unsent =>
  Object.fromEntries(
    Object.entries(unsent).map(([key, { refused: _, ...entry }]): [string, UnsentAnswer] => [key, entry]),
  )

/** The answers of a form that were typed into another version of it than the country has now. */
export const ofOtherVersion = (unsent: Unsent, { form, version }: VersionOfForm): readonly UnsentAnswer[] =>
  Object.values(unsent).filter((entry) => entry.form === form && entry.version !== version)

export interface VersionOfForm {
  readonly form: string
  readonly version: string
}

/**
 * With the answers to an earlier version carried over into the one that is: those whose question is still asked. The
 * others go; the person who typed them has seen which.
 */
export function carriedOver(unsent: Unsent, now: VersionOfForm, isAsked: (path: string) => boolean): Unsent {
  const others = new Set(ofOtherVersion(unsent, now))
  return Object.fromEntries(
    Object.entries(unsent).flatMap(([key, entry]): [string, UnsentAnswer][] => {
      if (!others.has(entry)) return [[key, entry]]
      const { refused: _, ...answer } = entry
      return isAsked(entry.path) ? [[key, { ...answer, version: now.version }]] : []
    }),
  )
}

/** The answers of a form that somebody else answered since they were begun, and otherwise than they say. */
export function overtaken(unsent: Unsent, view: ViewOfForm, own: ReadonlySet<string>): readonly UnsentAnswer[] {
  return Object.values(unsent).filter((entry) => {
    if (entry.form !== view.form) return false
    const stands = view.live[entry.path] ?? []
    if (stands.every((id) => entry.replaces.includes(id) || own.has(id))) return false
    return canonicalJson(entry.answer) !== canonicalJson(view.answers[entry.path] ?? { absent: 'not_asked' })
  })
}

/** What stands in a form: which actions' values, and the answers that they come to. */
export interface ViewOfForm {
  readonly form: string
  readonly live: Readonly<Record<string, readonly string[]>>
  readonly answers: FormAnswers
}

/** With one answer taking the place of what stands now: the person who typed it has seen what that is. */
export function keepingMine(unsent: Unsent, entry: UnsentAnswer, view: ViewOfForm): Unsent {
  const replaces = [...new Set([...entry.replaces, ...(view.live[entry.path] ?? [])])]
  return { ...unsent, [keyOf(entry.form, entry.path)]: { ...entry, replaces } }
}

/** Without one answer: what stands is left standing. */
export function takingTheirs(unsent: Unsent, entry: UnsentAnswer): Unsent {
  const { [keyOf(entry.form, entry.path)]: _, ...others } = unsent
  return others
}

export const keyOfAnswer = ({ form, path }: Pick<UnsentAnswer, 'form' | 'path'>): string => keyOf(form, path)

/** The keys of a batch's answers that a server's failures are about; all of them where they name none. */
function refusedKeys(batch: Batch, failedPaths: readonly string[]): readonly string[] {
  const paths = Object.keys(batch.edits)
  const named = paths.filter((path) => failedPaths.includes(path))
  return (named.length > 0 ? named : paths).map((path) => keyOf(batch.form, path))
}
