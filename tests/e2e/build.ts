import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freshBundle } from '../../tools/launch/web-bundle.mjs'

const ROOT = join(import.meta.dirname, '..', '..')

export interface Built {
  readonly folder: string
  readonly remove: () => void
}

/** The browser's app: as `npm test` has built it where that is of today's sources, else built into a folder of the test's own. */
export async function buildApp(): Promise<Built> {
  const folder = freshBundle(ROOT)
  return folder === undefined ? buildInto('gloact-web-', 'apps/web') : { folder, remove: () => undefined }
}

/** Builds the gallery of the components, which no installation has. */
export const buildGallery = (): Promise<Built> => buildInto('gloact-gallery-', 'packages/ui/gallery')

/** Builds the page that lets a worker do what the libraries do. */
export const buildLibraries = (): Promise<Built> => buildInto('gloact-libraries-', 'tests/e2e/libraries')

async function buildInto(prefix: string, root: string): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const options = ['--config', 'apps/web/vite.config.ts', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error']
  await promisify(execFile)(process.execPath, [vite, 'build', root, ...options], { cwd: ROOT })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
