import { hkdfSync, randomBytes, scryptSync } from 'node:crypto'
import type { KekProvider } from '@gloact/vault'

const KEY_BYTES = 32
const COST = 17
const BLOCK_SIZE = 8

/** How the key of a backup is found again; stands in clear at the head of its file. */
export type KeyOrigin =
  | { readonly from: 'kek'; readonly version: number }
  | { readonly from: 'passphrase'; readonly salt: string; readonly cost: number }

/** What seals a backup: the instance's own KEK, or a passphrase that is kept for backups alone. */
export interface BackupKey {
  /** For a new backup: the key, and how it is found again. */
  create(): { readonly origin: KeyOrigin; readonly key: Uint8Array }
  /** For one that is there; undefined where it was made with another kind of key, or with a version that is gone. */
  find(origin: KeyOrigin): Uint8Array | undefined
}

/**
 * A key derived (HKDF, RFC 5869) from a version of the KEK. A backup then opens as long as that version lives: when it is
 * destroyed, as erasure certificates state, the backups of its time are bytes without a meaning.
 */
export function keyFromKek(kek: KekProvider): BackupKey {
  const derive = (key: Uint8Array): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', key, '', 'gloact.backup', KEY_BYTES))
  return {
    create: () => {
      const { version, key } = kek.current()
      return { origin: { from: 'kek', version }, key: derive(key) }
    },
    find: (origin) => {
      const found = origin.from === 'kek' ? kek.get(origin.version) : undefined
      return found && derive(found.key)
    },
  }
}

/** A key from a passphrase (scrypt, RFC 7914). What is sealed inside still takes the KEK. */
export function keyFromPassphrase(passphrase: string): BackupKey {
  const derive = (salt: Uint8Array, cost: number): Uint8Array =>
    scryptSync(passphrase.normalize('NFKC'), salt, KEY_BYTES, {
      N: 2 ** cost,
      r: BLOCK_SIZE,
      p: 1,
      maxmem: 256 * BLOCK_SIZE * 2 ** cost,
    })
  return {
    create: () => {
      const salt = randomBytes(16)
      return { origin: { from: 'passphrase', salt: salt.toString('base64'), cost: COST }, key: derive(salt, COST) }
    },
    find: (origin) =>
      // A file that asks for an absurd cost would take the machine's memory rather than open.
      origin.from === 'passphrase' && origin.cost >= 10 && origin.cost <= 20
        ? derive(Buffer.from(origin.salt, 'base64'), origin.cost)
        : undefined,
  }
}
