/**
 * What the checks say: of the open tables, and of invented populations of known size, one of which breaks the assumption.
 * Run by hand: `node packages/estimation/bench/trust.ts [populations]` (60 of each kind where not given). The open tables
 * lie beside the repository (GLOACT_SHARED_DATA) and are left out where they are not there.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { unwrap } from '@gloact/kernel'
import { estimate, readInput, TRUST_RULES, type Estimate, type EstimationInput, type TrustCode } from '../index.ts'
import { FOLDER, missingTables } from '../node/testing/golden.ts'
import { drawHistories, POPULATIONS } from './populations.ts'

const COUNT = Number(process.argv[2] ?? 60)

const whole = (value: number): string => (Number.isFinite(value) ? Math.round(value).toLocaleString('en') : 'none')
const codesOf = ({ findings }: Estimate): TrustCode[] =>
  findings.flatMap(({ code }) => (code === 'identifying_assumption' ? [] : [code]))

async function table(name: string): Promise<EstimationInput> {
  const [header = [], ...rows] = readFileSync(`${FOLDER}/${name}`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  return unwrap(await readInput({ columns: header, rows }))
}

const before = process.cpuUsage()
console.log(`load ${loadavg()[0]!.toFixed(1)}\n`)
if (missingTables === false) {
  console.log(
    '| table | seen | on two lists or more | stepwise | within 6 BIC units of the best | factor | refused | warned of |',
  )
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |')
  for (const name of readdirSync(FOLDER).filter((file) => /^[a-z0-9-]+-\d\.csv$/.test(file))) {
    const made = await estimate(await table(name), { interval: 'none' })
    const range = made.checks.multiverse.ranges.find(({ units }) => units === TRUST_RULES.rangeUnits)!
    const cells = [
      name.replace('.csv', ''),
      whole(made.observed),
      whole(made.checks.sparsity.overlapping),
      whole(made.estimate),
      `${whole(range.lowest)} to ${whole(range.highest)}`,
      (range.highest / range.lowest).toFixed(2),
      made.refused ? 'yes' : 'no',
      codesOf(made).join(', ').replaceAll('_', ' '),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
  console.log('')
}

const SHOWN: readonly TrustCode[] = [
  'far_from_best',
  'outside_range',
  'threshold_matters',
  'list_matters',
  'lists_inconsistent',
  'lists_found_small',
  'still_moving',
]
console.log(
  `| population (${COUNT} draws of each) | refused | ${SHOWN.map((code) => code.replaceAll('_', ' ')).join(' | ')} |`,
)
console.log(`| --- | ---: | ${SHOWN.map(() => '---:').join(' | ')} |`)
for (const population of POPULATIONS) {
  const made: Estimate[] = []
  for (let draw = 0; draw < COUNT; draw++) {
    const histories = drawHistories(population, 1, draw)
    const observed = histories.counts.reduce((sum, count) => sum + count, 0)
    made.push(await estimate({ histories, observed, rowsAre: 'histories', warnings: [] }, { interval: 'none' }))
  }
  const share = (holds: (one: Estimate) => boolean) => (made.filter(holds).length / made.length).toFixed(2)
  const cells = [
    population.title,
    share(({ refused }) => refused),
    ...SHOWN.map((code) => share((one) => codesOf(one).includes(code))),
  ]
  console.log(`| ${cells.join(' | ')} |`)
}
const used = process.cpuUsage(before)
console.log(`\nCPU ${((used.user + used.system) / 1e6).toFixed(1)} s`)
