import type { Id, Instant } from '@gloact/kernel'

export type ActionId = Id<'action'>

/**
 * What is in clear about an action: who, when, of what kind, in which file. Nothing here says anything about the
 * file's person; everything that does is in the payload, which is sealed whole.
 */
export interface ActionEnvelope<Type extends string = string> {
  /** Made by the client (UUIDv7), so that sending twice records once. */
  readonly id: ActionId
  readonly fileId: Id<string>
  readonly type: Type
  /** The actions whose field values this one takes the place of. Empty for a transition. */
  readonly replaces: readonly ActionId[]
  readonly actor: Id<string>
  /** When it happened, as entered: the legal event time that a deadline starts at. */
  readonly happenedAt: Instant
  /** What the device's clock said at writing; null where no device wrote it (an import). Never a deadline's start. */
  readonly deviceTime: Instant | null
  /** When the server recorded it. */
  readonly recordedAt: Instant
  /** Its place in the file's chain: 1, 2, 3 … */
  readonly sequence: number
  /** The hash of the action before it; `GENESIS` for the first. */
  readonly previousHash: Uint8Array
  /** See `hashAction`. */
  readonly hash: Uint8Array
}

/** An action in memory, with what it says. */
export interface Action<Type extends string = string, Payload = unknown> extends ActionEnvelope<Type> {
  readonly payload: Payload
}

/** An action at rest: its payload sealed under the person's key. */
export interface StoredAction<Type extends string = string> extends ActionEnvelope<Type> {
  readonly sealedPayload: Uint8Array
}

/** What gives the next state of a file; pure, and silent about an action whose payload has been erased. */
export type Reducer<State, Some> = (state: State, action: Some) => State

/** The state that the actions lead to, in the order given (that of their sequence). */
export function replay<State, Some>(reducer: Reducer<State, Some>, initial: State, actions: Iterable<Some>): State {
  let state = initial
  for (const action of actions) state = reducer(state, action)
  return state
}
