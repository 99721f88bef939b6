import { access, constants, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Outcome } from '../command.ts'
import { failed, usage } from '../outcome.ts'
import { isAbsent } from './read-json-file.ts'

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
  for (const path of reads) {
    if (path === undefined) continue
    try {
      taken.set(await identityOf(path), path)
    } catch (error) {
      // The person who reads it will say so; what cannot be read is not written over either.
      if (!isAbsent(error)) throw error
    }
  }
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
  try {
    const there = await ifThere(stat(path))
    return there === undefined || there.isFile() ? undefined : `${path} is not a file that can be replaced.`
  } catch (error) {
    if (!isFileError(error)) throw error
    return `Nothing can be written to ${path} (${error.code}). Name another place.`
  }
}

/** What a file system says of a file; undefined where there is none. Whatever else is wrong is thrown. */
async function ifThere<Value>(looking: Promise<Value>): Promise<Value | undefined> {
  try {
    return await looking
  } catch (error) {
    if (isFileError(error) && error.code === 'ENOENT') return undefined
    throw error
  }
}

const isFileError = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

/** The same for all names of one file. */
async function identityOf(path: string): Promise<string> {
  const there = await ifThere(stat(path, { bigint: true }))
  if (there) return `${there.dev} ${there.ino}`
  return join((await ifThere(realpath(dirname(path)))) ?? dirname(path), basename(path))
}
