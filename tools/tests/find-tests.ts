import { existsSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { filesBelow, readText } from '../checks/files.ts'

export interface FoundTests {
  /** Neither a database nor a browser: rules, algorithms, parsing. */
  readonly unit: readonly string[]
  /** As those, but thorough: reference data, thousands of draws. `npm test` runs them; `npm run check` has no time for them. */
  readonly thorough: readonly string[]
  /** On real PostgreSQL. */
  readonly database: readonly string[]
  /** Plant defects and see that the repository's checks catch them. */
  readonly tooling: readonly string[]
  /** The whole platform: browser, security, upgrade. */
  readonly whole: readonly string[]
  /** Those of the whole platform that begin with the invented people in it. */
  readonly loaded: readonly string[]
  /** Those of the loaded ones that only look, and so share one product and one browser. */
  readonly looking: readonly string[]
  /** Measure time, and so run alone. */
  readonly performance: readonly string[]
}

/** All test files, by what they need. */
export function findTests(root: string): FoundTests {
  const files = ['packages', 'modules', 'platform', 'apps', 'tests', 'tools'].flatMap((folder) =>
    filesBelow(root, folder, ['.test.ts']),
  )
  const below = (folder: string) => files.filter((file) => file.startsWith(folder))
  const elsewhere = files.filter((file) => !file.startsWith('tests/'))
  const whole = below('tests/').filter((file) => !/^tests\/(?:tooling|performance)\//.test(file))
  return {
    unit: elsewhere.filter((file) => !reaches(root, file, DATABASE) && !THOROUGH.test(file)),
    thorough: elsewhere.filter((file) => THOROUGH.test(file)),
    database: elsewhere.filter((file) => reaches(root, file, DATABASE) && !THOROUGH.test(file)),
    tooling: below('tests/tooling/'),
    whole,
    loaded: whole.filter((file) => reaches(root, file, LOADED)),
    looking: whole.filter((file) => reaches(root, file, SHARED)),
    performance: below('tests/performance/'),
  }
}

interface Sought {
  readonly files: readonly string[]
  /** As others import it. */
  readonly name?: string
}

const THOROUGH = /\.thorough\.test\.ts$/

const DATABASE: Sought = {
  files: ['packages/postgres/testing.ts', 'packages/postgres/embedded.ts'],
  name: '@gloact/postgres/testing',
}
const LOADED: Sought = { files: ['tests/support/loaded-folder.ts'] }
const SHARED: Sought = { files: ['tests/e2e/shared-product.ts'] }

/** Whether the file, or a file beside it that it imports, is or imports what is sought. */
function reaches(root: string, file: string, sought: Sought, seen: Set<string> = new Set()): boolean {
  if (seen.has(file) || !existsSync(join(root, file))) return false
  seen.add(file)
  if (sought.files.includes(file)) return true
  const text = readText(root, file)
  if (sought.name !== undefined && text.includes(`'${sought.name}'`)) return true
  return [...text.matchAll(/from '(\.{1,2}\/[^']+\.ts)'/g)].some(([, target = '']) =>
    reaches(root, posix.join(dirname(file), target), sought, seen),
  )
}
