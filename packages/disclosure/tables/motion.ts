import { CELL, suffices, type Finder, type Hiding, type Reach } from './hiding.ts'
import type { Requirement } from './sensitive-cells.ts'

/** Where no way is too small to be of use: a thousandth of a person is none, but amounts are no persons. */
export const LEAST_STEP = 1e-6

/** Cells that rise and fall together, so that every sum stays true. */
export interface Way {
  /** What it costs to hide those that are shown; next to nothing where all are hidden. */
  readonly price: number
  /** How far it goes. */
  readonly capacity: number
  readonly steps: readonly (readonly [cell: number, sign: 1 | -1])[]
}

export interface WayFinder {
  /** Whether no way is missed, so that the furthest that is found is the furthest there is. */
  readonly isExact: boolean
  /**
   * A way on which a cell rises or falls by at least so much, on top of what already moved (`moved`, by cell): through
   * hidden cells alone, or the cheapest through any. The cell itself is its first step, or is left out where it always is.
   */
  find(
    cell: number,
    direction: 1 | -1,
    moved: Float64Array,
    how: { readonly mayHide: boolean; readonly atLeast: number },
  ): Way | undefined
  /** Told of each cell that is hidden. */
  hide(cell: number): void
}

/** One direction in which a cell moves: what moved with it, and how far it went. */
class Motion {
  readonly #cell: number
  readonly #direction: 1 | -1
  readonly #ways: WayFinder
  readonly #moved: Float64Array
  readonly #touched: number[] = []
  /** How far the cell's own sign lets it go. */
  readonly room: number
  reached = 0

  constructor(ways: WayFinder, { up, down }: Hiding, moved: Float64Array, cell: number, direction: 1 | -1) {
    this.#ways = ways
    this.#cell = cell
    this.#direction = direction
    this.#moved = moved
    this.room = direction > 0 ? up[cell]! : down[cell]!
  }

  get touched(): readonly number[] {
    return this.#touched
  }

  way(mayHide: boolean, atLeast: number): Way | undefined {
    return this.#ways.find(this.#cell, this.#direction, this.#moved, { mayHide, atLeast })
  }

  push({ steps, capacity }: Way, limit: number): void {
    const amount = Math.min(capacity, limit - this.reached)
    for (const [cell, sign] of steps) {
      this.#moved[cell]! += sign * amount
      this.#touched.push(cell)
    }
    this.reached += amount
  }

  /** Goes as far as what is hidden already allows. */
  extend(limit: number): number {
    const target = Math.min(limit, this.room)
    while (target - this.reached > LEAST_STEP) {
      const way = this.way(false, LEAST_STEP)
      if (!way) break
      this.push(way, target)
    }
    return this.reached
  }

  reset(): void {
    for (const cell of this.#touched) this.#moved[cell] = 0
  }
}

/** Proves how free cells are, and makes them freer, by ways on which they move. */
export function finderOf(hiding: Hiding, ways: WayFinder): Finder {
  const { status } = hiding
  const moved = [new Float64Array(status.length), new Float64Array(status.length)] as const
  const motionsOf = (cell: number) =>
    [new Motion(ways, hiding, moved[0], cell, 1), new Motion(ways, hiding, moved[1], cell, -1)] as const
  return {
    isExact: ways.isExact,
    reach(cell, limit): Reach {
      const [rise, fall] = motionsOf(cell)
      const reach = { up: rise.extend(limit.up), down: fall.extend(limit.down) }
      const touched = [...rise.touched, ...fall.touched]
      rise.reset()
      fall.reset()
      return { ...reach, touched }
    },
    protect(cell, required: Requirement, steps): boolean {
      const [rise, fall] = motionsOf(cell)
      const { above, below, spread } = required
      try {
        for (;;) {
          const reach = { up: rise.extend(Math.max(above, spread)), down: fall.extend(Math.max(below, spread)) }
          if (suffices(reach, required)) return true
          const missing = spread - reach.up - reach.down
          const cheapest = [
            { motion: rise, least: above },
            { motion: fall, least: below },
          ]
            .flatMap(({ motion, least }) => {
              const need = Math.max(least - motion.reached, Math.min(missing, motion.room - motion.reached))
              if (need <= LEAST_STEP) return []
              const whole = steps === 'long' ? motion.way(true, need * (1 - LEAST_STEP)) : undefined
              const way = whole ?? motion.way(true, LEAST_STEP)
              return way ? [{ motion, way, limit: motion.reached + need }] : []
            })
            .toSorted((a, b) => a.way.price - b.way.price)[0]
          if (!cheapest) return false
          for (const [step] of cheapest.way.steps) {
            if (status[step] !== CELL.shown) continue
            status[step] = CELL.complementary
            ways.hide(step)
          }
          cheapest.motion.push(cheapest.way, cheapest.limit)
        }
      } finally {
        rise.reset()
        fall.reset()
      }
    },
  }
}
