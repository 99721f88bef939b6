import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readJson } from '../checks/files.ts'
import { type Generator, pageHead, table } from './generator.ts'
import { purposesOf, thirdParties } from './third-parties.ts'

interface Manifest {
  readonly license?: string
  readonly repository?: string | { readonly url?: string }
}

/** Third-party code: what for, licence, who keeps it. */
export const dependenciesPage: Generator = {
  file: 'docs/reference/dependencies.md',
  generate(root) {
    const purposes = purposesOf(root)
    const rows = thirdParties(root).map(({ name, version, usedBy }) => {
      // One that needs other versions than the rest lies with the workspace that uses it.
      const folder = ['.', ...usedBy].find((place) => existsSync(join(root, place, 'node_modules', name))) ?? '.'
      const manifest = join(folder, 'node_modules', name, 'package.json')
      const { license = '', repository } = readJson(root, manifest) as Manifest
      return [`\`${name}\``, version, purposes[name] ?? '', license, keeper(repository), usedBy.join(', ')]
    })
    const introduction =
      'Code of others that GloACT names. What for is said in `tools/reference/dependencies.json`; a check fails where a\n' +
      'line is missing, or where anything installed is under a licence that may not be delivered with Apache-2.0 code.'
    const columns = ['package', 'version', 'what for', 'licence', 'kept by', 'used by']
    return Promise.resolve(`${pageHead('Dependencies', introduction)}\n${table(columns, rows)}\n`)
  },
}

/** Who keeps it: the owner and name of its repository. */
function keeper(repository: Manifest['repository']): string {
  const url = typeof repository === 'string' ? repository : (repository?.url ?? '')
  return /(?:github\.com[/:]|^github:)([^/]+\/[^/#]+?)(?:\.git)?(?:#.*)?$/.exec(url)?.[1] ?? url
}
