import type { Client } from '@gloact/http/client'
import type { NewActionInput } from '../../contract/file/actions.ts'
import { recordOnFiles, type FileOutcome } from '../../contract/lists/caseload.ts'

/** One file and what is to be recorded on it; under the same id however often it is sent. */
export interface BulkItem {
  readonly fileId: string
  readonly action: NewActionInput
}

/** How many are sent at a time: progress is seen, and giving up loses little. */
export const PART = 20

/** What happened to each file; what could not be sent at all is failed with the reason. */
export type Outcomes = ReadonlyMap<string, FileOutcome>

/**
 * Sends the items in parts, one after the other, telling after each how far it has come. `stopped` is asked before each
 * part: what was sent stays done, and the rest is sent again by anyone who wants to.
 */
export async function sendInParts(
  items: readonly BulkItem[],
  send: (part: readonly BulkItem[]) => Promise<readonly FileOutcome[]>,
  told: (done: number, outcomes: Outcomes) => void,
  stopped: () => boolean,
): Promise<Outcomes> {
  const outcomes = new Map<string, FileOutcome>()
  for (let at = 0; at < items.length && !stopped(); at += PART) {
    const part = items.slice(at, at + PART)
    for (const outcome of await send(part)) outcomes.set(outcome.fileId, outcome)
    told(Math.min(at + PART, items.length), new Map(outcomes))
  }
  return outcomes
}

/** Those that are to be sent again: what failed, and what was never sent. */
export const notDone = <Item extends { readonly fileId: string }>(
  items: readonly Item[],
  outcomes: Outcomes,
): readonly Item[] =>
  items.filter(({ fileId }) => {
    const state = outcomes.get(fileId)?.state
    return state !== 'done' && state !== 'already'
  })

/** Sends a part; where nothing came back each of its files has failed with that. */
export const sender =
  (client: Client) =>
  async (part: readonly BulkItem[]): Promise<readonly FileOutcome[]> => {
    const sent = await client.call(recordOnFiles, { body: { items: [...part] as never } })
    return sent.ok
      ? sent.value.items
      : part.map(({ fileId }) => ({ fileId, number: null, state: 'failed' as const, code: sent.error.code }))
  }
