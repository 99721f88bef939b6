import type { OpeningPurpose } from '../../domain/file/words.ts'

/** Of these purposes those that the server takes from this reader: who may not decide or supervise is not asked whether they do. */
export const purposesOffered = <Purpose extends OpeningPurpose>(
  purposes: readonly Purpose[],
  may: (permission: string) => boolean,
): readonly Purpose[] =>
  purposes.filter(
    (one) =>
      (one !== 'decide' || may('action.decision_recorded')) && (one !== 'supervise' || may('action.closure_approved')),
  )
