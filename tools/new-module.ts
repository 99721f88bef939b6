import { join } from 'node:path'
import { layModule, TOUCHED } from './new-module/lay.ts'

// `npm run new-module NAME` lays a small working module. docs/guides/add-a-module.md walks through it.
const [name, ...more] = process.argv.slice(2)
if (name === undefined || name.startsWith('-') || more.length > 0) {
  console.error('npm run new-module NAME')
  process.exit(2)
}
try {
  const laid = layModule(join(import.meta.dirname, '..'), name)
  console.log(`Laid modules/${name} (${laid.length} files), and its line in ${TOUCHED.join(', ')}.`)
  console.log('Now: npm install && npm run record-migrations && npm run reference && npm run format')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
