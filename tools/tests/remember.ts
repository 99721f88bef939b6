import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestInputs } from './inputs.ts'
import type { FileOutcome } from './run-tests.ts'

/** What a test file came to, with the inputs that its digest stands for. */
export interface Remembered {
  readonly file: string
  readonly passed: number
  readonly skipped: number
  readonly milliseconds: number
}

/** Which test files have passed with the same inputs before, on this machine. */
export interface Memory {
  recall(file: string): Remembered | undefined
  /** Keeps what passed, as far as its inputs are `now` what they were when the memory was opened. */
  save(outcomes: readonly FileOutcome[], now: TestInputs): void
}

const FORGOTTEN_AFTER = 30 * 86_400_000

/**
 * A memory below `.cache/passed`, one small file for each outcome, named by the digest of the inputs. What was edited during
 * a run is not remembered as having passed; what nobody asked for in a month is forgotten.
 */
export function openMemory(root: string, inputs: TestInputs, files: readonly string[]): Memory {
  const folder = join(root, '.cache', 'passed')
  mkdirSync(folder, { recursive: true })
  const digests = new Map(files.map((file) => [file, inputs.digestOf(file)]))
  const now = Date.now()
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (now - statSync(path).mtimeMs > FORGOTTEN_AFTER) rmSync(path, { force: true })
  }
  return {
    recall(file) {
      const place = join(folder, `${digests.get(file) ?? 'unknown'}.json`)
      if (!existsSync(place)) return undefined
      const known = readOutcome(place)
      if (known?.file !== file) return undefined
      utimesSync(place, new Date(now), new Date(now))
      return known
    },
    save(outcomes, after) {
      for (const { file, passed, failed, skipped, milliseconds } of outcomes) {
        const digest = digests.get(file)
        if (digest === undefined || passed === 0 || failed > 0 || after.digestOf(file) !== digest) continue
        const known: Remembered = { file, passed, skipped, milliseconds }
        writeFileSync(join(folder, `${digest}.json`), `${JSON.stringify(known)}\n`)
      }
    },
  }
}

/** Half a file, as a power cut leaves it, is no outcome. */
function readOutcome(place: string): Remembered | undefined {
  try {
    return JSON.parse(readFileSync(place, 'utf8')) as Remembered
  } catch {
    return undefined
  }
}
