import { allRecords, sortedAlike, visitAlike, type CodeColumn } from './alike.ts'

/** A record as columns of text; what is missing is the given word. */
type Row = Readonly<Record<string, string>>

export interface KAnonymous<R extends Row> {
  readonly rows: readonly R[]
  /** How many records were left out, since nothing that could be blanked would hide them. */
  readonly dropped: number
  /** Column → of how many records it was blanked. */
  readonly blanked: Readonly<Record<string, number>>
}

export interface KAnonymousCodes {
  /** The records that are left, in the order in which they were given. */
  readonly kept: Uint32Array
  /** Of how many records each column was blanked. */
  readonly blanked: readonly number[]
}

/**
 * Local suppression over codes, in place: blanks (code 0) the columns by which somebody might be known, in the order given, in the
 * records whose combination of them fewer than `k` share, until every combination that is left is shared by at least `k`
 * (Samarati & Sweeney 1998; a blank counts as a value of its own). What still stands alone is not among those kept. It takes some
 * 17 bytes a record beside the codes. `pause` is waited for between columns.
 *
 * It protects against being singled out by these columns in this one release. It does not protect against comparing two
 * releases, nor against somebody who knows what else a record says.
 */
export async function kAnonymousCodes(
  columns: readonly CodeColumn[],
  { count, k, pause }: { readonly count: number; readonly k: number; readonly pause?: () => void | Promise<void> },
): Promise<KAnonymousCodes> {
  const steps = suppressionSteps(columns, count, k)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await pause?.()
  }
}

function* suppressionSteps(
  columns: readonly CodeColumn[],
  count: number,
  k: number,
): Generator<undefined, KAnonymousCodes> {
  const all = allRecords(count)
  const isAlone = new Uint8Array(count)
  const lookWhoIsAlone = (): boolean => {
    let some = false
    visitAlike(columns, sortedAlike(columns, all), (group) => {
      const alone = group.length < k
      some ||= alone
      for (const row of group) isAlone[row] = Number(alone)
    })
    return some
  }
  const blanked = columns.map(() => 0)
  for (const [column, { codes }] of columns.entries()) {
    if (!lookWhoIsAlone()) break
    for (let row = 0; row < count; row++) {
      if (isAlone[row] === 0 || codes[row] === 0) continue
      codes[row] = 0
      blanked[column]!++
    }
    yield
  }
  lookWhoIsAlone()
  return { kept: all.filter((row) => isAlone[row] === 0), blanked }
}

/** The same of rows of text. They come back in an order that says nothing of how they came. */
export function kAnonymous<R extends Row>(
  rows: readonly R[],
  { columns, k, missing }: { readonly columns: readonly string[]; readonly k: number; readonly missing: string },
): KAnonymous<R> {
  const coded = columns.map((column): CodeColumn => {
    const known = new Map([[missing, 0]])
    const codes = Uint32Array.from(rows, (row) => {
      const value = row[column] ?? missing
      const code = known.get(value) ?? known.size
      known.set(value, code)
      return code
    })
    return { codes, size: known.size }
  })
  const steps = suppressionSteps(coded, rows.length, k)
  let step = steps.next()
  while (!step.done) step = steps.next()
  const { kept, blanked } = step.value
  const left = Array.from(kept, (row) => {
    const blanks = columns.filter(
      (column, at) => coded[at]!.codes[row] === 0 && (rows[row]![column] ?? missing) !== missing,
    )
    return blanks.length === 0
      ? rows[row]!
      : { ...rows[row]!, ...Object.fromEntries(blanks.map((name) => [name, missing])) }
  })
  const names = [...new Set(left.flatMap((row) => Object.keys(row)))].toSorted()
  const texts = new Map(left.map((row) => [row, names.map((name) => row[name] ?? missing).join('\u0000')]))
  return {
    rows: left.toSorted((a, b) => (texts.get(a)! < texts.get(b)! ? -1 : 1)),
    dropped: rows.length - left.length,
    blanked: Object.fromEntries(columns.flatMap((column, at) => (blanked[at]! > 0 ? [[column, blanked[at]!]] : []))),
  }
}
