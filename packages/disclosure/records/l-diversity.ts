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
 * k-anonymity hides who, but where everybody in a group answered the same, the answer is known all the same. A report of
 * numbers, no answer among them. Where no record stands, all figures are 0.
 */
export function diversityReport(
  rows: readonly Readonly<Record<string, string>>[],
  {
    columns,
    sensitive,
    missing,
  }: { readonly columns: readonly string[]; readonly sensitive: readonly string[]; readonly missing: string },
): DiversityReport {
  const groups = new Map<string, Readonly<Record<string, string>>[]>()
  for (const row of rows) {
    const key = columns.map((column) => row[column] ?? missing).join('\u0000')
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  const all = [...groups.values()]
  return {
    groups: all.length,
    smallestGroup: all.reduce((least, { length }) => Math.min(least, length), rows.length),
    columns: sensitive.map((column) => diversityOf(all, column, missing)),
  }
}

function diversityOf(
  groups: readonly (readonly Readonly<Record<string, string>>[])[],
  column: string,
  missing: string,
): Diversity {
  let fewest = Number.POSITIVE_INFINITY
  let surest = 0
  const telling = { groups: 0, records: 0 }
  for (const group of groups) {
    const answers = new Map<string, number>()
    for (const row of group) {
      const answer = row[column] ?? missing
      if (answer !== missing) answers.set(answer, (answers.get(answer) ?? 0) + 1)
    }
    // Where nobody answered, nothing is told of anybody.
    if (answers.size === 0) continue
    fewest = Math.min(fewest, answers.size)
    for (const count of answers.values()) surest = Math.max(surest, count / group.length)
    if (answers.size > 1) continue
    telling.groups++
    telling.records += group.length
  }
  return { column, fewest: Number.isFinite(fewest) ? fewest : 0, telling, surest }
}
