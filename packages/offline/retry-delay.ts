const FIRST = 1_000
const LONGEST = 300_000

/**
 * How long to wait before the next try, in milliseconds: 2ⁿ seconds up to five minutes, half more or less of it by chance,
 * so that a country's phones do not all come at once; never sooner than the server asked.
 */
export function retryDelay(
  tries: number,
  { askedSeconds, random }: { readonly askedSeconds: number; readonly random: () => number },
): number {
  const usual = Math.min(FIRST * 2 ** tries, LONGEST) * (0.5 + random())
  return Math.round(Math.max(usual, askedSeconds * 1000 * (1 + random() / 2)))
}
