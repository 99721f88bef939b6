import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { networkOf } from '@gloact/http/server'
import type { Vault } from '@gloact/vault'
import { PIN_DIGITS } from '../../domain/by-link.ts'

/** 128 bits that nobody guesses, as they stand in an address. */
export const newSecret = (): string => randomBytes(16).toString('base64url')

/** What a browser keeps, and what a visit holds: longer, since it is never typed. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const newPin = (): string => String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, '0')

/** Enough for what is chance itself; a PIN is not, and is digested under the vault's key. */
export const digestOf = (text: string): Uint8Array => createHash('sha256').update(text).digest()

/** What one browser is to one link: two links of a browser cannot be told to be of one. */
export const browserDigest = (linkId: string, cookie: string): Uint8Array => digestOf(`${linkId}|${cookie}`)

const PURPOSE = 'referral.link_pin'

export const pinToken = (vault: Pick<Vault, 'token'>, linkId: string, pin: string): Uint8Array =>
  vault.token(PURPOSE, `${linkId}|${pin}`)

export const isPin = (vault: Pick<Vault, 'tokens'>, linkId: string, pin: string, kept: Uint8Array | null): boolean => {
  const tokens = vault.tokens(PURPOSE, `${linkId}|${pin}`)
  return tokens.map((token) => sameBytes(token, kept)).some(Boolean)
}

/** Where a PIN of a link was tried from: of two links it cannot be told that it was the same place. */
export const networkDigest = (vault: Pick<Vault, 'token'>, linkId: string, address: string): Uint8Array =>
  vault.token('referral.link_network', `${linkId}|${networkOf(address)}`)

export const sameBytes = (one: Uint8Array, other: Uint8Array | null): boolean =>
  other !== null && one.length === other.length && timingSafeEqual(one, other)

/** The eight digits that somebody typed, in whatever digits and with whatever between them. */
export const typedPin = (text: string): string =>
  text
    .replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replaceAll(/[^\d]/g, '')
