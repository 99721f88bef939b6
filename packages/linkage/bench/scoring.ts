/**
 * How many pairs a scorer weighs in a second of the processor: one thread, a model that was learned from the records, all
 * pairs that keys bring together (no matter how unlike they are), each weighed in full by every field with its frequency;
 * finding the pairs is not in it. The best of five turns. Five lists of open data with eight fields where they are on this machine,
 * else invented people with six.
 *
 *   node packages/linkage/bench/scoring.ts
 */
import { createCandidateWalk } from '../plain/candidates.ts'
import { learnLinkage } from '../plain/index.ts'
import { inventedPeople, recordsOf } from './invented-people.ts'
import { hasReferenceSets, loadReferenceSet } from './reference-sets.ts'

const MOST = 1_000_000
const TURNS = 5

const invented = () => ({ records: recordsOf(inventedPeople(20_000)), mode: 'within_all' as const })

const { records, mode } = hasReferenceSets() ? loadReferenceSet('five_parties') : invented()
const learned = await learnLinkage(records, { mode })
if (!learned.ok) throw new Error(learned.error.message)
const { scorer, candidates } = learned.value
const { lists } = records
const [a, b] = [new Int32Array(MOST), new Int32Array(MOST)]
let found = 0
const walk = createCandidateWalk(records, candidates, (x, y) => mode === 'within_all' || lists[x] !== lists[y])
for (let turn = 0; turn < candidates.keys.length; turn++) {
  walk(turn, (x, y) => {
    if (found === MOST) return
    a[found] = x
    b[found++] = y
  })
}

let best = 0
let total = 0
for (let turn = 0; turn < TURNS; turn++) {
  const from = process.cpuUsage().user
  let weighed = 0
  while (weighed < MOST) {
    for (let pair = 0; pair < found; pair++) total += scorer.weigh(a[pair]!, b[pair]!)
    weighed += found
  }
  best = Math.max(best, weighed / (process.cpuUsage().user - from))
}
if (!Number.isFinite(total)) throw new Error('A pair has no weight.')
process.stdout.write(
  `${found} pairs of ${records.count} records, ${records.fields.length} fields: ${best.toFixed(2)} M pairs weighed in a CPU-second (must 0.80; DuckDB 0.30 on five fields)\n`,
)
