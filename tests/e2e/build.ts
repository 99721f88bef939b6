import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

export interface Built {
  readonly folder: string
  readonly remove: () => void
}

/** Builds the browser's app into a folder of the test's own. */
export const buildApp = (): Promise<Built> =>
  buildInto('gloact-web-', { configFile: fromRoot('apps/web/vite.config.ts') })

/** Builds the gallery of the components, which no installation has. */
export const buildGallery = (): Promise<Built> =>
  buildInto('gloact-gallery-', {
    configFile: fromRoot('apps/web/vite.config.ts'),
    root: fromRoot('packages/ui/gallery'),
  })

async function buildInto(prefix: string, config: { configFile: string; root?: string }): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  await build({ ...config, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

const fromRoot = (path: string): string => join(import.meta.dirname, '..', '..', path)
