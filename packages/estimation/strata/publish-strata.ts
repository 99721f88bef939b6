import { exponential } from '@gloact/kernel'
import { normalQuantile } from '../distributions.ts'
import { order } from '../model.ts'
import type { Strata } from '../input/read-input.ts'
import type { StrataFit } from './fit-strata.ts'
import { levelIn } from './level-in.ts'
import { residentsOf, type Residents } from './residents.ts'

/** What a group of strata has to have before its figures are given. A country's choice; these are what it starts from. */
export interface StrataRule {
  /** People seen. */
  readonly fewestPeople: number
  /** People on each of the lists. */
  readonly fewestOnList: number
  /** People on two lists or more. */
  readonly fewestOverlaps: number
}

export const STRATA_RULE: StrataRule = { fewestPeople: 30, fewestOnList: 5, fewestOverlaps: 10 }

/** Where an interval begins and ends, in people; `upper` is Infinity where it has no end. */
export interface Limits {
  readonly lower: number
  readonly upper: number
}

/** The figures of some levels of a covariate together (or of some combinations of all covariates'). */
export interface StrataGroup {
  /** The levels that are together: usually one. Of combinations, each level of each covariate: `f / child`. */
  readonly levels: readonly string[]
  /** Numbers of the strata that are together. */
  readonly members: readonly number[]
  readonly observed: number
  readonly darkFigure: number
  readonly estimate: number
  /** Undefined where no interval was asked for. */
  readonly limits: Limits | undefined
  /** The residents among whom they are; undefined where that is not known. */
  readonly residents?: number
}

/** Figures by one covariate; its groups add up to the total. */
export interface StrataTable {
  readonly covariate: string
  readonly groups: readonly StrataGroup[]
  /** Whether levels were put together, since alone they had too few people. */
  readonly merged: boolean
}

export interface PublishedStrata {
  readonly tables: readonly StrataTable[]
  /** Figures of every combination; there only where each of them may be given. */
  readonly combinations?: readonly StrataGroup[]
  readonly rule: StrataRule
}

export interface PublishOptions {
  readonly rule?: StrataRule
  /** Level of the intervals: 0.95. */
  readonly level?: number
  /** Residents, for rates of what may be given. */
  readonly residents?: Residents | undefined
  /** Limits for strata taken together, from replicates, or none; log-normal ones where it is not given. */
  readonly intervalOf?: (members: readonly number[]) => Limits | undefined
}

/**
 * The figures of a fit with covariates, by each covariate and, where every one may be given, by their combinations. Levels
 * that have too few people to be given are put together with the next smallest until they have enough, so that the groups
 * add up to the total and nothing can be told by taking away. Where nothing else gives intervals they are log-normal for the dark figure, by
 * the delta method for the model as it was chosen; `fit` then needs its covariances.
 */
export function publishStrata(
  strata: Strata,
  fit: StrataFit,
  lists: number,
  { rule = STRATA_RULE, level = 0.95, intervalOf, residents }: PublishOptions = {},
): PublishedStrata {
  const facts = factsOf(strata, lists, fit)
  const figuresOf = groupsWith(fit, level, intervalOf)
  const groupOf = (levels: readonly string[], members: readonly number[]): StrataGroup => {
    const among = residents && residentsOf(strata, residents, members)
    return { ...figuresOf(levels, members), ...(among !== undefined && { residents: among }) }
  }
  const passes = (members: readonly number[]) => isEnough(facts, members, rule)
  const tables = strata.covariates.map((covariate, at): StrataTable => {
    const levels = strata.levels[at]!
    const members = levels.map((_, own) =>
      facts.flatMap((__, stratum) => (levelIn(strata.levels, stratum, at) === own ? [stratum] : [])),
    )
    const groups = mergeSmall(members, facts, passes)
    return {
      covariate,
      groups: groups.map((own) =>
        groupOf(
          levels.filter((_, one) => members[one]!.every((stratum) => own.includes(stratum))),
          own,
        ),
      ),
      merged: groups.length < levels.length,
    }
  })
  const each = facts.map((_, stratum) => [stratum])
  const together = tables.every(({ merged }) => !merged) && strata.covariates.length > 1 && each.every(passes)
  if (!together) return { tables, rule }
  const named = (stratum: number) =>
    strata.covariates.map((_, at) => strata.levels[at]![levelIn(strata.levels, stratum, at)]!).join(' / ')
  return { tables, rule, combinations: each.map((own) => groupOf([named(own[0]!)], own)) }
}

