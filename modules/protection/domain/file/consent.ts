import type { PlainDate } from '@gloact/kernel'
import type { ConsentGrant, FileState } from './file-state.ts'

/** What somebody wants to pass on: to whom, for what, which groups of data, on which day. */
export interface Sharing {
  readonly purpose: string
  readonly recipientKind: string
  readonly recipientAgencyId: string | null
  readonly dataGroups: readonly string[]
  readonly on: PlainDate
  /** Only consent that names this recipient counts, and none for everybody of the kind. */
  readonly byName?: boolean
}

const isInForce = (grant: ConsentGrant, on: PlainDate): boolean =>
  !grant.waits &&
  grant.validFrom <= on &&
  on <= grant.validUntil &&
  (grant.withdrawnOn === null || on < grant.withdrawnOn)

const covers = (grant: ConsentGrant, sharing: Sharing, dataGroup: string): boolean =>
  grant.purpose === sharing.purpose &&
  grant.recipientKind === sharing.recipientKind &&
  ((grant.recipientAgencyId === null && sharing.byName !== true) ||
    grant.recipientAgencyId === sharing.recipientAgencyId) &&
  grant.dataGroup === dataGroup &&
  isInForce(grant, sharing.on)

/**
 * The data groups that the person's consent does not cover; empty where all may be passed on. Asked each time data
 * leaves: per purpose, recipient, data group and day. No grant means no (IOM Data Protection Manual, principles 4 and 5).
 */
export const groupsNotConsented = (state: Pick<FileState, 'grants'>, sharing: Sharing): readonly string[] =>
  sharing.dataGroups.filter((group) => !state.grants.some((grant) => covers(grant, sharing, group)))

/** The grants in force on a day, for showing who may be told what. */
export const grantsInForce = (state: Pick<FileState, 'grants'>, on: PlainDate): readonly ConsentGrant[] =>
  state.grants.filter((grant) => isInForce(grant, on))

/** What a competent body is sent so that it can decide on identification. */
export const IDENTIFICATION_DATA_GROUPS = ['identity', 'exploitation', 'decisions'] as const
