import { canonicalJson, type Answer, type Instant } from '@gloact/kernel'
import type { ActionId } from './action.ts'

/** A value that nothing has taken the place of, and the action that gave it. */
export interface LiveValue {
  readonly actionId: ActionId
  readonly value: Answer
  /** When it happened, as the action says. */
  readonly at: Instant
}

/** What is kept of one field: the values that stand (by action id), and the ids of those that do not (sorted). */
export interface FieldValue {
  readonly live: readonly LiveValue[]
  readonly replaced: readonly ActionId[]
}

/** The fields of a file by path. Plain JSON: it is sealed and stored as it is. */
export type FieldValues = Readonly<Record<string, FieldValue>>

/** What one action says about fields: for each path the answer, and whose values it takes the place of there. */
export interface FieldEdit {
  readonly actionId: ActionId
  readonly replaces: readonly ActionId[]
  readonly edits: Readonly<Record<string, Answer>>
  readonly at: Instant
}

export const NO_FIELDS: FieldValues = {}

/**
 * The fields after an edit. A value stands until an edit *of the same path* names its action as replaced, whichever
 * of the two arrives first. So the state does not depend on the order in which edits arrive nor on how often: it is
 * commutative, associative and idempotent, and a stale edit is merged instead of refused.
 */
export function applyEdit(state: FieldValues, edit: FieldEdit): FieldValues {
  const replaced = sortedIds(edit.replaces.filter((id) => id !== edit.actionId))
  const own: Record<string, FieldValue> = Object.fromEntries(
    Object.entries(edit.edits).map(([path, value]) => [
      path,
      { live: [{ actionId: edit.actionId, value, at: edit.at }], replaced },
    ]),
  )
  return mergeFields(state, own)
}

/** What two copies of a file's fields know together. The least state that holds both: order and repetition are nothing. */
export function mergeFields(one: FieldValues, other: FieldValues): FieldValues {
  const merged = new Map(Object.entries(one))
  for (const [path, field] of Object.entries(other)) {
    const known = merged.get(path)
    merged.set(path, known ? mergeField(known, field) : mergeField(field, { live: [], replaced: [] }))
  }
  return Object.fromEntries(merged)
}

function mergeField(one: FieldValue, other: FieldValue): FieldValue {
  const replaced = sortedIds([...one.replaced, ...other.replaced])
  const gone = new Set(replaced)
  const live = new Map<ActionId, LiveValue>()
  // The first of equals is kept: an action's id names its content, so that they do not differ.
  for (const value of [...other.live, ...one.live]) if (!gone.has(value.actionId)) live.set(value.actionId, value)
  return { live: [...live.values()].toSorted((a, b) => compare(a.actionId, b.actionId)), replaced }
}

/** What stands in the field: the live value with the greatest action id; undefined where the field was never filled in. */
export const shown = (state: FieldValues, path: string): LiveValue | undefined => fieldAt(state, path)?.live.at(-1)

/** The paths at which more than one value stands and they differ. Two who wrote the same thing do not disagree. */
export function conflicts(state: FieldValues): readonly string[] {
  return Object.entries(state)
    .filter(([, field]) => new Set(field.live.map((value) => canonicalJson(value.value))).size > 1)
    .map(([path]) => path)
    .toSorted(compare)
}

/** The answer shown at each path. */
export function answersOf(state: FieldValues): Readonly<Record<string, Answer>> {
  return Object.fromEntries(
    Object.keys(state).flatMap((path) => {
      const value = shown(state, path)
      return value ? [[path, value.value] as const] : []
    }),
  )
}

/**
 * The action ids that an edit of these paths, made by someone who sees this state, must name as replaced. Naming
 * them all is also how a conflict is decided: the value chosen is then the only one that stands.
 */
export const replacesFor = (state: FieldValues, paths: readonly string[]): readonly ActionId[] =>
  sortedIds(paths.flatMap((path) => fieldAt(state, path)?.live.map((value) => value.actionId) ?? []))

const fieldAt = (state: FieldValues, path: string): FieldValue | undefined =>
  Object.hasOwn(state, path) ? state[path] : undefined

const sortedIds = (ids: readonly ActionId[]): readonly ActionId[] => [...new Set(ids)].toSorted(compare)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
