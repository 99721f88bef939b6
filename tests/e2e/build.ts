import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packBundle } from '../../tools/launch/pack-bundle.mjs'
import { digestOfSources, freshBundle } from '../../tools/launch/web-bundle.mjs'

const ROOT = join(import.meta.dirname, '..', '..')

export interface Built {
  readonly folder: string
  readonly remove: () => void
}

/** The browser's app: as `npm test` has built it where that is of today's sources, else built into a folder of the test's own. */
export async function buildApp(): Promise<Built> {
  const folder = freshBundle(ROOT)
  if (folder !== undefined) return { folder, remove: () => undefined }
  const built = await buildInto('gloact-web-', 'apps/web')
  await packBundle(built.folder, join(ROOT, 'apps', 'web', 'dist'))
  return built
}

/** Builds the gallery of the components, which no installation has; once for its sources, since two files look at it. */
export async function buildGallery(): Promise<Built> {
  const kept = join(ROOT, '.cache', 'gallery')
  const digest = digestOfSources(ROOT)
  const folder = join(kept, digest)
  if (!existsSync(folder)) {
    const built = await buildInto('gloact-gallery-', 'packages/ui/gallery')
    mkdirSync(kept, { recursive: true })
    // Older ones; not what another file is laying down meanwhile.
    for (const name of readdirSync(kept))
      if (!name.startsWith(digest)) rmSync(join(kept, name), { recursive: true, force: true })
    // Whole or not at all: another file may look for it meanwhile.
    const arriving = `${folder}.${process.pid}`
    cpSync(built.folder, arriving, { recursive: true })
    try {
      renameSync(arriving, folder)
    } catch (error) {
      // Another file was first.
      rmSync(arriving, { recursive: true, force: true })
      if (!existsSync(folder)) throw error
    }
    built.remove()
  }
  return { folder, remove: () => undefined }
}

/** Builds the page that lets a worker do what the libraries do. */
export const buildLibraries = (): Promise<Built> => buildInto('gloact-libraries-', 'tests/e2e/libraries')

/** Builds the page that shows every form that is declared. */
export const buildForms = (): Promise<Built> => buildInto('gloact-forms-', 'tests/e2e/forms')

async function buildInto(prefix: string, root: string): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const options = ['--config', 'apps/web/vite.config.ts', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error']
  await promisify(execFile)(process.execPath, [vite, 'build', root, ...options], { cwd: ROOT })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
