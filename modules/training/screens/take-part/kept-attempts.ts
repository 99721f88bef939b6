import { newId } from '@gloact/kernel'
import type { CmiState } from '../../domain/scorm/cmi.ts'
import { keepValue, type Store, valuesUnder } from './kept-values.ts'

/**
 * What a package has said on this telephone and the server may not have yet. What is on its way stays as it was sent, under the id with which
 * it was sent, until it is judged: an answer that is lost leads to the same saving again, and never to a second one.
 */
export interface KeptAttempt {
  readonly code: string
  readonly packageId: string
  readonly attemptId: string
  /** The saving that the server has. */
  readonly after: string | null
  readonly sending: { readonly id: string; readonly state: CmiState } | null
  readonly state: CmiState
  /** Something was said since what is on its way. */
  readonly changed: boolean
  /** Why the server does not take it. */
  readonly refused: string | null
}

const PREFIX = 'training-package:'
const keyOf = ({ packageId, code }: KeptAttempt): string => `${PREFIX}${packageId}:${code}`

export const keepAttempt = (store: Store, attempt: KeptAttempt): boolean => keepValue(store, keyOf(attempt), attempt)

export const forgetAttempt = (store: Store, attempt: KeptAttempt): void => store.removeItem(keyOf(attempt))

export const keptAttempts = (store: Store): readonly KeptAttempt[] =>
  valuesUnder(store, PREFIX).filter((value): value is KeptAttempt => {
    const { code, packageId, attemptId, state } = (value ?? {}) as Partial<KeptAttempt>
    return [code, packageId, attemptId].every((part) => typeof part === 'string') && typeof state === 'object'
  })

const isSame = (one: KeptAttempt, other: KeptAttempt): boolean =>
  one.code === other.code && one.packageId === other.packageId && one.attemptId === other.attemptId

/** The attempt as it is now on this telephone. */
export const currentOf = (store: Store, attempt: KeptAttempt): KeptAttempt | undefined =>
  keptAttempts(store).find((one) => isSame(one, attempt))

export const waitsToBeSent = ({ sending, changed, refused }: KeptAttempt): boolean =>
  refused === null && (sending !== null || changed)

/** What a code's package goes on from: what waits on this telephone, or what the server has. */
export function attemptOf(
  kept: KeptAttempt | undefined,
  code: string,
  packageId: string,
  known: { readonly id: string; readonly saved: string; readonly state: CmiState } | null,
): KeptAttempt {
  if (kept && waitsToBeSent(kept) && (known === null || known.id === kept.attemptId)) return kept
  return {
    code,
    packageId,
    attemptId: known?.id ?? newId<string>(),
    after: known?.saved ?? null,
    sending: null,
    state: known?.state ?? {},
    changed: false,
    refused: null,
  }
}

export const saidIn = (attempt: KeptAttempt, state: CmiState): KeptAttempt => ({ ...attempt, state, changed: true })

/** The attempt with what is sent of it now. */
export const sendingOf = (attempt: KeptAttempt): KeptAttempt =>
  attempt.sending !== null || !attempt.changed
    ? attempt
    : { ...attempt, sending: { id: newId(), state: attempt.state }, changed: false }

export const savedIn = (attempt: KeptAttempt): KeptAttempt => ({
  ...attempt,
  after: attempt.sending?.id ?? attempt.after,
  sending: null,
})

export const refusedIn = (attempt: KeptAttempt, why: string): KeptAttempt => ({
  ...attempt,
  sending: null,
  changed: false,
  refused: why,
})
