/** What an event costs, by the headings under which ministries and those who pay ask for it. */
export const COSTS = ['venue', 'travel', 'trainers', 'interpretation', 'materials', 'other'] as const
export type CostKind = (typeof COSTS)[number]

export interface Cost {
  readonly kind: CostKind
  readonly planned: number
  /** Null until it is known: not yet spent is not nothing. */
  readonly spent: number | null
}

export interface CostTotals {
  readonly planned: number
  /** Null where no amount is known yet. */
  readonly spent: number | null
  /** What it cost for each who attended; null where one of the two is not known. */
  readonly each: number | null
}

export function totalsOf(costs: readonly Cost[], attended: number): CostTotals {
  const known = costs.flatMap(({ spent }) => (spent === null ? [] : [spent]))
  const spent = known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0)
  return {
    planned: costs.reduce((sum, one) => sum + one.planned, 0),
    spent,
    each: spent === null || attended === 0 ? null : Math.round(spent / attended),
  }
}
