import { readRows, type FormAnswers } from '@gloact/forms'
import { valueOf, type FieldFailure } from '@gloact/kernel'

/** What a plan's sums are taken in, and what one unit of another currency is worth in it, as stated. */
export interface Rates {
  readonly currency: string | null
  readonly worth: ReadonlyMap<string, number>
}

const text = (answers: FormAnswers, path: string): string | null => {
  const value = valueOf(answers[path])
  return typeof value === 'string' ? value : null
}

export function ratesOf(plan: FormAnswers): Rates {
  const currency = text(plan, 'currency')
  const worth = new Map(currency === null ? [] : [[currency, 1]])
  for (const { answers } of readRows(plan, 'rates')) {
    const [from, rate] = [text(answers, 'from_currency'), valueOf(answers['rate'])]
    if (from !== null && typeof rate === 'number') worth.set(from, rate)
  }
  return { currency, worth }
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))
const isCurrency = (code: string): boolean => CURRENCIES.has(code)

/** Currencies are codes, and a rate leads from another currency to the one that sums are taken in. */
export function checkRates(plan: FormAnswers): readonly FieldFailure[] {
  const currency = text(plan, 'currency')
  const failures: FieldFailure[] = []
  if (currency !== null && !isCurrency(currency))
    failures.push({ pointer: '/answers/currency', code: 'strategy.no_currency' })
  const met = new Set<string>()
  for (const { id, answers } of readRows(plan, 'rates')) {
    const from = text(answers, 'from_currency') ?? ''
    const wrong = !isCurrency(from) || from === currency || currency === null || met.has(from)
    met.add(from)
    if (wrong) failures.push({ pointer: `/answers/rates~1${id}~1from_currency`, code: 'strategy.no_currency' })
  }
  return failures
}

export interface CostLine {
  readonly action: string
  readonly year: string
  readonly pillar: string
  readonly agency: string
  readonly source: string
  readonly heading: string
  readonly cost: Money
  readonly secured: Money | null
  readonly spent: Money | null
}
export interface Money {
  readonly amount: number
  readonly currency: string
}

export const CUTS = ['year', 'pillar', 'agency', 'source', 'heading'] as const
export type Cut = (typeof CUTS)[number]

export interface Sum {
  readonly cost: number
  readonly secured: number
  readonly spent: number
}

/** In hundredths, so that sums agree whichever way they are cut. */
const hundredths = ({ amount, currency }: Money, worth: ReadonlyMap<string, number>): number =>
  Math.round(amount * (worth.get(currency) ?? 0) * 100)

/** Sums of a plan's costs in the currencies in which they stand: of the whole (`pillar` null) and of each pillar. None is converted. */
export function sumsByCurrency(
  lines: readonly CostLine[],
): readonly (Sum & { readonly pillar: string | null; readonly currency: string })[] {
  const sums = new Map<
    string,
    { pillar: string | null; currency: string; cost: number; secured: number; spent: number }
  >()
  const add = (pillar: string | null, part: 'cost' | 'secured' | 'spent', { amount, currency }: Money) => {
    const key = `${pillar} ${currency}`
    const sum = sums.get(key) ?? { pillar, currency, cost: 0, secured: 0, spent: 0 }
    // In hundredths, so that sums of many agree with those that are converted.
    sum[part] = Math.round(sum[part] * 100 + amount * 100) / 100
    sums.set(key, sum)
  }
  for (const line of lines)
    for (const part of ['cost', 'secured', 'spent'] as const) {
      const money = line[part]
      if (money === null || money.currency === '') continue
      add(null, part, money)
      add(line.pillar, part, money)
    }
  return [...sums.values()]
}

/**
 * Sums of a plan's costs in one currency, by each cut. Each amount is converted and rounded by itself, so every cut adds up to the whole;
 * amounts in a currency without a stated rate are in none of them, and are said apart.
 */
export function costSums(lines: readonly CostLine[], { worth }: Rates) {
  const rated = (money: Money | null): money is Money => money !== null && worth.has(money.currency)
  const sum = (some: readonly CostLine[]): Sum => {
    const of = (part: 'cost' | 'secured' | 'spent') =>
      some.reduce((total, line) => {
        const money = line[part]
        return rated(money) ? total + hundredths(money, worth) : total
      }, 0) / 100
    return { cost: of('cost'), secured: of('secured'), spent: of('spent') }
  }
  const cuts = CUTS.map((cut) => {
    const keys = [...new Set(lines.map((line) => line[cut]))].toSorted()
    return {
      cut,
      rows: keys.map((key) => ({ key, ...sum(lines.filter((line) => line[cut] === key)) })),
    }
  })
  const unrated = new Map<string, number>()
  for (const line of lines)
    for (const money of [line.cost, line.secured, line.spent])
      if (money && !worth.has(money.currency)) unrated.set(money.currency, (unrated.get(money.currency) ?? 0) + 1)
  return {
    total: sum(lines),
    cuts,
    unrated: [...unrated].map(([currency, amounts]) => ({ currency, amounts })),
  }
}
