interface Numbered {
  readonly eId: string
  readonly num: string
  readonly heading: string
}

/** How an address begins where a provision counts through its law: what contains it does not belong to its number. */
const UNIT = /^(?:sec|art)_/

/** The addresses of what a provision stands in, the nearest last: `sec_6`, `sec_6__subsec_1`. */
export function addressesAbove(eId: string): readonly string[] {
  const parts = eId.split('__')
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('__'))
}

const bare = (num: string): string => num.trim().replace(/[.:]$/, '')

/**
 * How a law refers to a provision: `6(1)(a)` or `Article 12(1)`, with the heading nearest to it. A number alone, `(1)`, names nothing:
 * the section or article that it stands in goes along.
 */
export function provisionLabel(provision: Numbered, known: (eId: string) => Numbered | undefined): string {
  const above = addressesAbove(provision.eId)
  const unit = above.findIndex((eId) => UNIT.test(eId.split('__').at(-1) ?? ''))
  const chain = [...(unit < 0 ? [] : above.slice(unit).flatMap((eId) => known(eId) ?? [])), provision]
  const place = chain
    .map(({ num }) => bare(num))
    .filter((num) => num !== '')
    .reduce((before, num) => (before === '' || num.startsWith('(') ? `${before}${num}` : `${before} ${num}`), '')
  const heading = chain.findLast((one) => one.heading !== '')?.heading ?? ''
  return [place, heading].filter(Boolean).join(' ')
}

/** The same for all provisions of a text. */
export function provisionLabels(provisions: readonly Numbered[]): ReadonlyMap<string, string> {
  const by = new Map(provisions.map((one) => [one.eId, one]))
  return new Map(provisions.map((one) => [one.eId, provisionLabel(one, (eId) => by.get(eId))]))
}
