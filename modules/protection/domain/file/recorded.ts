import type { ActionId } from '@gloact/ledger'
import type { Instant } from '@gloact/kernel'

/** An action's payload kept in the state, with the action it came by and who recorded it. */
export type Recorded<Payload> = Payload & {
  readonly actionId: ActionId
  readonly actor: string
  readonly happenedAt: Instant
}
