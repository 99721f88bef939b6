import { readFile, stat } from 'node:fs/promises'
import { err, ok, type Result } from '@gloact/kernel'
import { inMemory, memoryForValues } from './memory.ts'

export interface FileProblem {
  readonly code: 'file_not_found' | 'file_too_large' | 'file_not_json'
  readonly message: string
}

/** A text that is longer cannot be held; with what is read out of it, a text takes this many times its size. */
const LARGEST = 500 * 2 ** 20
const TIMES = 3

/** A file's text, or what keeps it from being read. */
export async function readTextFile(path: string): Promise<Result<string, FileProblem>> {
  const largest = Math.min(LARGEST, memoryForValues() / TIMES)
  try {
    const { size } = await stat(path)
    if (size > largest) {
      const [megabytes, limit] = [Math.ceil(size / 2 ** 20), Math.floor(largest / 2 ** 20)]
      return err({
        code: 'file_too_large',
        message: `${path} has ${megabytes} MB; ${limit} MB can be read with ${inMemory()}.`,
      })
    }
    return ok(await readFile(path, 'utf8'))
  } catch (error) {
    if (!isAbsent(error)) throw error
    return err({ code: 'file_not_found', message: `${path} does not exist, or may not be read.` })
  }
}

const ABSENT: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM']

/** Whether there is no such file, or none that may be read: what the one who named it can correct. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ABSENT.includes(error.code)

/** A JSON file's content. */
export async function readJsonFile(path: string): Promise<Result<unknown, FileProblem>> {
  const text = await readTextFile(path)
  if (!text.ok) return text
  try {
    return ok(JSON.parse(text.value) as unknown)
  } catch {
    return err({ code: 'file_not_json', message: `${path} is not JSON, or breaks off.` })
  }
}
