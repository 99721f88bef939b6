import { randomSource } from '@gloact/kernel'
import type { Guard } from './guard.ts'
import { CELL, type Hiding } from './hiding.ts'

/** What is looked for: cells that are hidden so that others cannot be worked out, and need not be. */
export interface Improving {
  readonly hiding: Hiding
  readonly guard: Guard
  /** The sensitive cells, in the order in which they were protected. */
  readonly sensitive: readonly number[]
  /** Cells that stay hidden whatever they are. */
  readonly kept: ReadonlySet<number> | undefined
  readonly pause: () => void | Promise<void>
}

/** How often cells may be looked at to hide fewer others, so that large tables take no minutes: fewer, the more cells there are. */
const LOOKS_PER_CELL = 6_000_000
const MOST_LOOKS = 20_000
/** And for showing cells again. */
const LOOKS_AGAIN_PER_CELL = 400_000_000
/** Of the others about so many are shown again at once, of few a share. */
const MOST_AT_ONCE = 10
const SHOWN_AT_ONCE = 0.3
/** How often all are. */
const AGAIN = 0.1
/** It ends when nothing has come out cheaper so many times. */
const MOST_IN_VAIN = 30

/** The cells that are hidden with the sensitive ones, and may be shown. */
const othersOf = ({ hiding: { status }, kept }: Improving): number[] =>
  [...status.keys()].filter((cell) => status[cell] === CELL.complementary && !kept?.has(cell))

/** Shows cells again that turn out not to be needed, the dearest first. */
export async function showAgain(improving: Improving): Promise<void> {
  const { hiding, guard, sensitive, pause } = improving
  const { status, cost } = hiding
  const most = guard.looks + LOOKS_AGAIN_PER_CELL / status.length
  for (const cell of othersOf(improving).toSorted((a, b) => cost[b]! - cost[a]! || a - b)) {
    await pause()
    if (guard.looks > most) return
    const concerned = sensitive.filter((other) => guard.hangsOn(other, cell))
    const takeBack = guard.save()
    status[cell] = CELL.shown
    let isSafe = true
    for (const other of concerned) {
      if (!isSafe) break
      await pause()
      isSafe = guard.looks <= most && guard.isSafe(other)
    }
    if (isSafe) continue
    status[cell] = CELL.complementary
    takeBack()
  }
}

/**
 * Takes some of the other cells back at random, protects again what that laid open, and keeps what comes out cheaper (large
 * neighbourhood search, Shaw 1998). The draws depend on nothing but the size of the table: the same table is hidden the same way.
 */
export async function hideFewer(improving: Improving): Promise<void> {
  const { hiding, guard, sensitive, pause } = improving
  const { status, cost } = hiding
  const random = randomSource(status.length)
  const allowed = Math.min(MOST_LOOKS, LOOKS_PER_CELL / status.length)
  // One round may have to look at each of them, and again.
  if (allowed < 2 * sensitive.length) return
  const most = guard.looks + allowed
  const priceOf = (): number => othersOf(improving).reduce((sum, cell) => sum + cost[cell]!, 0)
  let best = priceOf()
  for (let since = 0; best > 0 && since < MOST_IN_VAIN && guard.looks < most; since++) {
    await pause()
    const before = status.slice()
    const takeBack = guard.save()
    const others = othersOf(improving)
    const at = random.below(others.length)
    const share = random.unit() < AGAIN ? 1 : Math.min(SHOWN_AT_ONCE, MOST_AT_ONCE / others.length)
    const steps = random.unit() < 0.5 ? 'long' : 'short'
    const shown = others.filter((_, place) => place === at || random.unit() < share)
    for (const cell of shown) status[cell] = CELL.shown
    const open = sensitive
      .filter((cell) => shown.some((other) => guard.hangsOn(cell, other)))
      .map((cell) => ({ cell, rank: random.unit() }))
      .toSorted((a, b) => a.rank - b.rank)
    let isClosed = true
    for (const { cell } of open) {
      await pause()
      isClosed &&= guard.protect(cell, steps)
    }
    isClosed &&= open.every(({ cell }) => guard.isSafe(cell))
    if (isClosed) await showAgain(improving)
    const price = isClosed ? priceOf() : Number.POSITIVE_INFINITY
    if (price < best) {
      best = price
      since = 0
    }
    if (price > best) {
      status.set(before)
      takeBack()
    }
  }
}
