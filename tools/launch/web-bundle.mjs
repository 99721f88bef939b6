import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { packBundle } from './pack-bundle.mjs'
import { run } from './run.mjs'

const SOURCES = [
  'apps/web',
  'packages',
  'modules',
  'tools/launch/pack-bundle.mjs',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.web.json',
]
/** Folders that the browser app is not made of. */
const ELSEWHERE = new Set(['node_modules', 'dist', 'dist.building', 'server', 'migrations', 'testing'])

/**
 * Builds the browser app into `apps/web/dist` where its sources have changed since the last build. The new bundle
 * replaces the old one only when it is complete. Returns whether a bundle is there.
 *
 * @param {string} root
 * @param {(line: string) => void} say
 */
export async function buildWebWhenStale(root, say) {
  const bundle = join(root, 'apps', 'web', 'dist')
  const building = `${bundle}.building`
  const stamp = digestOfSources(root)
  if (stampOf(bundle) === stamp) return true

  say('Building the browser app. This happens when its sources have changed; it takes up to a minute.')
  const started = Date.now()
  rmSync(building, { recursive: true, force: true })
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const { code, output } = await run(
    node,
    [vite, 'build', 'apps/web', '--outDir', building, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: root, busy: 'still building', say },
  )
  if (code !== 0 || !existsSync(building)) {
    say(output.trim().split('\n').slice(-40).join('\n'))
    say('The browser app could not be built; the lines above say where.')
    return false
  }
  await packBundle(building, bundle)
  writeFileSync(join(building, '.gloact-built'), stamp)
  rmSync(bundle, { recursive: true, force: true })
  renameSync(building, bundle)
  say(`The browser app is built (${Math.round((Date.now() - started) / 1000)} s).`)
  return true
}

/** @param {string} bundle */
const stampOf = (bundle) => {
  const stampFile = join(bundle, '.gloact-built')
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined
}

/**
 * The bundle in `apps/web/dist`, where it is made of the sources as they are; undefined where there is none or an older one.
 *
 * @param {string} root
 */
export function freshBundle(root) {
  const bundle = join(root, 'apps', 'web', 'dist')
  return stampOf(bundle) === digestOfSources(root) ? bundle : undefined
}

/**
 * One digest over the names and contents of everything that the bundle is made from.
 *
 * @param {string} root
 */
export function digestOfSources(root) {
  const digest = createHash('sha256')
  for (const path of SOURCES.flatMap((source) => filesBelow(root, source)).toSorted()) {
    digest
      .update(`${path.split(sep).join('/')}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return digest.digest('hex')
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(root, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false })
  if (!found?.isDirectory()) return found ? [path] : []
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => {
    const below = join(path, entry.name)
    if (entry.isDirectory()) return ELSEWHERE.has(entry.name) ? [] : filesBelow(root, below)
    return entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name) ? [below] : []
  })
}
