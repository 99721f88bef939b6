/**
 * Links the open sets for record linkage at default settings, without labels and with the columns as they are recognised,
 * and holds the results against the targets and what others reach; then times the comparing alone.
 *
 *   node packages/linkage/bench/quality.ts [set …]
 */
import { linkRecords } from '../plain/index.ts'
import { hasReferenceSets, loadReferenceSet, qualityOf, REFERENCE_SETS, type ReferenceSet } from './reference-sets.ts'

/** The least F1, and what is known of others on the same set. */
const TARGETS: Readonly<Record<ReferenceSet, { readonly f1: number; readonly anchor: string }>> = {
  febrl1: { f1: 0.999, anchor: 'Splink 5 .9990' },
  febrl2: { f1: 0.998, anchor: 'Splink 5 .9966' },
  febrl3: { f1: 0.999, anchor: 'Splink 5 .9928' },
  febrl4: { f1: 0.9995, anchor: 'Splink 5 .9991' },
  fake_1000: { f1: 0.93, anchor: 'Splink 5 .8369' },
  five_parties: { f1: 0.99, anchor: 'anonlink .786, cells wrong by 29.5 %' },
  people: { f1: 0.8, anchor: 'textbook EM .08; with labels .77' },
}

const write = (line: string): void => void process.stdout.write(`${line}\n`)
const seconds = (): number => process.cpuUsage().user / 1e6
const part = (figure: number): string => figure.toFixed(4)

if (!hasReferenceSets()) {
  write('The open sets are not on this machine: name their folder in GLOACT_SHARED_DATA.')
  process.exit(1)
}
const asked = process.argv.slice(2)
const sets = REFERENCE_SETS.filter((set) => asked.length === 0 || asked.includes(set))
write('set           records  precision  recall      F1    must  cells wrong  expected (there)   CPU s  others')
for (const set of sets) {
  const { records, persons, mode } = loadReferenceSet(set)
  const began = seconds()
  const linked = await linkRecords(records, { mode })
  if (!linked.ok) throw new Error(linked.error.message)
  const spent = seconds() - began
  const { precision, recall, f1, expected, there, cellError } = qualityOf(records, persons, linked.value, mode)
  const { f1: must, anchor } = TARGETS[set]
  const cells = records.listNames.length > 1 ? `${(100 * cellError).toFixed(2)} %` : '–'
  write(
    [
      set.padEnd(13),
      String(records.count).padStart(7),
      part(precision).padStart(10),
      part(recall).padStart(8),
      part(f1).padStart(8),
      part(must).padStart(8),
      cells.padStart(12),
      `${Math.round(expected)} (${there})`.padStart(18),
      spent.toFixed(1).padStart(7),
      ` ${anchor}`,
    ].join(''),
  )
  if (set !== 'five_parties') continue
  const { scorer, weighed } = linked.value
  const time = (): number => {
    const from = seconds()
    let compared = 0
    for (let turn = 0; turn < 20; turn++) {
      for (let pair = 0; pair < weighed.a.length; pair++) scorer.weigh(weighed.a[pair]!, weighed.b[pair]!)
      compared += weighed.a.length
    }
    return compared / (seconds() - from) / 1e6
  }
  time()
  write(
    `  comparing alone, ${records.fields.length} fields: ${time().toFixed(2)} M pairs per CPU-second (must 0.80; DuckDB 0.30 on five fields)`,
  )
}
