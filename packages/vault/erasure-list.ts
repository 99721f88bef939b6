import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { isUuid } from '@gloact/kernel'

/**
 * Who was erased, kept with the KEK and apart from the data, so that a restored backup cannot bring anybody back. Ids
 * only: they name nobody once the person's key is gone.
 */
export interface ErasureList {
  personIds(): ReadonlySet<string>
  /** Added for good. Only after the erasure was committed: what is listed is erased again after a restore. */
  add(personIds: readonly string[]): void
}

/** The list in a file beside the KEK, one id a line, readable by its owner only. Throws where a line is no id. */
export function fileErasureList(path: string): ErasureList {
  return {
    personIds() {
      if (!existsSync(path)) return new Set()
      const ids = readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
      if (!ids.every(isUuid)) throw new Error('the list of erasures is damaged')
      return new Set(ids)
    },
    add(personIds) {
      if (personIds.length === 0) return
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const file = openSync(path, 'a', 0o600)
      try {
        writeSync(file, personIds.map((id) => `${id}\n`).join(''))
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
    },
  }
}
