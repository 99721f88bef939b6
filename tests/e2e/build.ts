import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface Built {
  readonly folder: string
  readonly remove: () => void
}

/** Builds the browser's app into a folder of the test's own. */
export const buildApp = (): Promise<Built> => buildInto('gloact-web-', 'apps/web')

/** Builds the gallery of the components, which no installation has. */
export const buildGallery = (): Promise<Built> => buildInto('gloact-gallery-', 'packages/ui/gallery')

const ROOT = join(import.meta.dirname, '..', '..')

async function buildInto(prefix: string, root: string): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const options = ['--config', 'apps/web/vite.config.ts', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error']
  await promisify(execFile)(process.execPath, [vite, 'build', root, ...options], { cwd: ROOT })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