/** Whether some of what is given would not be by another rule. What holds all strata is the total, which is always given. */
export function givesMore(
  strata: Strata,
  fit: StrataFit,
  lists: number,
  {
    published: { tables, combinations = [] },
    rule,
  }: { readonly published: PublishedStrata; readonly rule: StrataRule },
): boolean {
  const facts = factsOf(strata, lists, fit)
  return [...tables.flatMap(({ groups }) => groups), ...combinations].some(
    ({ members }) => members.length < facts.length && !isEnough(facts, members, rule),
  )
}

interface StratumFacts {
  readonly observed: number
  readonly overlaps: number
  readonly onList: readonly number[]
  readonly emptyMargin: boolean
}

function factsOf({ counts }: Strata, lists: number, fit: StrataFit): StratumFacts[] {
  const size = 2 ** lists
  return Array.from(fit.seen, (observed, stratum) => {
    const onList = Array.from({ length: lists }, () => 0)
    let overlaps = 0
    for (let mask = 1; mask < size; mask++) {
      const count = counts[stratum * size + mask]!
      if (order(mask) > 1) overlaps += count
      for (let list = 0; list < lists; list++) if ((mask >> list) & 1) onList[list]! += count
    }
    return { observed, overlaps, onList, emptyMargin: fit.emptyMargins[stratum] === 1 && observed > 0 }
  })
}

function isEnough(facts: readonly StratumFacts[], members: readonly number[], rule: StrataRule): boolean {
  const sum = (of: (one: StratumFacts) => number) => members.reduce((total, stratum) => total + of(facts[stratum]!), 0)
  const lists = facts[0]?.onList.length ?? 0
  return (
    sum(({ observed }) => observed) >= rule.fewestPeople &&
    sum(({ overlaps }) => overlaps) >= rule.fewestOverlaps &&
    Array.from({ length: lists }, (_, list) => sum(({ onList }) => onList[list]!)).every(
      (on) => on >= rule.fewestOnList,
    ) &&
    (members.length > 1 || !facts[members[0]!]!.emptyMargin)
  )
}

/** Puts the smallest group that has too few together with the next smallest, until none has too few or one group is left. */
function mergeSmall(
  start: readonly (readonly number[])[],
  facts: readonly StratumFacts[],
  passes: (members: readonly number[]) => boolean,
): (readonly number[])[] {
  const seen = (members: readonly number[]) => members.reduce((sum, stratum) => sum + facts[stratum]!.observed, 0)
  let groups = [...start]
  while (groups.length > 1) {
    const bySize = groups.toSorted((a, b) => seen(a) - seen(b))
    const failing = bySize.find((members) => !passes(members))
    if (!failing) break
    const partner = bySize.find((members) => members !== failing)!
    groups = groups.flatMap((members) =>
      members === partner ? [[...partner, ...failing]] : members === failing ? [] : [members],
    )
  }
  return groups
}

function groupsWith(fit: StrataFit, level: number, intervalOf: PublishOptions['intervalOf']) {
  const z = normalQuantile((1 + level) / 2)
  const { seen, darkFigures, covariance } = fit
  return (levels: readonly string[], members: readonly number[]): StrataGroup => {
    let observed = 0
    let darkFigure = 0
    let variance = 0
    for (const a of members) {
      observed += seen[a]!
      darkFigure += darkFigures[a]!
      for (const b of members) variance += covariance[a * seen.length + b]!
    }
    const estimate = observed + darkFigure
    const spread = darkFigure > 0 ? exponential((z * Math.sqrt(Math.max(0, variance))) / darkFigure) : 1
    const limits = intervalOf
      ? intervalOf(members)
      : { lower: observed + darkFigure / spread, upper: observed + darkFigure * spread }
    return { levels, members, observed, darkFigure, estimate, limits }
  }
}
