import { type Check, type Finding, counted } from './check.ts'
import { readJson } from './files.ts'
import { PURPOSES_FILE, purposesOf, thirdParties } from '../reference/third-parties.ts'

/** Licences that code under Apache-2.0 may be delivered together with. */
const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'MIT/X11',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'CC-BY-4.0',
  'Zlib',
  'Python-2.0',
  'MPL-2.0',
  'OFL-1.1',
])

/** Packages whose lockfile entry names no licence, with where it is written. */
const WRITTEN_ELSEWHERE: Readonly<Record<string, string>> = {
  buffers: 'MIT, in its README (github.com/substack/node-buffers)',
}

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly license?: string; readonly link?: boolean }>>
}

/** Every third-party dependency has a stated purpose, and nothing installed has a licence that we may not deliver. */
export const dependencies: Check = {
  name: 'dependencies',
  title: 'third-party code: what for, which licence',
  run(root) {
    const purposes = purposesOf(root)
    const used = thirdParties(root)
    const unexplained = used
      .filter(({ name }) => !purposes[name])
      .map(({ name, usedBy }) => ({
        file: PURPOSES_FILE,
        message: `does not say what ${name} (${usedBy.join(', ')}) is for`,
      }))
    const gone = Object.keys(purposes)
      .filter((name) => !used.some((dependency) => dependency.name === name))
      .map((name) => ({ file: PURPOSES_FILE, message: `explains ${name}, which nothing depends on` }))
    const { packages } = readJson(root, 'package-lock.json') as Lockfile
    const installed = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link)
    const forbidden = installed.flatMap(([path, { license }]): Finding[] => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      if (license === undefined && WRITTEN_ELSEWHERE[name]) return []
      if (license !== undefined && mayBeDelivered(license)) return []
      return [{ file: 'package-lock.json', message: `${name} is under ${license ?? 'no stated licence'}` }]
    })
    return Promise.resolve({
      defects: [...unexplained, ...gone, ...forbidden],
      seen: `${used.length} named, ${counted(installed.length, 'package')} installed`,
    })
  },
}

/** Reads an SPDX expression of names joined by OR or AND. */
function mayBeDelivered(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, '')
  if (plain.includes(' OR ')) return plain.split(' OR ').some(mayBeDelivered)
  return plain.split(' AND ').every((licence) => ALLOWED.has(licence.trim()))
}
