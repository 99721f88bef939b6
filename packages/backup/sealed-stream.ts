import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { BackupKey, KeyOrigin } from './backup-key.ts'
import { byteReader } from './byte-reader.ts'
import { backupError, failureOf } from './failures.ts'

/** What stands in clear at the head of a backup: that it is one, of when, and how its key is found. */
export interface SealedHeader {
  readonly gloactBackup: number
  readonly createdAt: string
  readonly key: KeyOrigin
  readonly salt: string
  /** What the right key gives: tells another key from damage. */
  readonly check: string
}

const FORMAT = 1
const KEY_BYTES = 32
const TAG_BYTES = 16
const CHUNK_BYTES = 256 * 1024
const MOST_HEADER_BYTES = 4_096
const NEWLINE = 0x0a

/**
 * Seals a stream: a line of JSON in clear, then chunks of at most 256 KiB, each under AES-256-GCM with a key for this file
 * alone. The nonce counts the chunks and marks the last, and the header is bound into each: a chunk that was changed, moved,
 * left out or cut off at the end is found (the STREAM construction; Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
 */
export async function* sealStream(
  pieces: AsyncIterable<Uint8Array>,
  backupKey: BackupKey,
  createdAt: string,
): AsyncGenerator<Buffer> {
  const { origin, key } = backupKey.create()
  const salt = randomBytes(KEY_BYTES)
  const fileKey = fileKeyOf(key, salt)
  const header: SealedHeader = {
    gloactBackup: FORMAT,
    createdAt,
    key: origin,
    salt: salt.toString('base64'),
    check: checkOf(fileKey),
  }
  const line = Buffer.from(JSON.stringify(header), 'utf8')
  yield Buffer.concat([line, Buffer.of(NEWLINE)])
  let number = 0
  const sealed = (plain: Buffer, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(number, last)).setAAD(line)
    number += 1
    const bytes = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return Buffer.concat([length, bytes])
  }
  let held: Buffer[] = []
  let size = 0
  for await (const piece of pieces) {
    held.push(Buffer.from(piece))
    size += piece.length
    if (size <= CHUNK_BYTES) continue
    const all = Buffer.concat(held)
    let at = 0
    // The last chunk is never empty-handed: at least a byte is held back for it.
    for (; all.length - at > CHUNK_BYTES; at += CHUNK_BYTES) yield sealed(all.subarray(at, at + CHUNK_BYTES), false)
    held = [all.subarray(at)]
    size = all.length - at
  }
  yield sealed(Buffer.concat(held), true)
}

/**
 * Opens what `sealStream` made. Fails with `backup.not_a_backup`, `backup.unknown_format`, `backup.other_key` or
 * `backup.damaged`; bytes that it gives are those that were sealed.
 */
export async function* openStream(pieces: AsyncIterable<Uint8Array>, backupKey: BackupKey): AsyncGenerator<Buffer> {
  const reader = byteReader(pieces)
  const line = await reader.until(NEWLINE, MOST_HEADER_BYTES).catch((error: unknown) => {
    throw failureOf(error)?.code === 'backup.damaged' ? backupError('backup.not_a_backup') : error
  })
  const header = headerOf(line)
  const key = backupKey.find(header.key)
  if (!key) throw backupError('backup.other_key', originParams(header.key))
  const fileKey = fileKeyOf(key, Buffer.from(header.salt, 'base64'))
  if (checkOf(fileKey) !== header.check) throw backupError('backup.other_key', originParams(header.key))
  for (let number = 0; ; number++) {
    const length = (await reader.exactly(4)).readUInt32BE()
    if (length < TAG_BYTES || length > CHUNK_BYTES + TAG_BYTES) throw backupError('backup.damaged')
    const bytes = await reader.exactly(length)
    const last = await reader.atEnd()
    const decipher = createDecipheriv('aes-256-gcm', fileKey, nonceOf(number, last), { authTagLength: TAG_BYTES })
      .setAAD(line)
      .setAuthTag(bytes.subarray(length - TAG_BYTES))
    const plain = decipher.update(bytes.subarray(0, length - TAG_BYTES))
    try {
      decipher.final()
    } catch {
      throw backupError('backup.damaged')
    }
    yield plain
    if (last) return
  }
}

const originParams = (origin: KeyOrigin): Readonly<Record<string, string | number>> =>
  origin.from === 'kek' ? { from: 'kek', version: origin.version } : { from: 'passphrase' }

function headerOf(line: Buffer): SealedHeader {
  let header: Partial<SealedHeader>
  try {
    header = JSON.parse(line.toString('utf8')) as Partial<SealedHeader>
  } catch {
    throw backupError('backup.not_a_backup')
  }
  const { gloactBackup, key, salt } = header
  if (typeof gloactBackup !== 'number' || !key || typeof salt !== 'string') throw backupError('backup.not_a_backup')
  if (gloactBackup !== FORMAT) throw backupError('backup.unknown_format')
  return header as SealedHeader
}

const fileKeyOf = (key: Uint8Array, salt: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, salt, 'gloact.backup.file', KEY_BYTES))

const checkOf = (fileKey: Uint8Array): string =>
  createHmac('sha256', fileKey).update('gloact.backup.check').digest('base64').slice(0, 12)

function nonceOf(number: number, last: boolean): Uint8Array {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 7)
  nonce[11] = last ? 1 : 0
  return nonce
}
