/** A whole number with its thousands apart. */
const grouped = (count: number): string => count.toLocaleString('en-US', { maximumFractionDigits: 0 })

/** A number of things in words: “1 pair”, “1,810,000 pairs”. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : several}`
