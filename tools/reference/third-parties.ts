import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readJson } from '../checks/files.ts'

/** What each third-party package is for, in a few words; the rest of its line comes from the package itself. */
export const PURPOSES_FILE = 'tools/reference/dependencies.json'

export interface ThirdParty {
  readonly name: string
  readonly version: string
  /** The workspaces that name it, or `repository` where only the repository's own tools and tests do. */
  readonly usedBy: readonly string[]
}

interface Manifest {
  readonly name?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

export const purposesOf = (root: string): Readonly<Record<string, string>> =>
  readJson(root, PURPOSES_FILE) as Record<string, string>

/** Every package that is not ours and that one of our package.json files names, by name. */
export function thirdParties(root: string): ThirdParty[] {
  const found = new Map<string, { version: string; usedBy: Set<string> }>()
  for (const folder of [
    '.',
    ...(existsSync(join(root, 'platform')) ? ['platform'] : []),
    ...['packages', 'modules', 'apps'].flatMap((parent) => workspaces(root, parent)),
  ]) {
    const { dependencies = {}, devDependencies = {} } = readJson(root, join(folder, 'package.json')) as Manifest
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      if (name.startsWith('@gloact/')) continue
      const entry = found.get(name) ?? { version, usedBy: new Set<string>() }
      entry.usedBy.add(folder === '.' ? 'repository' : folder)
      found.set(name, entry)
    }
  }
  return [...found]
    .map(([name, { version, usedBy }]) => ({ name, version, usedBy: [...usedBy] }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

const workspaces = (root: string, parent: string): string[] =>
  existsSync(join(root, parent))
    ? readdirSync(join(root, parent))
        .map((name) => `${parent}/${name}`)
        .filter((folder) => existsSync(join(root, folder, 'package.json')))
        .toSorted()
    : []
