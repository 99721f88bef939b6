import { createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import type { KekProvider, KekVersion } from './kek.ts'
import { KEY_BYTES } from './seal.ts'

/**
 * Keyed tokens: HMAC-SHA-256 of a text, for asking whether two values are the same without keeping either (a phone
 * number that two files share, a source row that was imported before). The key is derived by HKDF (RFC 5869) from the
 * KEK for one purpose, so that tokens of two purposes cannot be compared and nobody without the KEK can try out numbers.
 *
 * A token begins with the KEK's version (4 bytes, big-endian). Write `token`; look up with `tokens`, which gives one for
 * each living version. Anyone who stores tokens makes them again from the sealed values after a renewal and before the old
 * version is retired: from then on the old tokens match nothing, in backups too, which is the point.
 */
export interface KeyedTokens {
  /** 36 bytes. Normalise the text first: equal means equal bytes (UTF-8). */
  token(purpose: string, text: string): Uint8Array
  /** The token under every living version, the current one first. */
  tokens(purpose: string, text: string): readonly Uint8Array[]
}

export function keyedTokens(kek: KekProvider): KeyedTokens {
  const of = (version: KekVersion, purpose: string, text: string): Uint8Array => {
    const key = new Uint8Array(hkdfSync('sha256', version.key, '', `gloact.token|${purpose}`, KEY_BYTES))
    const prefix = Buffer.alloc(4)
    prefix.writeUInt32BE(version.version)
    // Node takes bytes as a key too, but four times as slowly.
    const secret = createSecretKey(key)
    key.fill(0)
    return Buffer.concat([prefix, createHmac('sha256', secret).update(text, 'utf8').digest()])
  }
  return {
    token: (purpose, text) => of(kek.current(), purpose, text),
    tokens: (purpose, text) =>
      kek
        .versions()
        .flatMap(({ version }) => kek.get(version) ?? [])
        .toSorted((a, b) => b.version - a.version)
        .map((version) => of(version, purpose, text)),
  }
}

/** The version of the KEK that a token was made under. */
export const tokenVersion = (token: Uint8Array): number => Buffer.from(token).readUInt32BE(0)
