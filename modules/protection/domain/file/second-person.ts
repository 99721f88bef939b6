import type { ActionId } from '@gloact/ledger'
import type { FileState } from './file-state.ts'
import type { RefusalRecorded } from './payloads.ts'
import type { Recorded } from './recorded.ts'

/**
 * What needs a second person, so that no one person undoes a refusal or opens a file to another agency by a word: a change of
 * path, and a consent after a refusal (`docs/decisions`, "A refusal is undone by two people").
 */

/** Whether what leaves the agency asks for consent: an adult's always, and a child's until a second person has confirmed the path. */
export const asksConsent = (state: Pick<FileState, 'path' | 'consentStillAsked'>): boolean =>
  state.path === 'adult' || state.consentStillAsked

/**
 * The refusals that were not withdrawn with a second person. One that was struck as recorded in error still holds: striking
 * is one person's word.
 */
export const refusalsHeld = (
  state: Pick<FileState, 'refusals' | 'mistakes' | 'refusalsTakenBack'>,
): readonly Recorded<RefusalRecorded>[] =>
  [
    ...state.refusals,
    ...state.mistakes.flatMap((mistake) =>
      mistake.kind === 'refusal_recorded' && mistake.struck ? [mistake.was as Recorded<RefusalRecorded>] : [],
    ),
  ].filter(({ actionId }) => !state.refusalsTakenBack.includes(actionId))

/** Whether a refusal speaks against passing anything on for this purpose. */
export const speaksAgainst = ({ kind }: Pick<RefusalRecorded, 'kind'>, purpose: string): boolean =>
  kind === 'sharing' || purpose === 'identification'

/** Whether what is agreed now, for this purpose, allows nothing before a second person has confirmed it. */
export const waitsForSecond = (state: FileState, capacity: string, purpose: string): boolean =>
  refusalsHeld(state).some((refusal) => speaksAgainst(refusal, purpose)) ||
  (state.consentStillAsked && isForChild(capacity))

/** Consent that somebody else gives for a child, or a child's assent. */
export const isForChild = (capacity: string): boolean => capacity.startsWith('child_')

/** The consents of which something waits for a second person, with who recorded each. */
export const consentsWaiting = (
  state: Pick<FileState, 'grants' | 'consents'>,
): readonly { readonly consentId: ActionId; readonly actor: string }[] => {
  const waiting = new Set(
    state.grants.flatMap((grant) => (grant.waits && grant.withdrawnOn === null ? [grant.consentId] : [])),
  )
  return state.consents.flatMap(({ actionId, actor }) =>
    waiting.has(actionId) ? [{ consentId: actionId, actor }] : [],
  )
}
