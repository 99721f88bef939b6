/** What a country did about a treaty. */
export const TREATY_STEPS = ['ratified', 'acceded', 'succeeded', 'signed', 'withdrawn', 'not_party'] as const
export type TreatyStep = (typeof TREATY_STEPS)[number]

/** Whether a treaty binds on a day. `not_recorded` is not "no". */
export const BOUND = ['bound', 'later', 'not_bound', 'not_recorded'] as const
export type Bound = (typeof BOUND)[number]

const CONSENT: readonly TreatyStep[] = ['ratified', 'acceded', 'succeeded']

/** Says whether a treaty binds, by what was recorded last: a signature binds nobody, a withdrawal from its day on. */
export function boundOn(
  last: { readonly step: TreatyStep; readonly bindingFrom: string | null } | undefined,
  day: string,
): Bound {
  if (!last) return 'not_recorded'
  if (last.step === 'withdrawn') return last.bindingFrom !== null && day < last.bindingFrom ? 'bound' : 'not_bound'
  if (!CONSENT.includes(last.step)) return 'not_bound'
  if (last.bindingFrom === null) return 'not_recorded'
  return day < last.bindingFrom ? 'later' : 'bound'
}
