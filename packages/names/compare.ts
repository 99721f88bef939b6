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
  differences: Held['differences'],
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

interface Taken {
  readonly spoken: readonly TokenPart[]
  readonly extras: string
}

interface Ordered extends Taken {
  /** Puts two names in one order. */
  readonly order: string
}

const takeApart = (tokens: NameTokens): Taken => ({ spoken: spokenParts(tokens), extras: extrasOf(tokens) })

// Kept with the tokens: who compares them many times takes them apart once.
const kept = new WeakMap<NameTokens, Ordered>()

function ordered(tokens: NameTokens): Ordered {
  let known = kept.get(tokens)
  if (known === undefined) kept.set(tokens, (known = { ...takeApart(tokens), order: JSON.stringify(tokens.parts) }))
  return known
}

interface Held {
  readonly score: number
  readonly first: readonly TokenPart[]
  readonly second: readonly TokenPart[]
  readonly found: readonly (readonly [number, number, PartLikeness])[]
  readonly differences: { readonly swapped: boolean; readonly particle: boolean }
}

function hold(one: Taken, two: Taken, weighing: Weighing): Held {
  const [first, second] = [one.spoken, two.spoken]
  const likenesses = first.map((part, i) =>
    second.map((other) => partLikeness(part, other, weighing === 'search' && i === first.length - 1)),
  )
  const pairs = pairParts(first.length, second.length, (i, j) => likenesses[i]![j]!.score)
  const found: [number, number, PartLikeness][] = []
  let [sum, weakest] = [0, 1]
  pairs.forEach((j, i) => {
    if (j < 0) return
    const likeness = likenesses[i]![j]!
    found.push([i, j, likeness])
    sum += likeness.score
    weakest = Math.min(weakest, likeness.score)
  })
  const differences = { swapped: isSwapped(pairs), particle: one.extras !== two.extras }
  const score = weigh({ sum, weakest, pairs: found.length }, first.length, second.length, differences, weighing)
  return { score, first, second, found, differences }
}

/**
 * Compares the tokens of two names. `pair` weighs them as equals; `search` takes the first as what somebody typed: it
 * may name only some parts, and its last part may be the beginning of one.
 */
export function compareTokens(a: NameTokens, b: NameTokens, weighing: Weighing = 'pair'): NameComparison {
  if (weighing === 'search') return compared(hold(takeApart(a), takeApart(b), weighing))
  const [one, two] = [ordered(a), ordered(b)]
  // Weighed as equals, the two are put in one order, so that neither ties nor rounding tell (a, b) from (b, a).
  if (one.order <= two.order) return compared(hold(one, two, weighing))
  const { score, reasons } = compared(hold(two, one, weighing))
  return {
    score,
    reasons: reasons.map((reason) =>
      reason.kind === 'other_script' ? { ...reason, scripts: [reason.scripts[1], reason.scripts[0]] } : reason,
    ),
  }
}

const compared = ({ score, first, second, found, differences }: Held): NameComparison => ({
  score,
  reasons: reasonsOf(first, second, found, differences),
})

/** The score of `compareNames` alone, where no reasons are asked for. */
export function nameLikeness(a: NameTokens, b: NameTokens): number {
  const [one, two] = [ordered(a), ordered(b)]
  return (one.order <= two.order ? hold(one, two, 'pair') : hold(two, one, 'pair')).score
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
