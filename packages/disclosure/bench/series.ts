/**
 * Series of rounded tables whose counts grow, held against their register: how many are refused, and how often the figure of a count
 * that did not change moves. Run by hand: `node packages/disclosure/bench/series.ts`.
 */
import { unwrap } from '@gloact/kernel'
import {
  bearingOf,
  countTable,
  disclosureRule,
  flatDimension,
  protectTable,
  releasedTable,
  type ReleasedTable,
} from '../index.ts'
import { repeatableWords } from '../noise/testing.ts'

const SERIES = 10
const RELEASES = 24
const rule = unwrap(disclosureRule({ method: 'round' }))
const print = (line: string): void => void process.stdout.write(`${line}\n`)

interface Seen {
  refused: number
  /** Figures of counts that a cell had before. */
  again: number
  /** Of these, how many are another than it had then. */
  moved: number
  /** Of these, how many had moved before. */
  movedAgain: number
}

/** A series in which three of ten inner cells grow between releases, by 0 to `most` persons. */
async function series(shape: readonly number[], most: number, seed: number, seen: Seen): Promise<void> {
  const words = repeatableWords(seed)
  const dimensions = shape.map((size, at) =>
    flatDimension(
      `d${at}`,
      Array.from({ length: size }, (_, code) => `${at}.${code}`),
    ),
  )
  const columns = shape.map((_, at) => [`d${at}`])
  const inner = shape.reduce((product, size) => product * size, 1)
  const counts = Array.from({ length: inner }, () => words.next() % 20)
  let step = inner
  const leaves = shape.map((size) => {
    step /= size
    return counts.map((_, cell) => 1 + (Math.floor(cell / step) % size))
  })
  const earlier: ReleasedTable[] = []
  const figures = new Map<string, string[]>()
  for (let release = 0; release < RELEASES; release++) {
    const table = unwrap(countTable(dimensions, { leaves, counts }))
    const bearing = unwrap(bearingOf({ table, columns, rule }, earlier))
    if (bearing.kind === 'new') {
      const { known, before } = bearing
      const made = await protectTable(table, rule, { known, before })
      if (made.ok) {
        earlier.push(releasedTable({ columns, rule }, made.value, { release: String(release), at: new Date() }))
        for (const [cell, shown] of made.value.shown.entries()) {
          const key = `${cell} ${table.values[cell]!}`
          const own = figures.get(key) ?? []
          figures.set(key, own)
          if (own.length > 0) seen.again++
          if (own.at(-1) === shown) continue
          if (own.length > 0) seen.moved++
          if (own.length > 1) seen.movedAgain++
          own.push(shown)
        }
      } else seen.refused++
    }
    for (let cell = 0; cell < inner; cell++) if (words.next() % 10 < 3) counts[cell]! += words.next() % (most + 1)
  }
}

print('| table | growth | refused | unchanged counts | moved | moved again |')
for (const shape of [[3], [8], [4, 3], [6, 6], [10, 10], [4, 3, 2]]) {
  for (const most of [1, 9]) {
    const seen: Seen = { refused: 0, again: 0, moved: 0, movedAgain: 0 }
    for (let seed = 0; seed < SERIES; seed++) await series(shape, most, seed, seen)
    const refused = `${seen.refused} of ${SERIES * RELEASES}`
    print(`| ${shape.join(' × ')} | 0 to ${most} | ${refused} | ${seen.again} | ${seen.moved} | ${seen.movedAgain} |`)
  }
}
