import type { StructuralZero } from './graphical-model.ts'
import type { CodedRecords } from './records.ts'

type Cells = (row: number, column?: number, code?: number) => boolean

/** Whether a record would be impossible, as it is or with another code in one column. */
export function impossibleRecord(
  { values }: CodedRecords,
  zeros: readonly StructuralZero[],
  sizes: readonly number[],
): Cells {
  return (row, changed, code) =>
    zeros.some(({ columns, impossible }) => {
      let cell = 0
      for (const column of columns) cell = cell * sizes[column]! + (column === changed ? code! : values[column]![row]!)
      return impossible[cell] === 1
    })
}

/** Rules that are joined by their columns; what others say does not matter to them. */
interface Component {
  readonly columns: readonly number[]
  readonly zeros: readonly StructuralZero[]
}

/** One code for each column of a component. Others are not in it. */
type Codes = Map<number, number>

/** Rules so entangled that more codes than this would have to be tried are refused as if nothing were possible. */
const MOST_TRIED = 5_000_000
/** A record that has no possible one near it is found one that has been found for all. */
const MOST_TRIED_NEAR = 20_000

/**
 * Whether there is a record that breaks no rule. Anyone who declares otherwise is told so before anything is charged; rules that are
 * too entangled to tell count as leaving none.
 */
export const leavesSomethingPossible = (zeros: readonly StructuralZero[], sizes: readonly number[]): boolean =>
  componentsOf(zeros).every((component) => possibleCodes(component, sizes) !== undefined)

/**
 * Gives impossible records the nearest possible answers: those in which the fewest columns change, what is not recorded first.
 * Throws where no record is possible, which `leavesSomethingPossible` tells beforehand.
 */
export function makePossible(records: CodedRecords, zeros: readonly StructuralZero[], sizes: readonly number[]): void {
  for (const component of componentsOf(zeros)) {
    const { columns } = component
    const cures = new Map<string, Codes>()
    let anywhere: Codes | undefined
    const isImpossible = impossibleRecord(records, component.zeros, sizes)
    for (let row = 0; row < records.count; row++) {
      if (!isImpossible(row)) continue
      const codes: Codes = new Map(columns.map((column) => [column, records.values[column]![row]!]))
      const key = [...codes.values()].join(' ')
      const cure =
        cures.get(key) ?? nearestCodes(component, codes, sizes) ?? (anywhere ??= possibleCodes(component, sizes))
      if (!cure) throw new Error('the declared impossibilities leave no record possible')
      cures.set(key, cure)
      for (const [column, code] of cure) records.values[column]![row] = code
    }
  }
}

function componentsOf(zeros: readonly StructuralZero[]): readonly Component[] {
  let components: Component[] = []
  for (const zero of zeros) {
    const joined = components.filter(({ columns }) => zero.columns.some((column) => columns.includes(column)))
    components = [
      ...components.filter((component) => !joined.includes(component)),
      {
        columns: [...new Set([...joined.flatMap(({ columns }) => columns), ...zero.columns])],
        zeros: [...joined.flatMap((component) => component.zeros), zero],
      },
    ]
  }
  return components
}

function isBroken({ columns, impossible }: StructuralZero, codes: Codes, sizes: readonly number[]): boolean {
  let cell = 0
  for (const column of columns) cell = cell * sizes[column]! + codes.get(column)!
  return impossible[cell] === 1
}

/**
 * Codes that break no rule, by trying: next is always the column with the fewest codes left that no rule forbids, as far as its
 * other columns have their codes already. Undefined where all were tried.
 */
function possibleCodes({ columns, zeros }: Component, sizes: readonly number[]): Codes | undefined {
  const codes: Codes = new Map()
  let tried = 0
  const freeCodes = (column: number): number[] => {
    const decided = zeros.filter(
      (zero) => zero.columns.includes(column) && zero.columns.every((other) => other === column || codes.has(other)),
    )
    const free: number[] = []
    for (let code = 0; code < sizes[column]!; code++) {
      codes.set(column, code)
      tried++
      if (!decided.some((zero) => isBroken(zero, codes, sizes))) free.push(code)
    }
    codes.delete(column)
    return free
  }
  const complete = (): boolean => {
    let next: { readonly column: number; readonly free: readonly number[] } | undefined
    for (const column of columns) {
      if (codes.has(column)) continue
      const free = freeCodes(column)
      if (!next || free.length < next.free.length) next = { column, free }
    }
    if (!next) return true
    for (const code of next.free) {
      codes.set(next.column, code)
      if (complete()) return true
      codes.delete(next.column)
      if (tried > MOST_TRIED) return false
    }
    return false
  }
  return complete() ? codes : undefined
}

/**
 * The possible codes that differ from the given ones in the fewest columns: a broken rule has to change in one of its columns,
 * whichever record is taken, so that all are tried column by column of what is still broken (iterative deepening).
 */
function nearestCodes({ columns, zeros }: Component, given: Codes, sizes: readonly number[]): Codes | undefined {
  const codes: Codes = new Map(given)
  const changed = new Set<number>()
  let tried = 0
  const cure = (changes: number): boolean => {
    const broken = zeros.find((zero) => isBroken(zero, codes, sizes))
    if (!broken) return true
    if (changes === 0) return false
    for (const column of broken.columns) {
      if (changed.has(column)) continue
      changed.add(column)
      for (let code = 0; code < sizes[column]! && tried < MOST_TRIED_NEAR; code++) {
        if (code === given.get(column)) continue
        tried++
        codes.set(column, code)
        if (cure(changes - 1)) return true
      }
      codes.set(column, given.get(column)!)
      changed.delete(column)
    }
    return false
  }
  return columns.some((_, at) => cure(at + 1)) ? codes : undefined
}
