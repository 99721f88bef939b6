/** A record as columns of text; what is missing is the given word. */
type Row = Readonly<Record<string, string>>

export interface KAnonymous<R extends Row> {
  readonly rows: readonly R[]
  /** How many records were left out, since nothing that could be blanked would hide them. */
  readonly dropped: number
  /** Column → of how many records it was blanked. */
  readonly blanked: Readonly<Record<string, number>>
}

/**
 * Local suppression: blanks the columns by which somebody might be known, in the order given, in the records whose
 * combination of them fewer than `k` share, until every combination that is left is shared by at least `k`
 * (Samarati & Sweeney 1998; a blank counts as a value of its own). What still stands alone is left out. The records come
 * back in an order that says nothing of how they came.
 *
 * It protects against being singled out by these columns in this one release. It does not protect against comparing two
 * releases, nor against somebody who knows what else a record says.
 */
export function kAnonymous<R extends Row>(
  rows: readonly R[],
  { columns, k, missing }: { readonly columns: readonly string[]; readonly k: number; readonly missing: string },
): KAnonymous<R> {
  const blanked: Record<string, number> = {}
  const keyOf = (row: Row): string => columns.map((column) => row[column] ?? missing).join('\u0000')
  const rare = (all: readonly Row[]): ReadonlySet<string> => {
    const counts = new Map<string, number>()
    for (const row of all) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
    return new Set([...counts].flatMap(([key, count]) => (count < k ? [key] : [])))
  }
  let current = [...rows]
  for (const column of columns) {
    const alone = rare(current)
    if (alone.size === 0) break
    current = current.map((row) => {
      if (!alone.has(keyOf(row)) || (row[column] ?? missing) === missing) return row
      blanked[column] = (blanked[column] ?? 0) + 1
      return { ...row, [column]: missing }
    })
  }
  const alone = rare(current)
  const kept = current.filter((row) => !alone.has(keyOf(row)))
  const names = [...new Set(kept.flatMap((row) => Object.keys(row)))].toSorted()
  const texts = new Map(kept.map((row) => [row, names.map((name) => row[name] ?? missing).join('\u0000')]))
  return {
    rows: kept.toSorted((a, b) => (texts.get(a)! < texts.get(b)! ? -1 : 1)),
    dropped: rows.length - kept.length,
    blanked,
  }
}
