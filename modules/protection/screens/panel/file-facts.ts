import type { FileView } from '../../contract/reading/files.ts'
import { declinesIdentification } from '../../domain/file/actions/consent-actions.ts'
import { grantsInForce } from '../../domain/file/consent.ts'
import type { ConsentGrant } from '../../domain/file/file-state.ts'
import type { PlainDate } from '@gloact/kernel'
import type { DecisionKind } from '../../domain/file/words.ts'

/** The parts of a file that these questions depend on. */
export type FileFacts = Pick<
  FileView,
  'path' | 'consentStillAsked' | 'ofAge' | 'grants' | 'refusals' | 'decisions' | 'awaited'
>

/** A decision as the file shows it. */
export type DecisionView = FileView['decisions'][number]

/** The grants as the rules take them: the contract says of their ids and days only that they are texts. */
export const grantsOf = ({ grants }: Pick<FileView, 'grants'>): readonly ConsentGrant[] =>
  grants as readonly unknown[] as readonly ConsentGrant[]

/** The grants that hold on a day. */
export const inForce = (file: Pick<FileView, 'grants'>, on: PlainDate): readonly ConsentGrant[] =>
  grantsInForce({ grants: grantsOf(file) }, on)

/** What was agreed and not withdrawn, and has not ended: in force, or from a later day on. */
export const mayBeWithdrawn = (file: Pick<FileView, 'grants'>, on: PlainDate): readonly ConsentGrant[] =>
  grantsOf(file).filter((grant) => !grant.waits && grant.withdrawnOn === null && on <= grant.validUntil)

/** What no longer holds on a day: withdrawn, or ended. */
export const noLongerInForce = (file: Pick<FileView, 'grants'>, on: PlainDate): readonly ConsentGrant[] =>
  grantsOf(file).filter((grant) => grant.validUntil < on || (grant.withdrawnOn !== null && grant.withdrawnOn <= on))

/** Whether the person's last word on being identified is that they decline it. */
export const hasDeclinedIdentification = (file: FileFacts): boolean =>
  declinesIdentification({
    path: file.path,
    consentStillAsked: file.consentStillAsked,
    grants: grantsOf(file),
    refusals: file.refusals.map(({ payload, ...recorded }) => ({ ...payload, ...recorded })),
  } as unknown as Parameters<typeof declinesIdentification>[0])

/** The decision of a kind that stands: the last that was recorded. */
export const standing = (file: Pick<FileView, 'decisions'>, kind: DecisionKind): DecisionView | undefined =>
  file.decisions.findLast(({ payload }) => payload.kind === kind)

/** The bodies that were given the file to decide: whom a withdrawal of consent to identification has to recall. */
export function bodiesTold(file: Pick<FileView, 'decisions' | 'awaited'>): readonly string[] {
  const decided = file.decisions.map(({ payload }) => payload.body.agencyId)
  return [...new Set(file.awaited ? [...decided, file.awaited.bodyAgencyId] : decided)]
}

/** Which of these bodies are among the recipients of the grants: they lose the file with them. */
export function toldUnder(
  file: Pick<FileView, 'decisions' | 'awaited'>,
  grants: readonly Pick<ConsentGrant, 'purpose' | 'recipientKind' | 'recipientAgencyId'>[],
): readonly string[] {
  return bodiesTold(file).filter((agencyId) =>
    grants.some(
      (grant) =>
        grant.purpose === 'identification' &&
        grant.recipientKind === 'competent_authority' &&
        (grant.recipientAgencyId === null || grant.recipientAgencyId === agencyId),
    ),
  )
}
