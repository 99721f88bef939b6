import { asInstant, newId, type Instant } from '@gloact/kernel'
import type { NewActionInput } from '../contract/file/actions.ts'
import type { ActionType, Payloads } from '../domain/file/actions/definitions.ts'

export interface NewActionOptions {
  /** The id of an earlier attempt that may have arrived: sent again under it, the action is recorded once. */
  readonly id?: string

  /** When it happened, as entered; now where nothing else was said. */
  readonly happenedAt?: Instant
  /** For `answers_recorded`: the actions whose values the edit takes the place of. */
  readonly replaces?: readonly string[]
}

/** An action to send: with an id of its own, so that sending it twice records it once, and the device's time. */
export function newAction<Type extends ActionType>(
  type: Type,
  payload: Payloads[Type],
  { id, happenedAt, replaces }: NewActionOptions = {},
): NewActionInput {
  const now = asInstant(Date.now())
  return {
    id: id ?? newId(),
    type,
    payload,
    happenedAt: happenedAt ?? now,
    deviceTime: now,
    ...(replaces && replaces.length > 0 ? { replaces } : {}),
  } as NewActionInput
}
