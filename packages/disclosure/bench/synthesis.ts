/**
 * Synthetic records beside the recorded figures of the peer (SDS at its default and at its best setting found): error of the counts
 * that 10 people or more hold, what is lost and invented, cover of the intervals, CPU time and memory.
 * Run by hand: `node packages/disclosure/bench/synthesis.ts [set …] [--runs 3]`; sets: T1 … T6, T10a, T10b.
 */
import { existsSync, readFileSync } from 'node:fs'
import { unwrap } from '@gloact/kernel'
import { compareRecords, shownCounts, synthesize, systemWords, type LengthQuality } from '../index.ts'
import { noisyTotal } from '../synthesis/measure.ts'
import { unlimited } from '../synthesis/testing.ts'
import { DATA, inventedRecords, openRecords, type OpenRecords } from './open-records.ts'

const SETS = [
  { id: 'T1', data: 'vot12-2k', epsilon: 4, longest: 4, targets: [5, 5, 5, 5], lost: [1, 1, 1] },
  { id: 'T2', data: 'vot12-10k', epsilon: 1, longest: 4, targets: [15, 9, 7, 6], lost: [1, 1, 1] },
  { id: 'T3', data: 'vot12-10k', epsilon: 4, longest: 4, targets: [6, 6, 5, 5], lost: [1, 1, 1] },
  { id: 'T4', data: 'vot12-100k', epsilon: 4, longest: 4, targets: [8, 10, 7, 6], lost: [1, 1, 1], invented: 1 },
  { id: 'T5', data: 'ctdc26-5k', epsilon: 4, longest: 3, targets: [6, 13, 13], lost: [] },
  { id: 'T6', data: 'ctdc26', epsilon: 4, longest: 3, targets: [12, 23, 40], lost: [5, 9, 11], invented: 4 },
  { id: 'T10a', data: '500,000 × 20', epsilon: 4, longest: 2, targets: [], lost: [], size: [500_000, 20] },
  { id: 'T10b', data: '500,000 × 40', epsilon: 4, longest: 1, targets: [], lost: [], size: [500_000, 40] },
] as const

const argumentsGiven = process.argv.slice(2)
const runsAt = argumentsGiven.indexOf('--runs')
const RUNS = runsAt < 0 ? 3 : Number(argumentsGiven[runsAt + 1])
const wanted = argumentsGiven.filter((argument) => argument.startsWith('T'))
const print = (line: string): void => void process.stdout.write(`${line}\n`)

interface Run {
  readonly lengths: readonly LengthQuality[]
  readonly cpu: number
  readonly method: string
  readonly isExact: boolean
  readonly cover: number
}

async function once({ records, codeLists, sizes }: OpenRecords, epsilon: number, longest: number): Promise<Run> {
  const start = process.cpuUsage()
  const made = unwrap(
    await synthesize(
      records,
      { codeLists, epsilon, delta: 'auto', method: 'auto' },
      { words: systemWords(), charge: unlimited },
    ),
  )
  const { user, system } = process.cpuUsage(start)
  const { lengths } = await compareRecords(records, made.records, { sizes, longest })
  return {
    lengths,
    cpu: (user + system) / 1e6,
    method: made.method,
    isExact: made.records.count === noisyTotal(made.measurements),
    cover: coverOf({ records, codeLists, sizes }, made),
  }
}

/** The share of shown cells whose interval holds the true count. */
function coverOf(
  { records, codeLists, sizes }: OpenRecords,
  made: { records: OpenRecords['records']; measurements: Parameters<typeof shownCounts>[1] },
): number {
  const { columns } = codeLists
  const counts = shownCounts(made.records, made.measurements, { columns, floor: 10 })
  const truth = new Map<string, number>()
  for (const count of shownCounts(records, made.measurements, { columns, floor: 1 })) {
    truth.set(`${count.columns.join()}=${count.codes.join()}`, count.estimate)
  }
  let held = 0
  for (const { columns: names, codes, lower, upper } of counts) {
    const count = truth.get(`${names.join()}=${codes.join()}`) ?? 0
    if (lower <= count && count <= upper) held++
  }
  return sizes.length > 0 ? held / counts.length : 1
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const shown = (values: readonly number[], digits = 1): string =>
  values.map((value) => value.toFixed(digits)).join(' / ')

/** The peer's error at its default and at the best setting found. */
function peerOf(data: string, epsilon: number): readonly [string, string] {
  const file = `${DATA}/synth/peer-reference.csv`
  if (!existsSync(file)) return ['not here', 'not here']
  const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const names = header.split(',')
  const rows = lines.map((line) => Object.fromEntries(line.split(',').map((value, at) => [names[at]!, value])))
  const errorsOf = (setting: string): string =>
    shown(
      rows
        .filter((row) => row['data'] === data && Number(row['epsilon']) === epsilon && row['who'] === 'SDS')
        .filter((row) => row['setting'] === setting)
        .map((row) => Number(row['mae_ge_res'])),
    )
  return [errorsOf('R3 long uncontrolled (library default)'), errorsOf('R2 long uncontrolled synthetic-counts')]
}

print(
  `medians of ${RUNS}; error: mean |synthetic - sensitive| of combinations held by 10 people or more, k = 1 / 2 / 3 / 4`,
)
for (const set of SETS) {
  if (wanted.length > 0 && !wanted.includes(set.id)) continue
  const open = 'size' in set ? inventedRecords(set.size[0], set.size[1]) : openRecords(set.data)
  if (!open) {
    print(`${set.id} ${set.data}: not on this machine`)
    continue
  }
  const runs: Run[] = []
  for (let run = 0; run < RUNS; run++) runs.push(await once(open, set.epsilon, set.longest))
  const over = (pick: (each: LengthQuality) => number): number[] =>
    runs[0]!.lengths.map((_, at) => median(runs.map(({ lengths }) => pick(lengths[at]!))))
  const errors = over(({ meanAbsoluteErrorCommon }) => meanAbsoluteErrorCommon)
  const lost = over((each) => 100 * each.lost.ofCommon)
  const invented = over((each) => 100 * each.invented.ofRecords)
  const [peerDefault, peerBest] = peerOf(set.data, set.epsilon)
  print(`${set.id} ${set.data}, epsilon ${set.epsilon} (${[...new Set(runs.map(({ method }) => method))].join(', ')})`)
  print(`  error              ${shown(errors)}${set.targets.length > 0 ? `   target ${set.targets.join(' / ')}` : ''}`)
  if (set.targets.length > 0) print(`  SDS default; best  ${peerDefault}; ${peerBest}`)
  print(`  lost, 10 or more   ${shown(lost, 2)} %${set.lost.length > 0 ? `   target ${set.lost.join(' / ')} %` : ''}`)
  print(`  invented, by mass  ${shown(invented, 2)} %${'invented' in set ? `   target, k = 3: ${set.invented} %` : ''}`)
  print(`  cover of 95 % intervals of what is shown   ${shown(runs.map(({ cover }) => 100 * cover))} %`)
  print(`  records = noisy total   ${runs.every(({ isExact }) => isExact) ? 'yes' : 'NO'}`)
  const memory = process.resourceUsage().maxRSS / 1024
  print(`  CPU ${shown(runs.map(({ cpu }) => cpu))} s; peak memory of the process so far ${memory.toFixed(0)} MB`)
}
