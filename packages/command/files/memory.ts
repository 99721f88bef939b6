import { availableMemory } from 'node:process'
import { getHeapStatistics } from 'node:v8'

/** Node’s limit counts the room for what is new, too. */
const ROOM_FOR_NEW = 192 * 2 ** 20

/** How many bytes JavaScript’s values may take here: what Node was given, or what is free where that is less. */
export const memoryForValues = (): number =>
  Math.min(getHeapStatistics().heap_size_limit - ROOM_FOR_NEW, availableMemory())

/** How many things of such a size fit, in two figures that can be read: 210000, 3000. */
export function fitting(bytesEach: number, most = Number.POSITIVE_INFINITY): number {
  const fit = memoryForValues() / bytesEach
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, fit))) - 1)
  return Math.min(most, Math.floor(fit / step) * step)
}

/** The end of a message about too much of something. */
export const inMemory = (): string =>
  `the ${Math.floor(memoryForValues() / 2 ** 20)} MB of memory that Node may use here`

/** What helps with what cannot be done in parts. */
export const MORE_MEMORY =
  'Close what else needs memory, use a machine with more, or allow Node more: NODE_OPTIONS=--max-old-space-size=8192 (in MB).'
