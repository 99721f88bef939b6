import { access, constants, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Outcome } from './command.ts'
import { failed, usage } from './outcome.ts'

/** A file that is written, by the option that names it; one that stands beside another has that one's option. */
export type Written = readonly [option: string, path: string | undefined]

/**
 * What is wrong with where files are to be written, found before the work begins: a folder that is not there, something that is
 * no file, a place that is read from, or the same place twice. Undefined where nothing is.
 */
export async function wrongPlace(
  reads: readonly (string | undefined)[],
  writes: readonly Written[],
): Promise<Outcome | undefined> {
  const taken = new Map<string, string>()
  for (const path of reads) if (path !== undefined) taken.set(await identityOf(path), path)
  const options = new Map<string, string>()
  for (const [option, path] of writes) {
    if (path === undefined) continue
    const unwritable = await cannotWrite(path)
    if (unwritable !== undefined) return failed({ code: 'csv.not_writable', message: unwritable })
    const identity = await identityOf(path)
    const read = taken.get(identity)
    if (read !== undefined) return usage(`--${option}: ${basename(path)} is read as well. Name another file to write.`)
    const other = options.get(identity)
    if (other !== undefined) return usage(`--${option} and --${other} name one file (${basename(path)}). Name two.`)
    options.set(identity, option)
  }
  return undefined
}

async function cannotWrite(path: string): Promise<string | undefined> {
  if (path === '') return 'The name of a file to write is empty.'
  try {
    await access(dirname(path), constants.W_OK)
  } catch {
    return `Nothing can be written in ${dirname(path)}: there is no such folder, or it may not be written to.`
  }
  const there = await stat(path).catch(() => undefined)
  return there === undefined || there.isFile() ? undefined : `${path} is no file that can be replaced.`
}

/** The same for all names of one file. */
async function identityOf(path: string): Promise<string> {
  try {
    const { dev, ino } = await stat(path, { bigint: true })
    return `${dev} ${ino}`
  } catch {
    return join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path))
  }
}
