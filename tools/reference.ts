import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { filesOf, leftOver } from './reference/generator.ts'
import { GENERATORS } from './reference/generators.ts'

// Writes the pages of docs/reference from what the code says: `npm run reference`.
const root = join(import.meta.dirname, '..')
for (const generator of GENERATORS) {
  const made = await filesOf(generator, root)
  for (const file of leftOver(generator, made, root)) rmSync(join(root, file))
  for (const [file, text] of made) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
    console.log(`wrote ${file}`)
  }
}
