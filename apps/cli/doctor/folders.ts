import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The folder itself, or the one above it in which it would be made. */
export function nearestExisting(path: string): string {
  let folder = path
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder)
  return folder
}

/** Whether this user may write into a folder, or make it where it is not there yet. Nothing is written for it. */
export function mayWrite(path: string): boolean {
  const folder = nearestExisting(path)
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return statSync(folder).isDirectory()
  } catch {
    return false
  }
}
