import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'

/** Whom figures are for: the agency that holds the files, or anybody outside it. */
export type Audience = 'agency' | 'public'

/** Below these no country's configuration goes. */
export const SMALLEST_THRESHOLD: Readonly<Record<Audience, number>> = { agency: 5, public: 10 }

/** Rounding to a smaller base than this hides too little. */
const SMALLEST_BASE = 5

/**
 * By what it is chosen which other cells are hidden with the small ones: `blind` to how small they are, so that somebody who
 * knows the program and tries it learns little; or the `fewest` that do.
 */
export type Cover = 'blind' | 'fewest'

/** What is chosen where nothing is said: those within an agency could look the figures up. */
const USUAL_COVER: Readonly<Record<Audience, Cover>> = { agency: 'fewest', public: 'blind' }

/** When a sum of amounts (money, days) would tell of one contributor. */
export interface ContributorRule {
  /** (n,k): a cell is sensitive where its `largest` contributors hold over `percent` of it. */
  readonly dominance?: { readonly largest: number; readonly percent: number }
  /** p%: a cell is sensitive where the second contributor can work out the first to within `percent`. */
  readonly closeness?: { readonly percent: number }
}

/**
 * The rule by which counts of persons are let out: one object for a figure on a screen, a file and an answer of the
 * interface. Made by `disclosureRule` alone, which never goes below the smallest thresholds. Method: docs/methods/disclosure.md.
 */
export interface DisclosureRule {
  readonly audience: Audience
  /** A count from 1 to below this is sensitive. */
  readonly threshold: number
  /** Whether that nobody is there would be told of somebody, too. Not by default. */
  readonly zerosSensitive: boolean
  readonly method: 'suppress' | 'round'
  readonly cover: Cover
  /** What rounded figures are multiples of. */
  readonly base: number
  /** How far apart the least and the most that a hidden count can be have to lie, in persons. */
  readonly protection: number
  readonly contributors: ContributorRule
}

export type RuleSettings = Partial<DisclosureRule>

export type RuleFailure = Failure<
  | 'disclosure.threshold_too_low'
  | 'disclosure.base_too_low'
  | 'disclosure.protection_out_of_range'
  | 'disclosure.contributor_rule_out_of_range'
>

/** A country's rule for each audience: what `disclosureRule` makes of its configuration. */
export type DisclosureRules = Readonly<Record<Audience, DisclosureRule>>

/**
 * The rule that settings ask for. What is not said is the safest: for the public, 10 persons, hidden rather than rounded.
 * A higher threshold is a country's choice; one below `SMALLEST_THRESHOLD` is refused. With a country's `rules`, what is not
 * said is what they say, and nothing goes below them.
 */
export function disclosureRule(
  settings: RuleSettings = {},
  rules?: DisclosureRules,
): Result<DisclosureRule, RuleFailure> {
  const audience = settings.audience ?? 'public'
  if (rules) return strictest(settings, rules[audience])
  const smallest = SMALLEST_THRESHOLD[audience]
  const threshold = settings.threshold ?? smallest
  if (!Number.isSafeInteger(threshold) || threshold < smallest) {
    return err(failure('disclosure.threshold_too_low', { params: { smallest } }))
  }
  const base = settings.base ?? SMALLEST_BASE
  if (!Number.isSafeInteger(base) || base < SMALLEST_BASE) {
    return err(failure('disclosure.base_too_low', { params: { smallest: SMALLEST_BASE } }))
  }
  // A sign such as <10 says 1 to 9: no protection can be wider than eight, and none may be narrower than half of that.
  const least = Math.ceil((threshold - 2) / 2)
  const protection = settings.protection ?? Math.ceil(threshold / 2)
  if (!Number.isSafeInteger(protection) || protection < least || protection > threshold - 2) {
    return err(failure('disclosure.protection_out_of_range', { params: { least, most: threshold - 2 } }))
  }
  const { dominance, closeness } = settings.contributors ?? {}
  if (
    (dominance && !(dominance.largest >= 1 && inPercent(dominance.percent))) ||
    (closeness && !inPercent(closeness.percent))
  ) {
    return err(failure('disclosure.contributor_rule_out_of_range'))
  }
  return ok({
    audience,
    threshold,
    zerosSensitive: settings.zerosSensitive ?? false,
    method: settings.method ?? 'suppress',
    cover: settings.cover ?? USUAL_COVER[audience],
    base,
    protection,
    contributors: settings.contributors ?? {},
  })
}

/** A rule that asks for more than a country's, which stands where nothing is asked for. */
function strictest(settings: RuleSettings, of: DisclosureRule): Result<DisclosureRule, RuleFailure> {
  // The protection follows the threshold where that is raised, unless the country's own is wider.
  const { protection, ...rest } = of
  const threshold = settings.threshold ?? of.threshold
  const made = disclosureRule({
    ...rest,
    ...settings,
    protection: settings.protection ?? Math.max(protection, Math.ceil(threshold / 2)),
    contributors: { ...of.contributors, ...settings.contributors },
  })
  if (threshold < of.threshold) {
    return err(failure('disclosure.threshold_too_low', { params: { smallest: of.threshold } }))
  }
  if (!made.ok) return made
  if (made.value.base < of.base) return err(failure('disclosure.base_too_low', { params: { smallest: of.base } }))
  if (made.value.protection < of.protection) {
    const params = { least: of.protection, most: threshold - 2 }
    return err(failure('disclosure.protection_out_of_range', { params }))
  }
  if (!findsAllOf(made.value.contributors, of.contributors)) {
    return err(failure('disclosure.contributor_rule_out_of_range'))
  }
  return ok({
    ...made.value,
    zerosSensitive: made.value.zerosSensitive || of.zerosSensitive,
    cover: of.cover === 'blind' ? 'blind' : made.value.cover,
  })
}

/** Whether rules for amounts find every sum that others find. */
export const findsAllOf = (rules: ContributorRule, others: ContributorRule): boolean =>
  (!others.dominance || (rules.dominance !== undefined && isAsStrict(rules.dominance, others.dominance))) &&
  (!others.closeness || (rules.closeness !== undefined && rules.closeness.percent >= others.closeness.percent))

/** Whether an (n,k) finds every cell that another finds. */
const isAsStrict = (
  one: { readonly largest: number; readonly percent: number },
  other: { readonly largest: number; readonly percent: number },
): boolean => one.largest >= other.largest && one.percent <= other.percent

const inPercent = (percent: number): boolean => percent > 0 && percent < 100

/** Whether a count of persons is sensitive: from 1 (or 0) to below the threshold. */
export const isSmallCount = (rule: Pick<DisclosureRule, 'threshold' | 'zerosSensitive'>, count: number): boolean =>
  count < rule.threshold && (count > 0 || rule.zerosSensitive)

/** A figure as an answer of the interface holds it: itself, or below what it is. A screen says that in words. */
export type ShownFigure = number | { readonly below: number }

/**
 * One figure that stands alone, as it may be shown: itself, or that it is below the threshold. Figures that add up with
 * others belong in a table (`protectTable`): what is hidden here would be worked out from the others.
 */
export const shownFigure = (rule: DisclosureRule, count: number): ShownFigure =>
  isSmallCount(rule, count) ? { below: rule.threshold } : count

/** The same for a file: the figure, or `<10`. */
export const shownCount = (rule: DisclosureRule, count: number): string =>
  isSmallCount(rule, count) ? thresholdSign(rule) : String(count)

export const thresholdSign = ({ threshold }: Pick<DisclosureRule, 'threshold'>): string => `<${threshold}`
