/**
 * Holds relatives’ requests against children’s cases, without labels and with the columns as they are recognised: the
 * invented set that lies beside the repository, and draws of invented families. Draws 1 to 3 were looked at while the
 * method was built; the others were not. `any`: all cases are ranked; `required`: those without consent are left out, and
 * a request for such a child counts as one without a case.
 *
 *   node packages/linkage/bench/tracing.ts [set …] [--draws 101,102]
 */
import { parseArgs } from 'node:util'
import { traceChildren } from '../plain/index.ts'
import { FAMILY_DRAWS, inventFamilies, type InventedTracing } from './tracing-families.ts'
import { hasTracingSet, loadTracingSet, tracingQuality, tracingTablesOf } from './tracing-sets.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { draws: { type: 'string', default: '101,102,103' } },
})
const write = (line: string): void => void process.stdout.write(`${line}\n`)
const seconds = (): number => process.cpuUsage().user / 1e6
const figure = (value: number, digits = 3): string => value.toFixed(digits)

type Consent = 'any' | 'required'

async function measure(
  name: string,
  { cases, requests, truth }: InventedTracing,
  consents: readonly Consent[] = ['any'],
): Promise<void> {
  for (const consent of consents) {
    const began = seconds()
    const tables = tracingTablesOf({ cases, requests })
    const traced = await traceChildren(tables, { consent })
    if (!traced.ok) throw new Error(traced.error.message)
    const spent = seconds() - began
    const compared = new Set(
      tables.cases.flatMap(({ id, consent: given }) => (consent === 'any' || given !== false ? [id] : [])),
    )
    const quality = tracingQuality(traced.value, truth, compared)
    write(
      [
        name.padEnd(14),
        consent.padEnd(9),
        String(quality.found).padStart(5),
        String(quality.absent).padStart(7),
        figure(quality.hitAt1).padStart(7),
        figure(quality.hitAt10).padStart(7),
        `${(100 * quality.wronglyLikely).toFixed(1)} %`.padStart(9),
        String(quality.likely).padStart(7),
        figure(quality.precision).padStart(7),
        `${Math.round(quality.expected)} (${quality.found})`.padStart(11),
        figure(quality.calibrationError).padStart(7),
        figure(spent, 1).padStart(6),
      ].join(''),
    )
  }
}

write('set           consent  with without   hit@1 hit@10   likely  likely  right   expected  calib.  CPU s')
write('                       case    case                 wrongly           of it    (there)   error')
const asked = (name: string): boolean => positionals.length === 0 || positionals.includes(name)
if (asked('shared')) {
  if (hasTracingSet()) await measure('shared', loadTracingSet(), ['any', 'required'])
  else write('The shared set is not on this machine: name its folder in GLOACT_SHARED_DATA.')
}
for (const [name, settings] of Object.entries(FAMILY_DRAWS)) {
  if (!asked(name)) continue
  for (const draw of values.draws.split(',').map(Number)) {
    await measure(`${name}/${draw}`, inventFamilies(settings, draw))
  }
}
