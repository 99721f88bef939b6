import { type RandomWords, uniformBelow } from '../noise/random-words.ts'

/** Cells that are added up somewhere. */
export interface SumToHold {
  readonly cells: readonly number[]
  /** What is known to be part of them is out already: they are told as so much at least, and need not be near their count besides. */
  readonly atLeast?: number
}

export interface CellsToRound {
  readonly counts: readonly number[]
  /** To which multiple of the base each would be rounded by itself. It is where the sums let it. */
  readonly wished: readonly number[]
  /** Less than this no cell may be told as; 0 where it is not said. */
  readonly atLeast?: readonly number[]
  /** Cells whose figures add up to what is out already, each cell in one row at most. */
  readonly rows: readonly { readonly cells: readonly number[]; readonly figure: number }[]
  readonly sums: readonly SumToHold[]
  readonly base: number
}

export interface RoundedCells {
  readonly figures: readonly number[]
  /** The furthest that a cell or a sum lies from its count, and whether every `atLeast` holds. */
  readonly furthest: number
  readonly holds: boolean
}

/** How many exchanges are tried before sums are told as further off. */
const MOST_STEPS = 1000
/** So many steps take a few milliseconds. */
const STEPS_AT_ONCE = 50
/** A cell that was moved stays for so many steps. */
const STAYS = 7
/** Out of so many steps one is taken blindly, to get out of where nothing is better. */
const BLIND = 12
const MOST_EXCHANGES = 240

/**
 * Controlled rounding to sums that are no network: every cell becomes one of the two multiples beside its count, a multiple stays, rows add
 * up to their figures, and every sum lies within the base of its count as well, as far as exchanges between cells find it. What was found is
 * told. The same counts, wishes and words give the same figures.
 */
export async function roundSums(
  cells: CellsToRound,
  words: RandomWords,
  /** Called every few steps: a caller on a thread that answers others as well lets them have it. */
  pause: () => void | Promise<void> = () => undefined,
): Promise<RoundedCells> {
  const search = searchOf(cells, words)
  search.fitRows()
  for (let step = 0; step < MOST_STEPS && search.violated.length > 0; step++) {
    if (step % STEPS_AT_ONCE === 0) await pause()
    search.exchange(step)
  }
  return search.result()
}

