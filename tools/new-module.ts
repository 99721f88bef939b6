import { join } from 'node:path'
import { npm, run } from './launch/run.mjs'
import { layModule, TOUCHED } from './new-module/lay.ts'

// `npm run new-module NAME` lays a small working module, and does what has to follow, so that every check holds.
// docs/guides/add-a-module.md walks through it.
const [name, ...more] = process.argv.slice(2)
if (name === undefined || name.startsWith('-') || more.length > 0) {
  console.error('npm run new-module NAME')
  process.exit(2)
}
const root = join(import.meta.dirname, '..')
const { command, args } = npm()
const FOLLOWS: readonly (readonly [what: string, command: string, args: readonly string[]])[] = [
  ['links the new folder', command, [...args, 'install', '--no-audit', '--no-fund']],
  ['records its migration', process.execPath, [join(root, 'tools', 'record-migrations.ts')]],
  ['generates the API’s description and the reference', process.execPath, [join(root, 'tools', 'reference.ts')]],
  ['formats', process.execPath, [join(root, 'node_modules', 'oxfmt', 'bin', 'oxfmt')]],
]
try {
  const laid = layModule(root, name)
  console.log(`Laid modules/${name} (${laid.length} files), and its line in ${TOUCHED.join(', ')}.`)
  for (const [what, program, given] of FOLLOWS) {
    console.log(`  ${what}`)
    const { code, output } = await run(program, given, { cwd: root, busy: 'still at it', say: console.log })
    if (code !== 0) throw new Error(`${[program, ...given].join(' ')} failed:\n${output}`)
  }
  console.log(`Now: npm run check && npm test -- modules/${name}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
