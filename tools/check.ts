import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Check, CheckResult, Finding } from './checks/check.ts'
import { linkWorkspaces } from './launch/link-workspaces.mjs'

// `npm run check`: all checks of the repository. `npm run check -- lint types` runs those named; `--changed` holds what was changed since the
// main branch to format, lint and types, and runs its tests; `--warnings` tells the warnings too.
const root = join(import.meta.dirname, '..')
linkWorkspaces(root)
// Only now: a check may import a part that has just been linked.
const { CHECKS, ON_CHANGED } = await import('./checks/all.ts')
const { changedFiles } = await import('./checks/changed.ts')
const options = process.argv.slice(2)
const names = options.filter((option) => !option.startsWith('--'))
const unknown = [
  ...names.filter((name) => !CHECKS.some((check) => check.name === name)),
  ...options.filter((option) => option.startsWith('--') && !['--warnings', '--changed'].includes(option)),
]
if (unknown.length > 0) {
  const asked = unknown.every((option) => option === '--help')
  if (!asked) console.error(`Unknown check: ${unknown.join(', ')}`)
  console.error(
    `npm run check -- [CHECK…] [--changed] [--warnings]\n\nChecks: ${CHECKS.map(({ name }) => name).join(', ')}.`,
  )
  process.exit(asked ? 0 : 2)
}

const changed = options.includes('--changed') ? changedFiles(root) : undefined
const offered = changed ? ON_CHANGED : CHECKS

interface Outcome extends CheckResult {
  readonly check: Check
  readonly seconds: number
}

async function outcomeOf(check: Check): Promise<Outcome> {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  try {
    return { check, ...(await check.run(root, changed)), seconds: seconds() }
  } catch (error) {
    const message = `the check itself broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
    return { check, defects: [{ message }], seen: 'nothing', seconds: seconds() }
  }
}

const waiting = offered.filter(({ name }) => names.length === 0 || names.includes(name))
const order = [...waiting]
const outcomes: Outcome[] = []
await Promise.all(
  Array.from({ length: Math.min(4, availableParallelism()) }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) outcomes.push(await outcomeOf(next))
  }),
)
outcomes.sort((a, b) => order.indexOf(a.check) - order.indexOf(b.check))

const placed = ({ file, line, message }: Finding) => `${file ? `${file}${line ? `:${line}` : ''} ` : ''}${message}`
for (const { check, defects, warnings = [] } of outcomes) {
  const shown = options.includes('--warnings') ? warnings : []
  if (defects.length + shown.length > 0) console.log(`\n${check.name}: ${check.title}`)
  for (const defect of defects) console.log(`  ✗ ${placed(defect)}`)
  for (const warning of shown) console.log(`  ! ${placed(warning)}`)
}

console.log('')
for (const { check, defects, warnings = [], seen, seconds } of outcomes) {
  const state = defects.length > 0 ? `✗ ${defects.length}`.padEnd(6) : '✓     '
  const aside = warnings.length > 0 ? `, ${warnings.length} warned of` : ''
  console.log(
    `${state}${check.name.padEnd(14)}${`${seconds.toFixed(1)} s`.padStart(7)}  ${check.title} (${seen}${aside})`,
  )
}
const failed = outcomes.filter(({ defects }) => defects.length > 0).length
console.log(
  failed > 0 ? `\n${failed} of ${outcomes.length} checks found something.` : `\nAll ${outcomes.length} checks hold.`,
)
process.exitCode = failed > 0 ? 1 : 0
