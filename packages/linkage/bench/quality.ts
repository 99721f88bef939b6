/**
 * Links the open sets for record linkage at default settings, without labels and with the columns as they are recognised,
 * and holds the results against the targets and what others reach; then other draws of invented people.
 *
 *   node packages/linkage/bench/quality.ts [set …] [draws]
 */
import { linkRecords } from '../plain/index.ts'
import {
  hasReferenceSets,
  loadInventedDraw,
  loadReferenceSet,
  qualityOf,
  REFERENCE_SETS,
  type ReferenceSet,
} from './reference-sets.ts'

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

/** Draws with other names, by which nothing was tuned; how m is counted was changed after 102 expected too many. */
const DRAWS = [101, 102, 103, 104, 105, 106, 107, 108]

const write = (line: string): void => void process.stdout.write(`${line}\n`)
const seconds = (): number => process.cpuUsage().user / 1e6
const part = (figure: number): string => figure.toFixed(4)

const asked = process.argv.slice(2)
const wanted = (name: string): boolean => asked.length === 0 || asked.includes(name)

async function measure(name: string, load: () => ReturnType<typeof loadReferenceSet>, must: number, anchor: string) {
  const { records, persons, mode } = load()
  const began = seconds()
  const linked = await linkRecords(records, { mode })
  if (!linked.ok) throw new Error(linked.error.message)
  const spent = seconds() - began
  const { rules } = linked.value
  const quality = qualityOf(records, persons, linked.value, mode)
  const { precision, recall, f1, expected, there, cellError, drawnCellError } = quality
  const cells =
    records.listNames.length > 1 ? `${(100 * cellError).toFixed(2)} / ${(100 * drawnCellError).toFixed(2)} %` : '–'
  write(
    [
      name.padEnd(13),
      String(records.count).padStart(7),
      part(precision).padStart(10),
      part(recall).padStart(8),
      part(f1).padStart(8),
      part(must).padStart(8),
      cells.padStart(16),
      `${Math.round(expected)} (${there})`.padStart(18),
      (rules ? `${Math.round(rules.low)}–${Math.round(rules.high)}` : 'too few').padStart(14),
      spent.toFixed(1).padStart(7),
      `  ${anchor}`,
    ].join(''),
  )
}

write(
  'set           records  precision  recall      F1    must  cells / drawn  expected (there)      by rules   CPU s  others',
)
if (!hasReferenceSets()) write('The open sets are not on this machine: name their folder in GLOACT_SHARED_DATA.')
for (const set of hasReferenceSets() ? REFERENCE_SETS.filter(wanted) : [])
  await measure(set, () => loadReferenceSet(set), TARGETS[set].f1, TARGETS[set].anchor)
for (const seed of wanted('draws') ? DRAWS : []) await measure(`draw ${seed}`, () => loadInventedDraw(seed), 0.8, '')
