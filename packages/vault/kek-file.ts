import { existsSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { ok, systemClock, type Clock, type Result } from '@gloact/kernel'
import type { KekFailure, KekProvider } from './kek.ts'
import { formatKekDocument, newKekDocument, parseKekDocument, providerOf, type KekDocument } from './kek-document.ts'
import { liesWithin, readSecretFile, writeSecretFile } from './secret-file.ts'
import { KEY_BYTES } from './seal.ts'

/**
 * The KEK in a file that only its owner may read (mode 0600), made where it is not there. For the demonstration, and for
 * a file on storage of its own: beside the data it protects nothing, and `doctor` fails a production instance for it.
 * Fails with `vault.kek_exposed` where others may read the file, `vault.kek_malformed` where it is none of ours.
 */
export function fileKekProvider(path: string, clock: Clock = systemClock): Result<KekProvider, KekFailure> {
  const write = (document: KekDocument): void =>
    writeSecretFile(
      path,
      formatKekDocument(document, (version) => version.key),
    )
  const read = (): Result<KekDocument, KekFailure> => {
    const text = readSecretFile(path)
    return text.ok ? parseKekDocument(text.value, (stored) => stored) : text
  }
  if (!existsSync(path)) write(newKekDocument(clock))
  const document = read()
  if (!document.ok) return document
  const besideData = (dataDir: string): boolean => liesWithin(path, dataDir)
  return ok(providerOf(document.value, { id: 'file', clock, read, write, besideData }))
}

/** A KEK that lives and dies with the process: for tests. */
export function memoryKekProvider(clock: Clock = systemClock): KekProvider {
  const document = { versions: [{ version: 1, createdAt: clock.now(), key: randomBytes(KEY_BYTES) }] }
  return providerOf(document, { id: 'memory', clock, write: () => undefined, besideData: () => false })
}
