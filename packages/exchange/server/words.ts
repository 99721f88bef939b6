import { createHash } from 'node:crypto'
import { canonicalJson } from '@gloact/kernel'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import type { PeerEntry } from '../peer.ts'
import { certificateHash } from './keys.ts'

const WORDS = 12
const BITS = 11

/**
 * Twelve English words for a set of keys: 132 bits of a SHA-256 over all that identifies a country's instance. Words are compared
 * by voice better than digits, and these (BIP-39's 2,048) were chosen so that four letters tell them apart.
 */
export function wordsOf(
  entry: Pick<PeerEntry, 'country' | 'signingKeys' | 'encryptionKeys' | 'certificates'>,
): readonly string[] {
  const text = canonicalJson({
    country: entry.country,
    signing: entry.signingKeys.map(({ kid, notBefore, notAfter }) => [kid, notBefore, notAfter].join(' ')).toSorted(),
    encryption: entry.encryptionKeys
      .map(({ authority, kid, notBefore, notAfter }) => [authority, kid, notBefore, notAfter].join(' '))
      .toSorted(),
    certificates: entry.certificates.map(certificateHash).toSorted(),
  })
  let bits = 0n
  for (const byte of createHash('sha256').update('gloact exchange keys|').update(text).digest())
    bits = (bits << 8n) | BigInt(byte)
  return Array.from(
    { length: WORDS },
    (_, index) => wordlist[Number((bits >> BigInt(256 - BITS * (index + 1))) & 2047n)]!,
  )
}

/** What was typed as it was heard: capitals and spaces do not matter. */
export const sameWords = (heard: readonly string[], words: readonly string[]): boolean =>
  heard.length === words.length && heard.every((word, index) => word.trim().toLowerCase() === words[index])
