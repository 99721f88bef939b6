import { err, ok, type Result } from '@gloact/kernel'
import type { StoredAction } from './action.ts'
import { GENESIS, hashAction } from './hash-action.ts'

/** How far a chain goes: how many actions, and the hash of the last. Kept with the file's row. */
export interface ChainHead {
  readonly count: number
  readonly head: Uint8Array
}

/** The head of a file without actions. */
export const EMPTY_CHAIN: ChainHead = { count: 0, head: GENESIS }

/** What the server has before it gives an action its place. */
export type UnchainedAction<Type extends string = string> = Omit<
  StoredAction<Type>,
  'sequence' | 'previousHash' | 'hash'
>

/** The head of the chain that ends with this action. */
export const headOf = (action: StoredAction): ChainHead => ({ count: action.sequence, head: action.hash })

/** Gives the action its place after `previous`. To be called under the file's lock. */
export function chain<Type extends string>(previous: ChainHead, action: UnchainedAction<Type>): StoredAction<Type> {
  const placed = { ...action, sequence: previous.count + 1, previousHash: previous.head }
  return { ...placed, hash: hashAction(placed) }
}

/** How a chain can turn out to be broken. */
export const CHAIN_BREAKS = [
  /** An action is missing, or stands where another should: dropped, reordered or recorded twice. */
  'sequence',
  /** It does not follow from the action before it. */
  'previous_hash',
  /** Something in it, or in its sealed bytes, is not what was recorded. */
  'hash',
  /** It belongs to another file. */
  'file',
  /** Its id has been used by an earlier action of the file. */
  'duplicate_id',
  /** It holds something that no recorded action can (a time that is none, a number that is no sequence). */
  'malformed',
  /** The actions hang together but do not end where the file says they do: the tail was cut, or added to. */
  'head',
] as const

export interface ChainBreak {
  /** The place at which the chain stops being what was recorded, counted from 1. */
  readonly brokenAt: number
  readonly reason: (typeof CHAIN_BREAKS)[number]
}

/**
 * Checks the actions of one file, in the order of their sequence. Works on stored bytes only: an erased payload is
 * still verified, because the hash covers the sealed bytes. Pass `expected` (kept elsewhere) to see a cut tail too;
 * without it, a chain that merely ends early looks whole.
 */
export function verifyChain(actions: Iterable<StoredAction>, expected?: ChainHead): Result<ChainHead, ChainBreak> {
  let at = EMPTY_CHAIN
  let fileId: string | undefined
  const seen = new Set<string>()
  for (const action of actions) {
    const reason = breakOf(at, fileId, seen, action)
    if (reason) return err({ brokenAt: at.count + 1, reason })
    fileId = action.fileId
    seen.add(action.id)
    at = headOf(action)
  }
  if (expected && (expected.count !== at.count || !equalBytes(expected.head, at.head))) {
    return err({ brokenAt: Math.min(expected.count, at.count) + 1, reason: 'head' })
  }
  return ok(at)
}

function breakOf(
  at: ChainHead,
  fileId: string | undefined,
  seen: ReadonlySet<string>,
  action: StoredAction,
): ChainBreak['reason'] | undefined {
  if (action.sequence !== at.count + 1) return 'sequence'
  if (fileId !== undefined && action.fileId !== fileId) return 'file'
  if (seen.has(action.id)) return 'duplicate_id'
  if (!equalBytes(action.previousHash, at.head)) return 'previous_hash'
  try {
    return equalBytes(action.hash, hashAction(action)) ? undefined : 'hash'
  } catch {
    return 'malformed'
  }
}

const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])
