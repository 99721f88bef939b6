import { partLikeness, type PartLikeness } from './part-likeness.ts'
import type { NameText } from './parse.ts'
import type { NameReason } from './reasons.ts'
import { isSwapped, pairParts, weigh, type Weighing } from './score.ts'
import { extrasOf, nameKeys, spokenParts, type NameTokens, type TokenPart } from './tokens.ts'

export interface NameComparison {
  /** 0 to 1; 1 only where every part is equal once folded and stands in the same order. */
  readonly score: number
  readonly reasons: readonly NameReason[]
}

/** From this score on two names may well be one person's. A screen shows it to people, who decide. */
export const LIKELY_SAME_NAME = 0.75

function reasonsOf(
  first: readonly TokenPart[],
  second: readonly TokenPart[],
  found: readonly (readonly [number, number, PartLikeness])[],
  differences: { swapped: boolean; particle: boolean },
): NameReason[] {
  const reasons: NameReason[] = []
  const hows = new Set(found.map(([, , likeness]) => likeness.how))
  const missing = Math.abs(first.length - second.length)
  if (found.length > 0 && hows.size === 1 && hows.has('exact')) reasons.push({ kind: 'exact' })
  if (hows.has('prefix')) reasons.push({ kind: 'prefix' })
  if (hows.has('typo'))
    reasons.push({ kind: 'typo', edits: found.reduce((sum, [, , likeness]) => sum + likeness.edits, 0) })
  const across = found.find(([, , likeness]) => likeness.how === 'other_script')
  if (across) reasons.push({ kind: 'other_script', scripts: [first[across[0]]!.script, second[across[1]]!.script] })
  if (hows.has('sounds_like')) reasons.push({ kind: 'sounds_like' })
  if (differences.particle) reasons.push({ kind: 'particle' })
  if (differences.swapped) reasons.push({ kind: 'swapped' })
  if (missing > 0 && found.length > 0) reasons.push({ kind: 'part_missing', count: missing })
  return reasons
}

// Kept with the tokens: who compares them many times writes them out once.
const orders = new WeakMap<NameTokens, string>()

function orderOf(tokens: NameTokens): string {
  let order = orders.get(tokens)
  if (order === undefined) orders.set(tokens, (order = JSON.stringify(tokens.parts)))
  return order
}

/**
 * Compares the tokens of two names. `pair` weighs them as equals; `search` takes the first as what somebody typed: it
 * may name only some parts, and its last part may be the beginning of one.
 */
export function compareTokens(a: NameTokens, b: NameTokens, weighing: Weighing = 'pair'): NameComparison {
  // Weighed as equals, the two are put in one order, so that neither ties nor rounding tell (a, b) from (b, a).
  const swap = weighing === 'pair' && orderOf(a) > orderOf(b)
  const first = spokenParts(swap ? b : a)
  const second = spokenParts(swap ? a : b)
  const likenesses = first.map((one, i) =>
    second.map((two) => partLikeness(one, two, weighing === 'search' && i === first.length - 1)),
  )
  const pairs = pairParts(first.length, second.length, (i, j) => likenesses[i]![j]!.score)
  const found: [number, number, PartLikeness][] = []
  pairs.forEach((j, i) => {
    if (j >= 0) found.push([i, j, likenesses[i]![j]!])
  })
  const differences = { swapped: isSwapped(pairs), particle: extrasOf(a) !== extrasOf(b) }
  const score = weigh(
    {
      sum: found.reduce((sum, [, , likeness]) => sum + likeness.score, 0),
      weakest: found.reduce((least, [, , likeness]) => Math.min(least, likeness.score), 1),
      pairs: found.length,
    },
    first.length,
    second.length,
    differences,
    weighing,
  )
  const reasons = reasonsOf(first, second, found, differences)
  if (!swap) return { score, reasons }
  return {
    score,
    reasons: reasons.map((reason) =>
      reason.kind === 'other_script' ? { ...reason, scripts: [reason.scripts[1], reason.scripts[0]] } : reason,
    ),
  }
}

/**
 * How alike two names are, whatever their scripts: for possible duplicates, beside other facts. Symmetric; 1 for a
 * name and itself; an empty name is like nothing. Takes names or stored tokens.
 */
export function compareNames(a: NameText | NameTokens, b: NameText | NameTokens): NameComparison {
  return compareTokens(asTokens(a), asTokens(b))
}

const asTokens = (name: NameText | NameTokens): NameTokens =>
  typeof name === 'object' && 'version' in name ? name : nameKeys(name)
