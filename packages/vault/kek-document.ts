import { randomBytes } from 'node:crypto'
import { asInstant, err, failure, ok, type Clock, type Result } from '@gloact/kernel'
import type { KekFailure, KekProvider, KekVersion, KekVersionInfo } from './kek.ts'
import { KEY_BYTES } from './seal.ts'

/** The versions of a key-encryption key, as a provider holds them in memory. */
export interface KekDocument {
  readonly versions: readonly (KekVersion | (KekVersionInfo & { readonly key?: never }))[]
}

export const newKekDocument = (clock: Clock): KekDocument => ({ versions: [newVersion(1, clock)] })

const newVersion = (version: number, clock: Clock): KekVersion => ({
  version,
  createdAt: clock.now(),
  key: randomBytes(KEY_BYTES),
})

export function renewKekDocument(document: KekDocument, clock: Clock): KekDocument {
  const next = Math.max(...document.versions.map((version) => version.version)) + 1
  return { versions: [...document.versions, newVersion(next, clock)] }
}

/** The document without the key of an old version. `vault.kek_in_use` of the current one, `vault.kek_missing` of one that is not there. */
export function retireInKekDocument(
  document: KekDocument,
  version: number,
  clock: Clock,
): Result<KekDocument, KekFailure> {
  const found = document.versions.find((entry) => entry.version === version)
  if (!found) return err(failure('vault.kek_missing'))
  if (version === currentVersion(document)!.version) return err(failure('vault.kek_in_use'))
  if (!found.key) return ok(document)
  const destroyed = { version, createdAt: found.createdAt, destroyedAt: clock.now() }
  return ok({ versions: document.versions.map((entry) => (entry === found ? destroyed : entry)) })
}

/** The document as text, each key passed through `protect`. */
export function formatKekDocument(document: KekDocument, protect: (version: KekVersion) => Uint8Array): string {
  const versions = document.versions.map((version) =>
    version.key
      ? { ...version, key: Buffer.from(protect(version)).toString('base64') }
      : { version: version.version, createdAt: version.createdAt, destroyedAt: version.destroyedAt },
  )
  return `${JSON.stringify({ format: 1, versions }, null, 2)}\n`
}

/** Reads what `formatKekDocument` wrote. `reveal` undoes what `protect` did; what it throws passes through. */
export function parseKekDocument(
  text: string,
  reveal: (stored: Uint8Array, version: number) => Uint8Array,
): Result<KekDocument, KekFailure> {
  const raw = parseJson(text)
  if (!isRecord(raw) || raw['format'] !== 1 || !Array.isArray(raw['versions']))
    return err(failure('vault.kek_malformed'))
  const versions: (KekVersion | KekVersionInfo)[] = []
  for (const entry of raw['versions'] as unknown[]) {
    if (!isRecord(entry) || !Number.isInteger(entry['version']) || !isTime(entry['createdAt'])) {
      return err(failure('vault.kek_malformed'))
    }
    const info = { version: Number(entry['version']), createdAt: asInstant(entry['createdAt']) }
    if (isTime(entry['destroyedAt'])) {
      versions.push({ ...info, destroyedAt: asInstant(entry['destroyedAt']) })
      continue
    }
    if (typeof entry['key'] !== 'string') return err(failure('vault.kek_malformed'))
    const key = reveal(Buffer.from(entry['key'], 'base64'), info.version)
    if (key.length !== KEY_BYTES) return err(failure('vault.kek_malformed'))
    versions.push({ ...info, key })
  }
  const document = { versions } as KekDocument
  return currentVersion(document) ? ok(document) : err(failure('vault.kek_malformed'))
}

/** What differs between providers: their name, where they keep the document and whether they may write it. */
export interface KekStore {
  readonly id: KekProvider['id']
  readonly clock: Clock
  /** Reads the document again: another process may have renewed it. */
  readonly read?: () => Result<KekDocument, KekFailure>
  /** Undefined where the provider only reads. Called before the change is taken on in memory. */
  readonly write?: (document: KekDocument) => void
  readonly besideData: (dataDir: string) => boolean
}

/** A provider over a document: the part that all of them share. */
export function providerOf(initial: KekDocument, store: KekStore): KekProvider {
  let document = initial
  const refresh = (): void => {
    const read = store.read?.()
    if (read?.ok) document = read.value
  }
  const find = (version: number) => document.versions.find((entry) => entry.version === version)
  return {
    id: store.id,
    isWritable: store.write !== undefined,
    current: () => currentVersion(document)!,
    get(version) {
      if (!find(version)) refresh()
      const found = find(version)
      return found?.key ? found : undefined
    },
    versions: () =>
      document.versions.map(({ version, createdAt, ...rest }) => ({
        version,
        createdAt,
        ...('destroyedAt' in rest && rest.destroyedAt && { destroyedAt: rest.destroyedAt }),
      })),
    renew() {
      if (!store.write) return err(failure('vault.kek_read_only'))
      refresh()
      const next = renewKekDocument(document, store.clock)
      store.write(next)
      document = next
      return ok(currentVersion(document)!)
    },
    destroy(version) {
      if (!store.write) return err(failure('vault.kek_read_only'))
      refresh()
      const { key } = find(version) ?? {}
      const next = retireInKekDocument(document, version, store.clock)
      if (!next.ok) return next
      if (next.value !== document) store.write(next.value)
      document = next.value
      key?.fill(0)
      return ok(find(version) as KekVersionInfo)
    },
    besideData: store.besideData,
  }
}

/** The living version with the greatest number. */
function currentVersion(document: KekDocument): KekVersion | undefined {
  return document.versions
    .filter((entry): entry is KekVersion => !!entry.key)
    .reduce<KekVersion | undefined>(
      (latest, entry) => (!latest || entry.version > latest.version ? entry : latest),
      undefined,
    )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isTime = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value))
