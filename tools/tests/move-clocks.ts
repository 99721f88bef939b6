import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Where Debian and others lay the library that shows a program another time. */
const FAKETIME = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib64/faketime/libfaketimeMT.so.1',
  '/usr/lib/faketime/libfaketimeMT.so.1',
]

/**
 * Sets the clocks of every process that tests start to a moment, from which they go on: Node's and the pages' by `moved.ts`, PostgreSQL's
 * by libfaketime. Without a moment nothing is moved; a sentence says why it could not be.
 */
export function moveClocks(root: string, moment: string | undefined): { readonly back: () => void } | string {
  if (moment === undefined) return { back: () => undefined }
  const library = process.env['GLOACT_TEST_FAKETIME'] ?? FAKETIME.find((path) => existsSync(path))
  if (library === undefined) {
    return 'PostgreSQL’s clock is moved by libfaketime, which this machine lacks (Debian: apt-get install faketime); GLOACT_TEST_FAKETIME names the library where it lies elsewhere'
  }
  const before = process.env['NODE_OPTIONS']
  const preload = `--import ${pathToFileURL(join(root, 'tools', 'tests', 'moved.ts')).href}`
  const offset = Math.round((Date.parse(moment) - Date.now()) / 1000)
  Object.assign(process.env, {
    NODE_OPTIONS: before === undefined ? preload : `${before} ${preload}`,
    GLOACT_TEST_OFFSET: String(offset),
    GLOACT_TEST_FAKETIME: library,
  })
  return {
    back: () => {
      if (before === undefined) delete process.env['NODE_OPTIONS']
      else process.env['NODE_OPTIONS'] = before
      delete process.env['GLOACT_TEST_OFFSET']
    },
  }
}
