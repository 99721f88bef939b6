import type { Residual } from '../goodness-of-fit.ts'
import type { StrataGroupResidual } from '../strata/goodness-strata.ts'

/** Which counts of people are too small to be printed: a country's rule of disclosure. */
export interface SmallCounts {
  /** A count from 1 to below this is small. */
  readonly threshold: number
  /** Whether 0 is, too. Not by default: it tells of nobody, and which lists share nobody is named in any case. */
  readonly zerosSensitive: boolean
}

export const isSmall = ({ threshold, zerosSensitive }: SmallCounts, count: number): boolean =>
  count < threshold && (count > 0 || zerosSensitive)

/**
 * What may be printed of some figures, and how many may not. Where a count is small its residual is left out whole: the expected
 * number and the standardised difference follow from margins that are printed, and tell it together.
 */
export interface Told<Of> {
  readonly told: readonly Of[]
  readonly withheld: number
}

const allOrNone = <Of>(figures: readonly Of[], small: boolean): Told<Of> =>
  small ? { told: [], withheld: figures.length } : { told: figures, withheld: 0 }

/** Figures that none of the others add up to. */
export function toldEach<Of>(figures: readonly Of[], rule: SmallCounts, countOf: (one: Of) => number): Told<Of> {
  const told = figures.filter((one) => !isSmall(rule, countOf(one)))
  return { told, withheld: figures.length - told.length }
}

/** Histories add up to the overlaps: they are all told, or none where one is small. */
export const toldHistories = (histories: readonly Residual[], rule: SmallCounts): Told<Residual> =>
  allOrNone(
    histories,
    histories.some(({ observed }) => isSmall(rule, observed)),
  )

/**
 * People of a covariate's groups on a list add up to the list: they are told where all groups have enough people on it and enough who
 * are not, otherwise none of them.
 */
export function toldGroups(groups: readonly StrataGroupResidual[], rule: SmallCounts): Told<StrataGroupResidual> {
  const nameOf = ({ covariate, levels }: StrataGroupResidual): string => JSON.stringify([covariate, levels])
  const wholes = new Map(groups.filter(({ list }) => list === undefined).map((one) => [nameOf(one), one.observed]))
  const tables = Map.groupBy(groups, ({ covariate, list }) => JSON.stringify([covariate, list]))
  const parts = [...tables.values()].map((own) =>
    allOrNone(
      own,
      own.some((one) => {
        const others = one.list === undefined ? undefined : wholes.get(nameOf(one))! - one.observed
        return isSmall(rule, one.observed) || (others !== undefined && isSmall(rule, others))
      }),
    ),
  )
  return {
    told: parts.flatMap(({ told }) => told),
    withheld: parts.reduce((sum, { withheld }) => sum + withheld, 0),
  }
}
