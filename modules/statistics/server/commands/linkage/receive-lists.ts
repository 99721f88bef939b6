import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { availableMemory } from 'node:process'
import { ok, type Result } from '@gloact/kernel'
import { checksumOf, receiveEncodings, type Opening, type ReceivedList } from '@gloact/linkage/private'
import { Cancelled, type CommandContext, type Outcome, type Problem, refused, usage } from '@gloact/command'
import { isAbsent, MORE_MEMORY } from '@gloact/command/files'
import { agreementIn, keysNamed } from './agreed-keys.ts'

/** A file of encodings as the linkage unit got it. */
export interface ReceivedFile extends ReceivedList {
  readonly file: string
  /** The file's name without its ending: lists are told apart by it. */
  readonly name: string
  /** Digest of the encodings, and SHA-256 of the file itself. */
  readonly checksum: string
  readonly sha256: string
}

/** While a file is read, its encodings take at most so many times its size. */
const TIMES = 1.5

/** The agreement and the unit's keys, as far as the options name them. */
export async function openingNamed(context: CommandContext): Promise<Result<Opening, Problem>> {
  const path = context.text('agreement')
  const agreement = path === undefined ? ok(undefined) : await agreementIn(path)
  if (!agreement.ok) return agreement
  const pair = await keysNamed(context)
  return pair.ok ? ok({ agreement: agreement.value, pair: pair.value }) : pair
}

/** Opens every file that the arguments name; each has a name, encodings and a party of its own. */
export async function receiveLists(
  { arguments: files, progress }: CommandContext,
  opening: Opening,
  signal: AbortSignal,
): Promise<ReceivedFile[] | Outcome> {
  const lists: ReceivedFile[] = []
  for (const file of files) {
    progress(`Reading ${basename(file)}`)
    const received = await receive(file, opening, signal)
    if (!received.ok) return refused(received.error)
    const { name, checksum, from } = received.value
    for (const other of lists) {
      const mixed = (message: string): Outcome => refused({ code: 'encodings_mixed', message })
      if (other.checksum === checksum)
        return mixed(`${file} holds the same encodings as “${other.name}”: a list is named twice.`)
      if (from !== null && other.from === from)
        return mixed(`${file} and “${other.name}” are both signed by ${from}: a party has one list.`)
      if (other.name === name) return usage(`Two files are called “${name}”: lists are told apart by it. Rename one.`)
    }
    lists.push(received.value)
  }
  return lists
}

async function receive(file: string, opening: Opening, signal: AbortSignal): Promise<Result<ReceivedFile, Problem>> {
  const problem = (code: string, message: string) => ({ ok: false, error: { code, message } }) as const
  const hash = createHash('sha256')
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(file, { signal }) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      yield chunk
    }
  }
  try {
    const { size } = await stat(file)
    const largest = availableMemory() / TIMES
    if (size > largest) {
      const [megabytes, limit] = [Math.ceil(size / 2 ** 20), Math.floor(largest / 2 ** 20)]
      return problem(
        'file_too_large',
        `${file} has ${megabytes} MB; ${limit} MB can be read with the memory that is free. ${MORE_MEMORY}`,
      )
    }
    const received = await receiveEncodings(bytes(), opening)
    if (!received.ok) return problem(received.error.code, `${file} ${received.error.message}`)
    const name = basename(file).replace(/\.[^.]+$/, '')
    const checksum = checksumOf(received.value.list.rows)
    return ok({ ...received.value, file, name, checksum, sha256: hash.digest('hex') })
  } catch (error) {
    if (signal.aborted) throw new Cancelled()
    if (!isAbsent(error)) throw error
    return problem('file_not_found', `${file} does not exist, or may not be read.`)
  }
}
