import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { InstanceKind } from '@gloact/platform/instance-kind'

const FILE = 'app-paths.json'

const pathsByModule = z.record(z.string(), z.array(z.string().startsWith('/')))

/** The module that a sandbox alone has. */
const TRAINING_ONLY = 'practice'

/** Whether an address is one of the app's. `apps/web/vite.config.ts` writes the list while the app is built. */
export type IsAppPath = (pathname: string) => boolean

/** The addresses of the app that lies in this folder; undefined where it was not built, or not by this version. */
export function readAppPaths(webDir: string, kind: InstanceKind): IsAppPath | undefined {
  const file = join(webDir, FILE)
  if (!existsSync(file)) return undefined
  const modules = pathsByModule.parse(JSON.parse(readFileSync(file, 'utf8')))
  return isAppPath(
    Object.entries(modules)
      .filter(([module]) => module !== TRAINING_ONLY || kind === 'training')
      .flatMap(([, paths]) => paths),
  )
}

/** A path as the router writes it: `$fileId` stands for one part of an address, whatever it is. */
export function isAppPath(patterns: readonly string[]): IsAppPath {
  const partsOf = (path: string) => path.split('/').filter((part) => part !== '')
  const all = patterns.map(partsOf)
  return (pathname) => {
    const parts = partsOf(pathname)
    return all.some(
      (pattern) =>
        pattern.length === parts.length &&
        pattern.every((part, index) => part.startsWith('$') || part === parts[index]),
    )
  }
}
