import { closeSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { FOLDED, leakPatterns, type LeakForm, type LeakPattern } from './leak-forms.ts'

/** A secret that was found where it must not be. It names the secret by its place in the list, never by its text. */
export interface Leak {
  readonly secret: number
  readonly form: LeakForm
  /** The file, or the name that the bytes were given under. */
  readonly where: string
  /** Bytes from its beginning. */
  readonly offset: number
}

export interface LeakScan {
  readonly leaks: readonly Leak[]
  /** How much was read: assert that it is plausible, or a scan of nothing passes. */
  readonly files: number
  readonly bytes: number
}

export interface LeakSearch {
  readonly secrets: readonly string[]
  /** Files, and folders with everything below them (a database's data directory, a log folder). Links are not followed. */
  readonly paths?: readonly string[]
  /** Texts or bytes in memory, by name (a dump, a response, what was written to the log). */
  readonly texts?: Readonly<Record<string, string | Uint8Array>>
}

const CHUNK = 4 << 20

/**
 * Looks for secrets in everything that is given, in all the forms of `LEAK_FORMS` and in any case, in one pass: some
 * hundred megabytes a second, however many secrets. Compressed data is opaque to it: PostgreSQL compresses values above
 * 2 kB, so scan a dump besides the data directory. Each secret is reported once a form and file.
 */
export function findLeaks(search: LeakSearch): LeakScan {
  const scanner = scannerOf(leakPatterns(search.secrets))
  const leaks: Leak[] = []
  let files = 0
  let bytes = 0
  for (const [where, text] of Object.entries(search.texts ?? {})) {
    const source = typeof text === 'string' ? Buffer.from(text, 'utf8') : text
    const file = scanner.open(where, leaks)
    file.scan(source, 0)
    bytes += source.length
  }
  for (const path of (search.paths ?? []).flatMap(filesIn)) {
    files++
    bytes += scanFile(path, scanner.longest, scanner.open(path, leaks))
  }
  return { leaks, files, bytes }
}

interface OpenedFile {
  scan(bytes: Uint8Array, offset: number): void
}

/**
 * A rolling window of three bytes is looked up in a bitmap (2 MiB, so that it stays in the processor's cache), which says
 * of nearly all windows that no pattern begins with them; the few that may are compared in full.
 */
function scannerOf(patterns: readonly LeakPattern[]): {
  readonly longest: number
  open(where: string, leaks: Leak[]): OpenedFile
} {
  const bitmap = new Uint32Array(1 << 19)
  const byStart = new Map<number, LeakPattern[]>()
  for (const pattern of patterns) {
    const start = (pattern.bytes[0]! << 16) | (pattern.bytes[1]! << 8) | pattern.bytes[2]!
    bitmap[start >>> 5]! |= 1 << (start & 31)
    byStart.set(start, [...(byStart.get(start) ?? []), pattern])
  }
  const open = (where: string, leaks: Leak[]): OpenedFile => {
    const seen = new Set<string>()
    const compare = (bytes: Uint8Array, at: number, start: number, offset: number): void => {
      for (const pattern of byStart.get(start)!) {
        if (!matchesAt(bytes, at, pattern.bytes)) continue
        const key = `${pattern.secret} ${pattern.form}`
        if (seen.has(key)) continue
        seen.add(key)
        leaks.push({ secret: pattern.secret, form: pattern.form, where, offset: offset + at })
      }
    }
    return {
      scan(bytes, offset) {
        let window = 0xffffff
        for (let index = 0; index < bytes.length; index++) {
          window = ((window << 8) | FOLDED[bytes[index]!]!) & 0xffffff
          if ((bitmap[window >>> 5]! >>> (window & 31)) & 1 && index >= 2) compare(bytes, index - 2, window, offset)
        }
      },
    }
  }
  return { longest: patterns.reduce((longest, { bytes }) => Math.max(longest, bytes.length), 0), open }
}

function matchesAt(bytes: Uint8Array, at: number, pattern: Uint8Array): boolean {
  if (at + pattern.length > bytes.length) return false
  for (let index = 3; index < pattern.length; index++) {
    if (FOLDED[bytes[at + index]!] !== pattern[index]) return false
  }
  return true
}

/** Reads a file in pieces that overlap by the longest pattern, so that none is missed where two meet. */
function scanFile(path: string, longest: number, file: OpenedFile): number {
  const handle = openIfThere(path)
  // A running database takes files away while it is being read.
  if (handle === undefined) return 0
  try {
    const buffer = Buffer.allocUnsafe(CHUNK + longest)
    let kept = 0
    let position = 0
    for (;;) {
      const read = readSync(handle, buffer, kept, CHUNK, position)
      if (read === 0) return position
      const filled = kept + read
      file.scan(buffer.subarray(0, filled), position - kept)
      position += read
      kept = Math.min(filled, longest - 1)
      buffer.copyWithin(0, filled - kept, filled)
    }
  } finally {
    closeSync(handle)
  }
}

function filesIn(path: string): readonly string[] {
  const status = lstatSync(path)
  if (status.isFile()) return [path]
  if (!status.isDirectory()) return []
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
