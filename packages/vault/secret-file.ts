import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, relative, resolve, isAbsolute } from 'node:path'
import { err, failure, ok, type Result } from '@gloact/kernel'
import type { KekFailure } from './kek.ts'

const OTHERS = 0o077

/** Reads a file that only its owner may read; refuses one that others may (Windows has no such modes). */
export function readSecretFile(path: string, allowedToOthers = 0): Result<string, KekFailure> {
  if (!existsSync(path)) return err(failure('vault.kek_missing'))
  if (process.platform !== 'win32' && (statSync(path).mode & OTHERS & ~allowedToOthers) !== 0) {
    return err(failure('vault.kek_exposed'))
  }
  return ok(readFileSync(path, 'utf8'))
}

/**
 * Writes a file that only its owner may read, whole or not at all. The bytes of the file that it replaces are then
 * overwritten: a best effort, since a disk or file system that writes elsewhere may keep them. Where destruction must be
 * certain, keep the KEK in a key management service or on encrypted storage whose key can be thrown away.
 */
export function writeSecretFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const old = existsSync(path) ? openSync(path, 'r+') : undefined
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  const next = openSync(temporary, 'wx', 0o600)
  writeSync(next, text)
  fsyncSync(next)
  closeSync(next)
  renameSync(temporary, path)
  if (old === undefined) return
  writeSync(old, randomBytes(fstatSync(old).size), 0, undefined, 0)
  fsyncSync(old)
  closeSync(old)
}

/** Whether a file lies in a folder or below it, links resolved. */
export function liesWithin(path: string, folder: string): boolean {
  const way = relative(real(folder), real(path))
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

/** The path with links resolved as far as it exists. */
function real(path: string): string {
  const absolute = resolve(path)
  if (existsSync(absolute)) return realpathSync(absolute)
  const parent = dirname(absolute)
  return parent === absolute ? absolute : resolve(real(parent), relative(parent, absolute))
}
