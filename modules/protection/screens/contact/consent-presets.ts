import type { Agency } from '@gloact/identity/contract/administration'
import { IDENTIFICATION_DATA_GROUPS } from '../../domain/file/consent.ts'
import { addRecipient, allowanceOf, allowGroups, allowPurpose, type ConsentDraft } from './consent-draft.ts'

/** What is asked for most often, in one press: to whom, for what, and the groups that such a recipient needs. */
export interface ConsentPreset {
  readonly id: 'clinic' | 'shelter' | 'lawyer' | 'authority'
  readonly kind: string
  readonly purpose: string
  readonly groups: readonly string[]
}

export const CONSENT_PRESETS: readonly ConsentPreset[] = [
  { id: 'clinic', kind: 'health', purpose: 'referral', groups: ['needs', 'identity', 'contact', 'health'] },
  {
    id: 'shelter',
    kind: 'shelter',
    purpose: 'referral',
    groups: ['needs', 'identity', 'contact', 'circumstances', 'risk'],
  },
  {
    id: 'lawyer',
    kind: 'legal',
    purpose: 'referral',
    groups: ['needs', 'identity', 'contact', 'documents', 'exploitation', 'decisions'],
  },
  { id: 'authority', kind: 'competent_authority', purpose: 'identification', groups: IDENTIFICATION_DATA_GROUPS },
]

/**
 * Lays out what would be agreed to, for any agency of the kind: each box can be cleared, and what was laid out already stays as the
 * person wanted it. Nothing is recorded by it.
 */
export function withPreset(draft: ConsentDraft, { kind, purpose, groups }: ConsentPreset): ConsentDraft {
  const added = addRecipient(draft, kind, null)
  const recipient = added.recipients.find((one) => one.kind === kind && one.agencyId === null)!
  const there = allowanceOf(added, recipient.id, purpose)
  if (there) return added
  const allowed = allowPurpose(added, recipient.id, purpose, true)
  return allowGroups(allowed, allowanceOf(allowed, recipient.id, purpose)!, groups)
}

type Kinds = Readonly<
  Record<string, { readonly types?: readonly Agency['type'][]; readonly designation?: Agency['designations'][number] }>
>

/** Which agencies a kind of recipient is found among; a kind that is not named here is found among all. */
const FOUND_AMONG: Kinds = {
  shelter: { types: ['ngo', 'local_government', 'central_government'] },
  health: { types: ['health_service', 'ngo'] },
  psychosocial: { types: ['health_service', 'ngo', 'local_government'] },
  legal: { types: ['legal_service', 'ngo'] },
  livelihoods: { types: ['ngo', 'school_or_college', 'corporate_business', 'local_government'] },
  police: { types: ['law_enforcement'] },
  immigration: { types: ['immigration_service'] },
  competent_authority: { designation: 'competent_authority' },
  child_protection: { designation: 'child_protection_authority' },
  family: { types: [] },
}

type KnownAgency = Pick<Agency, 'id' | 'name' | 'type' | 'designations'>

export const agenciesOfKind = (agencies: readonly KnownAgency[], kind: string): readonly KnownAgency[] => {
  const among = FOUND_AMONG[kind]
  if (!among) return agencies
  return agencies.filter(
    ({ type, designations }) =>
      among.types?.includes(type) === true ||
      (among.designation !== undefined && designations.includes(among.designation)),
  )
}
