import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { err, ok, type Result } from '@gloact/kernel'
import { readAgreement, readKeyPair, secretIn, type KeyPair, type LinkageAgreement } from '@gloact/linkage/private'
import { type CommandContext, type Outcome, type Problem, refused } from '@gloact/command'
import { isAbsent, readJsonFile } from '@gloact/command/files'

/** The bytes of a file that only its owner should be able to read, without a line break at its end. */
export async function readKept(path: string, { say }: CommandContext): Promise<Result<Uint8Array, Problem>> {
  try {
    const [bytes, { mode }] = await Promise.all([readFile(path), stat(path)])
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      say(`Other users of this machine can read ${path}. Keep it from them: chmod 600.`)
    }
    return ok(secretIn(bytes))
  } catch (error) {
    if (!isAbsent(error)) throw error
    return err({ code: 'file_not_found', message: `${path} does not exist, or may not be read.` })
  }
}

/** The keys of a party or of the linkage unit, where the option names them. */
export async function keysNamed(context: CommandContext): Promise<Result<KeyPair | undefined, Problem>> {
  const path = context.text('key-file')
  if (path === undefined) return ok(undefined)
  const bytes = await readKept(path, context)
  return bytes.ok ? readKeyPair(Buffer.from(bytes.value).toString()) : bytes
}

/** The agreement of a file. */
export async function agreementIn(path: string): Promise<Result<LinkageAgreement, Problem>> {
  const json = await readJsonFile(path)
  return json.ok ? readAgreement(json.value) : json
}

/** Refuses to write over keys or a receipt: what is lost so cannot be made again. */
export const alreadyThere = (path: string): Outcome | undefined =>
  existsSync(path)
    ? refused({ code: 'file_exists', message: `${path} exists already, and is not overwritten. Name another file.` })
    : undefined
