import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DIGESTS_FILE, digestOf, migrationFiles, recordedDigests } from './checks/migrations.ts'

// Records the digests of new migrations, from when on they may not change: `npm run record-migrations`.
const root = join(import.meta.dirname, '..')
const recorded = recordedDigests(root)
const files = migrationFiles(root)
const changed = files.filter((file) => recorded[file] !== undefined && recorded[file] !== digestOf(root, file))
const added = files.filter((file) => recorded[file] === undefined)

if (changed.length > 0 && !process.argv.includes('--before-first-release')) {
  console.error(`These were released and have been changed; add a new migration instead:\n  ${changed.join('\n  ')}`)
  process.exitCode = 1
} else {
  const digests = Object.fromEntries(files.map((file) => [file, digestOf(root, file)]))
  writeFileSync(join(root, DIGESTS_FILE), `${JSON.stringify(digests, null, 2)}\n`)
  console.log(added.length > 0 ? `Recorded:\n  ${added.join('\n  ')}` : 'Every migration was recorded already.')
}