function searchOf({ counts, wished, atLeast: asked = [], rows, sums, base }: CellsToRound, words: RandomWords) {
  const atLeast = [...asked]
  const figures = counts.map((count, cell) => {
    const [below, above] = [Math.floor(count / base) * base, Math.ceil(count / base) * base]
    const wish = Math.min(above, Math.max(below, wished[cell]!))
    return wish < (atLeast[cell] ?? 0) ? above : wish
  })
  const best = { cost: Number.POSITIVE_INFINITY, figures: figures.slice() }
  const sumsOf: number[][] = counts.map(() => [])
  for (const [sum, { cells }] of sums.entries()) for (const cell of cells) sumsOf[cell]!.push(sum)
  const rowOf = counts.map(() => -1)
  for (const [row, { cells }] of rows.entries()) for (const cell of cells) rowOf[cell] = row
  const errors = sums.map(({ cells }) => cells.reduce((sum, cell) => sum + figures[cell]! - counts[cell]!, 0))
  /** How far a sum may go below its count, where it has to be no less than what is part of it. */
  const floors = sums.map(({ cells, atLeast: least }) =>
    least === undefined ? null : least - cells.reduce((sum, cell) => sum + counts[cell]!, 0),
  )
  const violated: number[] = []
  const placeOf = sums.map(() => -1)
  const beyond = (sum: number): number => {
    const [error, floor] = [errors[sum]!, floors[sum]!]
    return floor === null ? Math.floor(Math.abs(error) / base) : Math.max(0, Math.ceil((floor - error) / base))
  }
  const note = (sum: number): void => {
    const place = placeOf[sum]!
    const isBeyond = beyond(sum) > 0
    if (isBeyond === place >= 0) return
    if (isBeyond) {
      placeOf[sum] = violated.length
      violated.push(sum)
      return
    }
    const last = violated.pop()!
    if (last !== sum) {
      violated[place] = last
      placeOf[last] = place
    }
    placeOf[sum] = -1
  }
  const canRise = (cell: number): boolean => figures[cell]! < counts[cell]!
  const canFall = (cell: number): boolean =>
    figures[cell]! > counts[cell]! && figures[cell]! - base >= (atLeast[cell] ?? 0)
  /** Moves a cell to its other multiple, without noting what became of the sums; gives the change of their cost. */
  const shift = (cell: number, by: number): number => {
    let change = 0
    for (const sum of sumsOf[cell]!) {
      const before = beyond(sum)
      errors[sum]! += by
      const after = beyond(sum)
      change += after * after - before * before
    }
    return change
  }
  const change = (cell: number, by: number): void => {
    shift(cell, by)
    figures[cell]! += by
    for (const sum of sumsOf[cell]!) note(sum)
  }
  const costNow = (): number => violated.reduce((sum, one) => sum + beyond(one) ** 2, 0)
  const keepBest = (): void => {
    const cost = costNow()
    if (cost >= best.cost) return
    best.cost = cost
    best.figures = figures.slice()
  }
  for (let sum = 0; sum < sums.length; sum++) note(sum)
  const heldUntil = counts.map(() => -1)

  return {
    violated,
    /** Brings rows to what is out of them, by the moves that cost least. */
    fitRows(): void {
      for (const { cells, figure } of rows) {
        for (;;) {
          const missing = figure - cells.reduce((sum, cell) => sum + figures[cell]!, 0)
          if (missing === 0) break
          const by = missing > 0 ? base : -base
          const movable = cells.filter((cell) => (by > 0 ? canRise(cell) : canFall(cell)))
          if (movable.length === 0) {
            // What is part of them leaves no figures that add up: then it is not looked at here.
            if (by > 0 || cells.every((cell) => (atLeast[cell] ?? 0) === 0)) break
            for (const cell of cells) atLeast[cell] = 0
            continue
          }
          const costs = movable.map((cell) => {
            const cost = shift(cell, by)
            shift(cell, -by)
            return cost
          })
          const least = Math.min(...costs)
          const among = movable.filter((_, at) => costs[at] === least)
          change(among[uniformBelow(words, among.length)]!, by)
        }
      }
      keepBest()
    },
    /** One exchange that brings a sum nearer to its count: a cell of it moves, and one beside it in its row the other way. */
    exchange(step: number): void {
      const sum = violated[uniformBelow(words, violated.length)]!
      const by = floors[sum] === null && errors[sum]! > 0 ? -base : base
      const within = new Set(sums[sum]!.cells)
      const moves: (readonly [cell: number, other: number])[] = []
      for (const cell of within) {
        if (by > 0 ? !canRise(cell) : !canFall(cell)) continue
        if (rowOf[cell] === -1) {
          moves.push([cell, -1])
          continue
        }
        for (const other of rows[rowOf[cell]!]!.cells)
          if (!within.has(other) && (by > 0 ? canFall(other) : canRise(other))) moves.push([cell, other])
      }
      if (moves.length === 0) return
      const from = moves.length > MOST_EXCHANGES ? uniformBelow(words, moves.length) : 0
      let chosen = moves[uniformBelow(words, moves.length)]!
      if (uniformBelow(words, BLIND) > 0) {
        let least = Number.POSITIVE_INFINITY
        for (let at = 0; at < Math.min(moves.length, MOST_EXCHANGES); at++) {
          const [cell, other] = moves[(from + at) % moves.length]!
          if (heldUntil[cell]! > step || (other >= 0 && heldUntil[other]! > step)) continue
          let cost = shift(cell, by)
          if (other >= 0) {
            cost += shift(other, -by)
            shift(other, by)
          }
          shift(cell, -by)
          if (cost < least) [least, chosen] = [cost, [cell, other]]
        }
      }
      const [cell, other] = chosen
      change(cell, by)
      heldUntil[cell] = step + STAYS
      if (other >= 0) {
        change(other, -by)
        heldUntil[other] = step + STAYS
      }
      keepBest()
    },
    result(): RoundedCells {
      const { figures: told } = best
      const off = (cells: readonly number[]) => cells.reduce((sum, cell) => sum + told[cell]! - counts[cell]!, 0)
      const toldOf = (cells: readonly number[]) => cells.reduce((sum, cell) => sum + told[cell]!, 0)
      return {
        figures: told,
        furthest: Math.max(
          0,
          ...counts.map((count, cell) => Math.abs(told[cell]! - count)),
          ...sums.map(({ cells, atLeast: least }) => (least === undefined ? Math.abs(off(cells)) : 0)),
        ),
        holds:
          counts.every((_, cell) => told[cell]! >= (asked[cell] ?? 0)) &&
          rows.every(({ cells, figure }) => toldOf(cells) === figure) &&
          sums.every(({ cells, atLeast: least = 0 }) => toldOf(cells) >= least),
      }
    },
  }
}
