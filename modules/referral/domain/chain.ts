/** After so many referrals of one need from agency to agency no other follows: those who took part meet instead. [G] */
export const MOST_HOPS = 3
/** To so many services one need is offered at once. [G] */
export const MOST_OFFERS = 3

/** A referral of a chain, as far as the next one asks. */
export interface Hop {
  readonly need: string
  readonly agencies: readonly string[]
}

export type ChainBar = 'loop' | 'too_many_hops'

/**
 * Why the next referral of a chain cannot go to an agency: it had part in this need before, unless somebody who leads decides that
 * it goes back; or it would be one hop too many, no matter who decides.
 */
export function barOfNext(
  chain: readonly Hop[],
  {
    need,
    receiver,
    hop,
    leads,
  }: { readonly need: string; readonly receiver: string; readonly hop: number; readonly leads: boolean },
): ChainBar | null {
  if (hop > MOST_HOPS) return 'too_many_hops'
  const before = chain.some((each) => each.need === need && each.agencies.includes(receiver))
  return before && !leads ? 'loop' : null
}

/** In which states a referral still waits for a first answer: another service may be offered the same. */
export const UNANSWERED: readonly string[] = ['draft', 'sent', 'acknowledged', 'more_asked', 'waiting']
/** After these its sender looks for another service. */
export const CAME_TO_NOTHING: readonly string[] = ['declined', 'expired', 'not_delivered']
/** While it is so with its receiver, that one may refer on, with its own consent. */
export const WITH_RECEIVER: readonly string[] = ['accepted', 'in_service']

/** What of a referral's facts only its sender sees: who was asked besides, what came before, and that a name was weighed. */
const SENDERS_OWN: readonly string[] = ['offer_set', 'chain', 'follows', 'tie_weighed', 'tells_first']

export const factsForReceiver = <Value>(facts: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !SENDERS_OWN.includes(name)))
