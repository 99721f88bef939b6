/**
 * A count that stands among others of sets that overlap, so that the difference of two could be a few people: to the nearest multiple of the
 * threshold. One that is smaller is withheld (null); none is none.
 */
export const roundedCount = (count: number, { threshold }: { readonly threshold: number }): number | null =>
  count === 0 ? 0 : count < threshold ? null : Math.round(count / threshold) * threshold
