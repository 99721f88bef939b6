import { told, type Said } from './said.ts'

/** Steps that appoint a guardian of the register, and those that end whatever appointment there is. */
const APPOINTS: readonly string[] = ['provide', 'appoint', 'replace']
const ENDS: readonly string[] = ['end_guardian', 'suspend_guardian', 'close']

/** Who acts for a child by the steps so far: the guardian, or who covers for them; each by the step that appointed them. */
export interface InForce {
  readonly guardian: Said | undefined
  readonly cover: Said | undefined
}

export const NOBODY: InForce = { guardian: undefined, cover: undefined }

/** The same after one more step. */
export function inForceAfter(before: InForce, said: Said): InForce {
  if (APPOINTS.includes(said.step)) return { guardian: said, cover: undefined }
  if (ENDS.includes(said.step)) return NOBODY
  if (said.step === 'cover') return { ...before, cover: said }
  return said.step === 'end_cover' ? { ...before, cover: undefined } : before
}

export const inForce = (steps: readonly Said[]): InForce => steps.reduce(inForceAfter, NOBODY)

/** The one of the register who acts now. */
export const actingOf = ({ guardian, cover }: InForce): string | undefined => told(cover ?? guardian, 'guardian')

export const COVER_GAPS = ['cover_there', 'cover_none', 'cover_same', 'cover_past'] as const
export type CoverGap = (typeof COVER_GAPS)[number]

/** What keeps somebody from covering: a cover there already, the guardian themselves, or a day that is over. */
export function coverMissing(before: readonly Said[], said: Said, today: string): readonly CoverGap[] {
  const now = inForce(before)
  return [
    ...(now.cover ? (['cover_there'] as const) : []),
    ...(told(now.guardian, 'guardian') === told(said, 'guardian') ? (['cover_same'] as const) : []),
    ...((told(said, 'until') ?? '') < today ? (['cover_past'] as const) : []),
  ]
}
