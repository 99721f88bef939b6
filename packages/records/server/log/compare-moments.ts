import { canonicalJson, type Json } from '@gloact/kernel'
import type { Action } from '@gloact/ledger'
import type { RecordKind } from './record-kind.ts'

export interface Compared {
  readonly kind: 'added' | 'changed' | 'withdrawn'
  readonly path: string
  readonly was: unknown
  readonly now: unknown
}

/** What differs between two records of values; what is in neither, or the same in both, is left out. */
export function compared(
  was: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): readonly Compared[] {
  return [...new Set([...Object.keys(was), ...Object.keys(now)])].flatMap((path): Compared[] => {
    const [before, after] = [was[path] ?? null, now[path] ?? null]
    if (canonicalJson(before) === canonicalJson(after)) return []
    const kind = before === null ? 'added' : after === null ? 'withdrawn' : 'changed'
    return [{ kind, path, was: before, now: after }]
  })
}

/** By which of the actions between two moments something came to be what it is. */
export interface Causes<Some> {
  /** The last that gave a value, by its path. */
  readonly values: ReadonlyMap<string, Some>
  /** The last that changed a fact of the record's own. */
  readonly facts: ReadonlyMap<string, Some>
  /** The last that says more of an entry, by the entry. */
  readonly entries: ReadonlyMap<string, Some>
  readonly actions: ReadonlyMap<string, Some>
}

export function causesBetween<State, Some extends Action>(
  { reduce }: Pick<RecordKind<State, Some>, 'reduce'>,
  from: State,
  between: readonly Some[],
  {
    isThere,
    facts,
    values,
    entries,
  }: {
    readonly isThere: (state: State) => boolean
    readonly facts: (state: State) => Readonly<Record<string, Json>>
    /** The paths that an action gives values to; null for an action that may change facts and entries. */
    readonly values: (action: Some) => readonly string[] | null
    readonly entries: (action: Some, state: State) => readonly string[]
  },
): Causes<Some> {
  const causes = {
    values: new Map<string, Some>(),
    facts: new Map<string, Some>(),
    entries: new Map<string, Some>(),
    actions: new Map<string, Some>(between.map((action) => [action.id, action])),
  }
  let state = from
  let known: Readonly<Record<string, Json>> | null = isThere(from) ? facts(from) : null
  for (const action of between) {
    state = reduce(state, action)
    // Values move no fact of the record's own: most of a log is values, and none is presented for them.
    const paths = values(action)
    if (paths) {
      for (const path of paths) causes.values.set(path, action)
      continue
    }
    for (const id of entries(action, state)) causes.entries.set(id, action)
    const now = facts(state)
    for (const [fact, value] of Object.entries(now))
      if (!known || canonicalJson(known[fact] ?? null) !== canonicalJson(value)) causes.facts.set(fact, action)
    known = now
  }
  return causes
}
