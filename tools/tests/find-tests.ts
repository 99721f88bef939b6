import { existsSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { filesBelow, readText } from '../checks/files.ts'

export interface FoundTests {
  /** Neither a database nor a browser: rules, algorithms, parsing. */
  readonly unit: readonly string[]
  /** On real PostgreSQL. */
  readonly database: readonly string[]
  /** Plant defects and see that the repository's checks catch them. */
  readonly tooling: readonly string[]
  /** The whole platform: browser, security, upgrade. */
  readonly whole: readonly string[]
  /** Measure time, and so run alone. */
  readonly performance: readonly string[]
}

/** All test files, by what they need. */
export function findTests(root: string): FoundTests {
  const files = ['packages', 'modules', 'apps', 'tests', 'tools'].flatMap((folder) =>
    filesBelow(root, folder, ['.test.ts']),
  )
  const below = (folder: string) => files.filter((file) => file.startsWith(folder))
  const elsewhere = files.filter((file) => !file.startsWith('tests/'))
  return {
    unit: elsewhere.filter((file) => !needsDatabase(root, file)),
    database: elsewhere.filter((file) => needsDatabase(root, file)),
    tooling: below('tests/tooling/'),
    whole: below('tests/').filter((file) => !/^tests\/(?:tooling|performance)\//.test(file)),
    performance: below('tests/performance/'),
  }
}

/** Whether the file, or a file beside it that it imports, starts a database. */
function needsDatabase(root: string, file: string, seen: Set<string> = new Set()): boolean {
  if (seen.has(file) || !existsSync(join(root, file))) return false
  seen.add(file)
  if (file === 'packages/postgres/testing.ts' || file === 'packages/postgres/embedded.ts') return true
  const text = readText(root, file)
  if (text.includes("'@gloact/postgres/testing'")) return true
  return [...text.matchAll(/from '(\.{1,2}\/[^']+\.ts)'/g)].some(([, target = '']) =>
    needsDatabase(root, posix.join(dirname(file), target), seen),
  )
}
