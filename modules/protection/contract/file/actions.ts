import { z } from 'zod'
import type { Instant } from '@gloact/kernel'
import { sentInstant } from '@gloact/records/contract'
import type { ActionId } from '../../domain/ids.ts'
import {
  ACTION_DEFINITIONS,
  ACTION_TYPES,
  type ActionType,
  type Payloads,
} from '../../domain/file/actions/definitions.ts'
import { PAYLOAD_SCHEMAS } from './payloads.ts'

export const instant = sentInstant

export const actionId = z.uuid() as unknown as z.ZodType<ActionId, string>

/** What every action of a request carries beside its type and payload. */
const envelope = {
  /** Made by the client (UUIDv7). Sending an action twice records it once. */
  id: actionId,
  /** For `answers_recorded`: the actions whose values this edit takes the place of, as the sender saw them. */
  replaces: z.array(actionId).max(2_000).default([]),
  /** When it happened, as entered. */
  happenedAt: instant,
  deviceTime: instant.nullable().default(null),
}

/** The actions that a caller may send. */
export const SENT_ACTION_TYPES = ACTION_TYPES.filter((type) => ACTION_DEFINITIONS[type].by !== 'server')

export const newAction = z.discriminatedUnion(
  'type',
  SENT_ACTION_TYPES.map((type) =>
    z.strictObject({ type: z.literal(type), ...envelope, payload: PAYLOAD_SCHEMAS[type] }),
  ) as unknown as [z.ZodObject],
) as unknown as z.ZodType<NewAction, NewActionInput>

interface Envelope {
  readonly id: ActionId
  readonly replaces: readonly ActionId[]
  readonly happenedAt: Instant
  readonly deviceTime: Instant | null
}

/** An action as it was sent and parsed. */
export type NewAction = {
  readonly [Type in ActionType]: Envelope & { readonly type: Type; readonly payload: Payloads[Type] }
}[ActionType]

export type NewActionInput = {
  readonly [Type in ActionType]: {
    readonly id: string
    readonly replaces?: readonly string[]
    readonly happenedAt: string
    readonly deviceTime?: string | null
    readonly type: Type
    readonly payload: Payloads[Type]
  }
}[ActionType]

/** What happened to each action sent: recorded now, or already there from an earlier sending. */
export const recordedActions = z.object({
  fileId: z.uuid(),
  number: z.string(),
  /** The file's version after it: the sequence of its last action. */
  version: z.number().int(),
  actions: z.array(z.object({ id: z.uuid(), sequence: z.number().int(), already: z.boolean() })),
})

export type RecordedActions = z.infer<typeof recordedActions>
