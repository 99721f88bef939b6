import { open, readFile, rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

const ATTEMPTS = 50
const PAUSE = 100

/** Lines that are only ever added to, by one writer at a time. */
export interface LineStore<Line> {
  read(): Promise<readonly Line[]>
  append(...lines: readonly Line[]): Promise<void>
  exclusively<Value>(work: () => Promise<Value>): Promise<Value>
}

/** The file cannot be used as a ledger or a register. */
export class LedgerFileError extends Error {}

/**
 * A file of JSON lines. What is added is on the disk before anything goes on; a lock file beside it keeps a second writer
 * waiting. `called` is what its errors call it.
 */
export function lineFile<Line>(path: string, called: string): LineStore<Line> {
  const lock = `${path}.lock`
  return {
    async read() {
      let text: string
      try {
        text = await readFile(path, 'utf8')
      } catch (error) {
        if (isCode(error, 'ENOENT')) return []
        throw new LedgerFileError(`The ${called} ${path} cannot be read.`)
      }
      try {
        return text
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as Line)
      } catch {
        throw new LedgerFileError(`${path} is not a ${called}.`)
      }
    },
    async append(...lines) {
      const file = await open(path, 'a', 0o600)
      try {
        await file.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
        await file.sync()
      } finally {
        await file.close()
      }
    },
    async exclusively(work) {
      await take(lock, called)
      try {
        return await work()
      } finally {
        await rm(lock, { force: true })
      }
    },
  }
}

async function take(lock: string, called: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await (await open(lock, 'wx', 0o600)).close()
      return
    } catch (error) {
      if (!isCode(error, 'EEXIST')) {
        throw new LedgerFileError(`The ${called} next to ${lock} cannot be written; nothing is released without it.`)
      }
      if (attempt === ATTEMPTS) {
        throw new LedgerFileError(`Another run holds the ${called}. If none is running, remove ${lock}.`)
      }
      await wait(PAUSE)
    }
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
