/**
 * A count that stands among others of sets that overlap, so that the difference of two could be a few people: to the nearest multiple of the
 * threshold. One that is smaller is withheld (null); none is none.
 */
export const roundedCount = (count: number, { threshold }: { readonly threshold: number }): number | null =>
  count === 0 ? 0 : count < threshold ? null : Math.round(count / threshold) * threshold

/**
 * The sum of counts that are each told rounded, beside them. Withheld where one of them is: it would say between what that one lies, more
 * narrowly than that it is small. Whether it is withheld depends on what is withheld anyway, and tells nothing.
 */
export const roundedSum = (counts: readonly number[], rule: { readonly threshold: number }): number | null =>
  counts.some((count) => roundedCount(count, rule) === null)
    ? null
    : roundedCount(
        counts.reduce((sum, count) => sum + count, 0),
        rule,
      )
