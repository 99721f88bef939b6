/**
 * Times the all-pairs Dice join at 0.8 over filters of 1,024 bits, on one core by CPU time, against the ordinary join in
 * C++ (`row-popcount.cpp`, compiled here where g++ is present); both have to find the same pairs.
 * Run by hand: `node packages/linkage/bench/kernel.ts [records …]`. The goal is three times the ordinary join.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomSource } from '@gloact/kernel'
import { loadKernel } from '../node/load-kernel.ts'
import type { BitRows } from '../private/bit-rows.ts'
import { joinDice } from '../private/dice-join.ts'
import type { DicePairs } from '../private/dice-pairs.ts'

const WIDTH = 128
const THRESHOLD = 0.8
/** The machine is shared: of so many runs of each the quickest counts; the longest are run once. */
const runsOf = (total: number): number => (total > 30_000 ? 1 : 3)
const sizes = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'gloact-kernel-'))
const CONFIGURATIONS = [
  ['C++ row popcount, -O3 -mpopcnt', ['-O3', '-mpopcnt']],
  ['C++ row popcount, -O3 -march=native', ['-O3', '-march=native']],
] as const

/** Filters as full as said, of which the second list’s every tenth is one of the first with some bits turned. */
function filters(total: number, { mean, deviation, shared }: (typeof DENSITIES)[number], seed: number, of?: BitRows) {
  const chance = randomSource(seed).unit
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
  const bytes = new Uint8Array(total * WIDTH)
  const patterns = randomSource(1).unit
  // Bits that many records have, as common names’ bigrams give them.
  const common = Float64Array.from({ length: WIDTH * 8 }, () => patterns())
  for (let row = 0; row < total; row++) {
    const own = bytes.subarray(row * WIDTH, (row + 1) * WIDTH)
    if (of && row % 10 === 0) {
      own.set(of.bytes.subarray(row * WIDTH, (row + 1) * WIDTH))
      for (let turned = 0; turned < 40; turned++) own[Math.floor(chance() * WIDTH)]! ^= 1 << Math.floor(chance() * 8)
      continue
    }
    const wanted = Math.round(mean + deviation * normal())
    let set = 0
    while (set < wanted) {
      const bit = Math.floor(chance() * WIDTH * 8)
      if (chance() < shared && common[bit]! < 0.5) continue
      const mask = 1 << (bit & 7)
      if ((own[bit >> 3]! & mask) !== 0) continue
      own[bit >> 3]! |= mask
      set++
    }
  }
  return { bytes, width: WIDTH, total }
}

const DENSITIES = [
  { name: '430 ± 45 bits', mean: 430, deviation: 45, shared: 0 },
  { name: '698 ± 23 bits, uneven', mean: 698, deviation: 23, shared: 0.3 },
] as const

const programs = CONFIGURATIONS.flatMap(([name, options], at): [string, string][] => {
  const program = join(folder, `popcount-${at}`)
  const source = join(import.meta.dirname, 'row-popcount.cpp')
  try {
    execFileSync('g++', [...options, '-std=c++17', source, '-o', program], { stdio: 'pipe' })
    return [[name, program]]
  } catch {
    console.log(`${name}: not compiled, g++ is not here`)
    return []
  }
})

function bestOf(count: number, run: () => DicePairs): { seconds: number; elapsed: number; found: DicePairs } {
  const runs = Array.from({ length: count }, () => {
    const cpu = process.cpuUsage()
    const wall = performance.now()
    const found = run()
    const used = process.cpuUsage(cpu)
    return { seconds: (used.user + used.system) / 1e6, elapsed: (performance.now() - wall) / 1000, found }
  })
  return runs.toSorted((x, y) => x.seconds - y.seconds)[0]!
}

function samePairs(found: DicePairs, file: string): boolean {
  const bytes = readFileSync(file)
  const pairs = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
  return (
    pairs.length === 2 * found.first.length &&
    found.first.every((first, at) => first === pairs[2 * at] && found.second[at] === pairs[2 * at + 1])
  )
}

try {
  for (const total of sizes.length > 0 ? sizes : [20_000, 60_000]) {
    for (const density of DENSITIES) {
      const a = filters(total, density, 1)
      const b = filters(total, density, 2, a)
      const kernel = loadKernel()
      joinDice(kernel, { ...a, bytes: a.bytes.subarray(0, 2000 * WIDTH), total: 2000 }, b, { threshold: THRESHOLD })
      const { seconds, elapsed, found } = bestOf(runsOf(total), () => joinDice(kernel, a, b, { threshold: THRESHOLD }))
      const million = total ** 2 / 1e6
      console.log(`\n${total} × ${total}, ${density.name}: ${found.first.length} pairs`)
      console.log(
        `  kernel: ${seconds.toFixed(2)} s CPU, ${(million / seconds).toFixed(0)} M/s (wall ${elapsed.toFixed(2)} s)`,
      )
      const files = [join(folder, 'a'), join(folder, 'b'), join(folder, 'pairs')] as const
      writeFileSync(files[0], a.bytes)
      writeFileSync(files[1], b.bytes)
      for (const [name, program] of programs) {
        const runs = Array.from({ length: runsOf(total) }, () =>
          execFileSync(program, [files[0], files[1], String(WIDTH), String(THRESHOLD), files[2]])
            .toString()
            .split(' ')
            .map(Number),
        )
        const [theirs = 0, wallTheirs = 0] = runs.toSorted((x, y) => x[0]! - y[0]!)[0] ?? []
        const same = samePairs(found, files[2]) ? 'the same pairs' : 'OTHER PAIRS'
        console.log(
          `  ${name}: ${theirs.toFixed(2)} s CPU, ${(million / theirs).toFixed(0)} M/s (wall ${wallTheirs.toFixed(2)} s), ` +
            `${same}; the kernel is ${(theirs / seconds).toFixed(2)} times as fast`,
        )
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true })
}
