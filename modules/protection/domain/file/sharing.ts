import type { PlainDate } from '@gloact/kernel'
import { declinesIdentification } from './actions/consent-actions.ts'
import { groupsNotConsented, IDENTIFICATION_DATA_GROUPS } from './consent.ts'
import type { FileState } from './file-state.ts'
import { standingGrants } from './majority.ts'
import { asksConsent } from './second-person.ts'

/** An agency that may see the file beside the one that keeps it. */
export interface FileShare {
  readonly agencyId: string
  readonly purpose: 'identification' | 'child_protection'
  /** The last day on which consent covers it; null on the child path. */
  readonly validUntil: PlainDate | null
}

/** Assessments of risk and safety plans; those of a country's own form `risk` are of the same group. */
export const RISK_DATA_GROUP = 'risk'

/** Which group of data each form holds, for what an agency that a file is shared with may read of it. */
export const FORM_DATA_GROUPS: Readonly<Record<string, string>> = {
  identity: 'identity',
  contact: 'contact',
  situation: 'exploitation',
  journey: 'journey',
  vulnerability: 'circumstances',
  assessment: 'needs',
  risk: RISK_DATA_GROUP,
  plan: 'needs',
  referral: 'circumstances',
}

/** The group that services given and planned belong to. */
export const SERVICES_DATA_GROUP = 'needs'

/** What a body that decides on a child's identification reads; consent is not asked for. */
const CHILD_DATA_GROUPS: readonly string[] = [...IDENTIFICATION_DATA_GROUPS, 'journey', 'circumstances']

/**
 * Whom the file is shared with, for how long: the authorities for the protection of children that were told of a child; and the bodies that were asked to decide, while the file is open and, for an
 * adult, as long as consent lasts and nothing was declined. So too for a child whose path nobody has confirmed.
 */
export function sharesOf(state: FileState): readonly FileShare[] {
  if (state.status === 'closed' || state.status === 'import_undone') return []
  const protecting = toldAuthorities(state)
  const bodies = new Set([
    ...(state.awaited ? [state.awaited.bodyAgencyId] : []),
    ...state.decisions.map((decision) => decision.body.agencyId),
  ])
  const deciding = [...bodies].toSorted().flatMap((agencyId): FileShare[] => {
    if (protecting.includes(agencyId)) return []
    if (!asksConsent(state)) return [{ agencyId, purpose: 'identification', validUntil: null }]
    if (declinesIdentification(state)) return []
    const until = consentedUntil(state, agencyId)
    return until ? [{ agencyId, purpose: 'identification', validUntil: until }] : []
  })
  return [
    ...protecting.map((agencyId): FileShare => ({ agencyId, purpose: 'child_protection', validUntil: null })),
    ...deciding,
  ]
}

/** Those that were told of a child, as long as it is one's file: on the child path a child's protection asks for no consent. */
const toldAuthorities = (state: FileState): readonly string[] =>
  state.path === 'child' && !asksConsent(state) ? state.childTold.map(({ agencyId }) => agencyId).toSorted() : []

/** The last day on which every group that identification needs may be read by this body. */
function consentedUntil(state: FileState, agencyId: string): PlainDate | null {
  const days = IDENTIFICATION_DATA_GROUPS.map((group) =>
    standingGrants(state)
      .filter(
        (grant) =>
          grant.purpose === 'identification' &&
          grant.recipientKind === 'competent_authority' &&
          (grant.recipientAgencyId === null || grant.recipientAgencyId === agencyId) &&
          grant.dataGroup === group &&
          !grant.waits &&
          grant.withdrawnOn === null,
      )
      .map((grant) => grant.validUntil)
      .toSorted()
      .at(-1),
  )
  if (days.some((day) => day === undefined)) return null
  return days.toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1))[0] ?? null
}

/** The data groups that an agency may read of a file that was shared with it. */
export function groupsSharedWith(state: FileState, agencyId: string, on: PlainDate): readonly string[] {
  if (!sharesOf(state).some((share) => share.agencyId === agencyId)) return []
  const groups = [...new Set([...Object.values(FORM_DATA_GROUPS), 'decisions'])]
  // Who protects the child reads what the case team does; what is restricted to an audience stays with that.
  if (toldAuthorities(state).includes(agencyId)) return groups
  if (!asksConsent(state)) return groups.filter((group) => CHILD_DATA_GROUPS.includes(group))
  const missing = groupsNotConsented(
    { grants: standingGrants(state) },
    {
      purpose: 'identification',
      recipientKind: 'competent_authority',
      recipientAgencyId: agencyId,
      dataGroups: groups,
      on,
    },
  )
  return groups.filter((group) => !missing.includes(group))
}
