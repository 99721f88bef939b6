import { asInstant, type Failure, type Instant, type Result } from '@gloact/kernel'

/** One version of the key that opens the keys. Renewed every 30 days (`KEK_RENEWAL_DAYS`). */
export interface KekVersion {
  readonly version: number
  readonly createdAt: Instant
  readonly key: Uint8Array
}

/** A version as it may be shown: without its key. */
export interface KekVersionInfo {
  readonly version: number
  readonly createdAt: Instant
  /** When its key was destroyed; what only it could open is gone from then on. */
  readonly destroyedAt?: Instant
}

/**
 * Why a key-encryption key cannot be had or changed: nobody gave one; its file is of another form; others than its owner
 * may read it; the passphrase is another; the provider only reads; the version is the current one or still in use.
 */
export const KEK_FAILURES = [
  'vault.kek_missing',
  'vault.kek_malformed',
  'vault.kek_exposed',
  'vault.wrong_passphrase',
  'vault.kek_read_only',
  'vault.kek_in_use',
] as const

export type KekFailure = Failure<(typeof KEK_FAILURES)[number]>

/**
 * Where the key-encryption key (KEK) comes from. It is kept elsewhere than the data: anyone who takes the disk or a backup
 * holds sealed bytes only. Backups of the data never hold the KEK.
 */
export interface KekProvider {
  readonly id: 'file' | 'passphrase' | 'credential' | 'memory'
  /** Whether versions are renewed and destroyed from here; otherwise by the person who keeps the key. */
  readonly isWritable: boolean
  current(): KekVersion
  /** Undefined where there is no such version or its key was destroyed. */
  get(version: number): KekVersion | undefined
  versions(): readonly KekVersionInfo[]
  /** Makes a new version the current one. Old ones stay until they are destroyed. */
  renew(): Result<KekVersion, KekFailure>
  /** Destroys the key of a version that is not the current one. Use the vault's `retireKek`, which first looks whether it is in use. */
  destroy(version: number): Result<KekVersionInfo, KekFailure>
  /** Whether what opens the keys lies in the data's own folder, where anyone who takes the disk takes both. */
  besideData(dataDir: string): boolean
}

export const KEK_RENEWAL_DAYS = 30

/** An old version that still opens, and from when on it is to open no more. */
export interface KekToRetire {
  readonly version: number
  readonly on: Instant
}

/**
 * The old versions whose keys were not destroyed yet. Each is needed until the last backup from before its successor has expired:
 * `backupRetentionDays` after the successor was made.
 */
export function kekVersionsToRetire(
  versions: readonly KekVersionInfo[],
  backupRetentionDays: number,
): readonly KekToRetire[] {
  const inOrder = versions.toSorted((a, b) => a.version - b.version)
  return inOrder.flatMap(({ version, destroyedAt }, at) => {
    const next = inOrder[at + 1]
    if (next === undefined || destroyedAt !== undefined) return []
    return [{ version, on: asInstant(Date.parse(next.createdAt) + backupRetentionDays * 86_400_000) }]
  })
}
