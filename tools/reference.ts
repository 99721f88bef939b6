import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { GENERATORS } from './reference/generators.ts'

// Writes the pages of docs/reference from what the code says: `npm run reference`.
const root = join(import.meta.dirname, '..')
for (const { file, generate } of GENERATORS) {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), await generate(root))
  console.log(`wrote ${file}`)
}
