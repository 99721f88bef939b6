import type { PlainDate } from '@gloact/kernel'
import { groupsNotConsented, IDENTIFICATION_DATA_GROUPS } from '../../../../domain/file/consent.ts'
import { asksConsent } from '../../../../domain/file/second-person.ts'
import { DECISION_KINDS, type DecisionKind } from '../../../../domain/file/words.ts'
import { grantsOf, hasDeclinedIdentification, standing, type FileFacts } from '../../../panel/file-facts.ts'

/** Whether a body can be asked to decide, and what stands in the way where it cannot. The server checks the same. */
export type Readiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'awaited' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'reasonable_grounds_missing' }
  /** An adult has not agreed that these groups of data go to this body. */
  | { readonly kind: 'consent_missing'; readonly groups: readonly string[] }

/** Which decision comes next; null where there is none left to ask for. */
export function nextDecision(file: FileFacts): DecisionKind | null {
  if (file.awaited) return null
  return DECISION_KINDS.find((kind) => standing(file, kind) === undefined) ?? null
}

export function readinessOf(
  file: FileFacts,
  { kind, bodyAgencyId, on }: { readonly kind: DecisionKind; readonly bodyAgencyId: string; readonly on: PlainDate },
): Readiness {
  if (file.awaited) return { kind: 'awaited' }
  if (kind === 'conclusive_grounds' && standing(file, 'reasonable_grounds')?.payload.outcome !== 'positive') {
    return { kind: 'reasonable_grounds_missing' }
  }
  if (!asksConsent(file) && file.ofAge !== true) return { kind: 'ready' }
  if (hasDeclinedIdentification(file)) return { kind: 'declined' }
  const groups = groupsKeptFrom(file, bodyAgencyId, on)
  return groups.length > 0 ? { kind: 'consent_missing', groups } : { kind: 'ready' }
}

/**
 * What an adult has not agreed, or no longer agrees, that a body reads of what it needs to decide. Empty where it may
 * read all of it, and where a child's path is confirmed.
 */
export function groupsKeptFrom(file: FileFacts, bodyAgencyId: string, on: PlainDate): readonly string[] {
  if (!asksConsent(file) && file.ofAge !== true) return []
  return groupsNotConsented(
    { grants: grantsOf(file) },
    {
      purpose: 'identification',
      recipientKind: 'competent_authority',
      recipientAgencyId: bodyAgencyId,
      dataGroups: IDENTIFICATION_DATA_GROUPS,
      on,
    },
  )
}
