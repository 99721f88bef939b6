import { sortedAlike, visitAlike, type CodeColumn } from './alike.ts'

/** What the records that look alike have in common, in one column that nobody should learn of them. */
export interface Diversity {
  readonly column: string
  /** The fewest different answers among records that look alike, the missing ones left out of count. */
  readonly fewest: number
  /** In how many groups that look alike all known answers are the same, and how many records stand in these. */
  readonly telling: { readonly groups: number; readonly records: number }
  /** The largest share that one answer has in a group, from 0 to 1: how sure of it somebody could be. */
  readonly surest: number
}

export interface DiversityReport {
  readonly groups: number
  /** The fewest records that look alike. */
  readonly smallestGroup: number
  readonly columns: readonly Diversity[]
}

/**
 * Distinct l-diversity (Machanavajjhala et al. 2007) of records that look alike in the columns by which somebody might be known:
 * k-anonymity hides who, but where everybody in a group answered the same, the answer is known all the same. Code 0 is no answer;
 * `kept` are the records that go out. A report of numbers, no answer among them. Where no record stands, all figures are 0.
 */
export function diversityReport(
  columns: readonly CodeColumn[],
  sensitive: readonly (CodeColumn & { readonly name: string })[],
  kept: Uint32Array,
): DiversityReport {
  const order = sortedAlike(columns, kept)
  let groups = 0
  let smallestGroup = kept.length
  const found = sensitive.map(({ size }) => ({
    fewest: Number.POSITIVE_INFINITY,
    surest: 0,
    telling: { groups: 0, records: 0 },
    answers: new Uint32Array(size),
  }))
  visitAlike(columns, order, (group) => {
    groups++
    smallestGroup = Math.min(smallestGroup, group.length)
    for (const [at, { codes }] of sensitive.entries()) {
      const of = found[at]!
      let different = 0
      let most = 0
      for (const row of group) {
        const code = codes[row]!
        if (code === 0) continue
        if (of.answers[code] === 0) different++
        most = Math.max(most, ++of.answers[code]!)
      }
      for (const row of group) of.answers[codes[row]!] = 0
      // Where nobody answered, nothing is told of anybody.
      if (different === 0) continue
      of.fewest = Math.min(of.fewest, different)
      of.surest = Math.max(of.surest, most / group.length)
      if (different > 1) continue
      of.telling.groups++
      of.telling.records += group.length
    }
  })
  return {
    groups,
    smallestGroup,
    columns: found.map(({ fewest, surest, telling }, at) => ({
      column: sensitive[at]!.name,
      fewest: Number.isFinite(fewest) ? fewest : 0,
      telling,
      surest,
    })),
  }
}
