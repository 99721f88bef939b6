import { createHash } from 'node:crypto'
import { open, readFile, rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { LedgerContext, LedgerLine, LedgerStore } from '../accounting/privacy-ledger.ts'

const ATTEMPTS = 50
const PAUSE = 100

/**
 * A privacy ledger in a file, one JSON line a fact. Lines are only appended, and on the disk before anything goes on; a lock file
 * beside it keeps a second writer waiting.
 */
export function ledgerFile(path: string): LedgerContext {
  return { store: fileStore(path), digest: sha256, now: () => new Date() }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The file cannot be used as a ledger. */
export class LedgerFileError extends Error {}

function fileStore(path: string): LedgerStore {
  const lock = `${path}.lock`
  return {
    async read() {
      let text: string
      try {
        text = await readFile(path, 'utf8')
      } catch (error) {
        if (isCode(error, 'ENOENT')) return []
        throw new LedgerFileError(`The privacy ledger ${path} cannot be read.`)
      }
      try {
        return text
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as LedgerLine)
      } catch {
        throw new LedgerFileError(`${path} is not a privacy ledger.`)
      }
    },
    async append(line) {
      const file = await open(path, 'a', 0o600)
      try {
        await file.appendFile(`${JSON.stringify(line)}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
    },
    async exclusively(work) {
      await take(lock)
      try {
        return await work()
      } finally {
        await rm(lock, { force: true })
      }
    },
  }
}

async function take(lock: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await (await open(lock, 'wx', 0o600)).close()
      return
    } catch (error) {
      if (!isCode(error, 'EEXIST')) {
        throw new LedgerFileError(`The privacy ledger beside ${lock} cannot be written; nothing is let out without it.`)
      }
      if (attempt === ATTEMPTS) {
        throw new LedgerFileError(`Another run holds the privacy ledger. If none is running, remove ${lock}.`)
      }
      await wait(PAUSE)
    }
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
