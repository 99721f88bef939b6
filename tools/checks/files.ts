import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Folders that hold nothing anybody wrote. */
const NOT_OURS = new Set(['node_modules', 'dist', 'dist.building', 'data', '.git', '.cache', 'coverage'])

/**
 * All files below `folder` whose name ends with one of `endings`, relative to `root` with forward slashes, in order.
 * Only the root's own `data` is the instance's data; a folder of that name further down is somebody's source.
 */
export function filesBelow(root: string, folder: string, endings: readonly string[]): string[] {
  const found: string[] = []
  const walk = (path: string) => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const below = path === '' ? entry.name : `${path}/${entry.name}`
      if (entry.isDirectory()) {
        if (!NOT_OURS.has(entry.name) || (entry.name === 'data' && path !== '')) walk(below)
      } else if (entry.isFile() && endings.some((ending) => entry.name.endsWith(ending))) {
        found.push(below)
      }
    }
  }
  if (statSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory()) walk(folder)
  return found.toSorted()
}

export const readText = (root: string, file: string): string => readFileSync(join(root, file), 'utf8')

export const readJson = (root: string, file: string): unknown => JSON.parse(readText(root, file))

/** The line, counted from one, that the offset into the text falls on. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
