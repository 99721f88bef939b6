import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { coverBlindly } from './blind-cover.ts'
import { finderFor } from './finder.ts'
import { guardOf } from './guard.ts'
import { CELL, hidingCosts, type Hiding } from './hiding.ts'
import { hideFewer, showAgain } from './improve.ts'
import { lonePersons, type LonePersons } from './lone-persons.ts'
import type { Cover } from './rule.ts'
import type { SensitiveCells } from './sensitive-cells.ts'
import type { AmountTable, Table } from './table.ts'

/** What a sign says of the value that it stands for. */
export interface Signs {
  /**
   * `threshold`: sensitive cells show `<10`, others that had to be hidden show that they are; so much is known of each.
   * `uniform`: all show the same, and no more is known than that somebody is there. `amounts`: nothing is known.
   */
  readonly kind: 'threshold' | 'uniform' | 'amounts'
  readonly threshold: number
  readonly zerosSensitive: boolean
}

/** What is known of the cells of a table besides what it shows. */
export interface KnownElsewhere {
  /** Cells that are out: hiding them would hide nothing. */
  readonly shown?: ReadonlySet<number>
  /** Cells that were hidden when the data were others, and stay hidden whatever they are now. */
  readonly kept?: ReadonlySet<number>
  /** Who knows a cell since they are the only one in it; worked out from the table where it is not given. */
  readonly alone?: LonePersons
}

export interface Suppression {
  readonly status: Uint8Array
  readonly signs: Signs
  /** Whether what the audit says can be worked out is exact, or at least so wide. */
  readonly isExact: boolean
  /** How far the least and the most of the tightest sensitive cell lie apart, as far as it was looked. */
  readonly tightest: number | undefined
}

export interface Watch {
  /** Called between cells and waited for: what it throws ends the work. */
  readonly onProgress?: ((done: number, total: number) => void | Promise<void>) | undefined
}

export type SuppressionFailure = Failure<'disclosure.cannot_protect' | 'disclosure.already_out'>

/**
 * Hides the sensitive cells of a table and as many others as it takes that none can be worked out (secondary or complementary
 * suppression), by who reads it and by who is the only one in a cell of it. At the end every hidden cell is looked at again: a
 * sensitive one that can be bounded tighter than its requirement makes the whole a refusal (`disclosure.cannot_protect`),
 * never a table.
 */
export async function suppress(
  table: Table | AmountTable,
  sensitive: SensitiveCells,
  signs: Signs,
  { shown, kept, alone }: KnownElsewhere = {},
  { onProgress, cover = 'fewest' }: Watch & { readonly cover?: Cover } = {},
): Promise<Result<Suppression, SuppressionFailure>> {
  for (const cell of sensitive.keys()) if (shown?.has(cell)) return err(failure('disclosure.already_out'))
  const hiding = beginHiding(table, sensitive, signs, { shown, kept })
  const { status } = hiding
  const pause = () => onProgress?.(sensitive.size, sensitive.size)
  const blind =
    cover === 'blind' && signs.kind !== 'amounts'
      ? await coverBlindly(hiding, signs.threshold, { kept, pause })
      : new Set<number>()
  const finder = finderFor(hiding)
  const guard = guardOf(hiding, finder, sensitive, alone ?? lonePersons(table))
  const order = [...sensitive.keys()].toSorted((a, b) => table.values[b]! - table.values[a]! || a - b)
  for (const [done, cell] of order.entries()) {
    await onProgress?.(done, order.length)
    if (!guard.protect(cell)) return err(failure('disclosure.cannot_protect'))
  }
  const improving = { hiding, guard, sensitive: order, kept: new Set([...(kept ?? []), ...blind]), pause }
  await showAgain(improving)
  await hideFewer(improving)
  let tightest: number | undefined
  for (const cell of order) {
    await pause()
    if (!guard.isSafe(cell) && !guard.protect(cell)) return err(failure('disclosure.cannot_protect'))
    tightest = Math.min(tightest ?? Number.POSITIVE_INFINITY, guard.spreadOf(cell)!)
  }
  for (let cell = 0; cell < status.length; cell++) {
    if (status[cell] !== CELL.complementary || kept?.has(cell)) continue
    await pause()
    // What is known all the same hides nothing. Where the finder is not exact it may miss that a cell moves, though a sensitive
    // one was found to be free by its moving: that one stays hidden.
    const { up, down } = finder.reach(cell, { up: 1, down: 1 })
    if (up + down <= 0 && !order.some((other) => guard.hangsOn(other, cell))) status[cell] = CELL.shown
  }
  return ok({ status, signs, isExact: finder.isExact, tightest })
}

/** How far the value of each hidden cell is free to go, by what a table shows: an audit of a finished table. */
export function freedomOf(
  table: Table,
  { status, signs }: Pick<Suppression, 'status' | 'signs'>,
  furthest: number,
): { readonly isExact: boolean; readonly cells: ReadonlyMap<number, { least: number; most: number }> } {
  const { up, down } = roomOf(table, signs, (cell) => status[cell] === CELL.sensitive)
  const hiding = { table, status, up, down, cost: new Float64Array(status.length).fill(Number.POSITIVE_INFINITY) }
  const finder = finderFor(hiding)
  const cells = new Map<number, { least: number; most: number }>()
  for (let cell = 0; cell < status.length; cell++) {
    if (status[cell] === CELL.shown) continue
    const reach = finder.reach(cell, { up: furthest, down: furthest })
    cells.set(cell, { least: table.values[cell]! - reach.down, most: table.values[cell]! + reach.up })
  }
  return { isExact: finder.isExact, cells }
}

function beginHiding(table: Table, sensitive: SensitiveCells, signs: Signs, { shown, kept }: KnownElsewhere): Hiding {
  const status = new Uint8Array(table.values.length)
  for (const cell of kept ?? []) status[cell] = CELL.complementary
  for (const cell of sensitive.keys()) status[cell] = CELL.sensitive
  const { up, down } = roomOf(table, signs, (cell) => sensitive.has(cell))
  const cost = hidingCosts(
    table,
    (cell) => !shown?.has(cell) && (table.values[cell]! > 0 || status[cell] !== CELL.shown),
  )
  return { table, status, up, down, cost }
}

/** How far each cell could go without what its sign would say of it being untrue. That nobody is there is always shown. */
function roomOf(
  { values }: Table,
  { kind, threshold, zerosSensitive }: Signs,
  isSensitive: (cell: number) => boolean,
): Pick<Hiding, 'up' | 'down'> {
  const up = new Float64Array(values.length)
  const down = new Float64Array(values.length)
  const somebody = zerosSensitive ? 0 : 1
  for (let cell = 0; cell < values.length; cell++) {
    const isSmall = kind === 'threshold' && isSensitive(cell)
    const most = isSmall ? threshold - 1 : Number.POSITIVE_INFINITY
    const least = kind === 'amounts' ? 0 : kind === 'uniform' || isSmall ? somebody : threshold
    up[cell] = Math.max(0, most - values[cell]!)
    down[cell] = Math.max(0, values[cell]! - least)
  }
  return { up, down }
}
