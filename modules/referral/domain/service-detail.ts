/** What is said of a service besides its entry. `night` is another service, to which people go outside its hours. */
export const DETAIL_FIELDS = ['hours', 'night', 'fees', 'contact', 'address'] as const
export type DetailField = (typeof DETAIL_FIELDS)[number]

/** Who sees it: anybody; anybody who refers; a sender whose referral was accepted there; the service's own agency. */
export const SIGHTS = ['public', 'network', 'after_acceptance', 'own'] as const
export type Sight = (typeof SIGHTS)[number]

/** How widely a field may be shown at most. Where people sleep who may be looked for is told to nobody before they are taken in. */
export function widestSight(field: DetailField, confidential: boolean): Sight {
  if (!confidential) return 'public'
  if (field === 'address') return 'after_acceptance'
  return field === 'contact' ? 'network' : 'public'
}

export const sightsFor = (field: DetailField, confidential: boolean): readonly Sight[] =>
  SIGHTS.slice(SIGHTS.indexOf(widestSight(field, confidential)))

interface Looks {
  /** Of the service's own agency. */
  readonly own: boolean
  /** A referral of theirs was accepted there and goes on. */
  readonly accepted: boolean
}

/** Whether somebody of the network sees what is shown so far. */
export const seesDetail = (sight: Sight, { own, accepted }: Looks): boolean =>
  own || sight === 'public' || sight === 'network' || (sight === 'after_acceptance' && accepted)

/** What only few may see is confirmed by a second person of the same agency: nobody else reads it to confirm it. */
export const confirmedWithin = (sight: Sight): boolean => sight === 'after_acceptance' || sight === 'own'
