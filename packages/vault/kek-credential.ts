import { join } from 'node:path'
import { err, failure, ok, systemClock, type Clock, type Result } from '@gloact/kernel'
import type { KekFailure, KekProvider, KekVersionInfo } from './kek.ts'
import {
  formatKekDocument,
  newKekDocument,
  parseKekDocument,
  providerOf,
  renewKekDocument,
  retireInKekDocument,
} from './kek-document.ts'
import { liesWithin, readSecretFile } from './secret-file.ts'

export const CREDENTIAL_NAME = 'gloact-kek'

/** systemd hands a credential over readable to the service's group as well (mode 0440). */
const GROUP_MAY_READ = 0o040

/**
 * The KEK as a systemd credential (`LoadCredentialEncrypted=gloact-kek:…`), which the TPM or the host's key opens for this
 * service alone. It is only read: seal the text of `renewedCredential` or `retiredCredential` with `systemd-creds encrypt`, and
 * restart.
 */
export function credentialKekProvider(
  environment: Readonly<Record<string, string | undefined>>,
  clock: Clock = systemClock,
): Result<KekProvider, KekFailure> {
  const folder = environment['CREDENTIALS_DIRECTORY']
  if (!folder) return err(failure('vault.kek_missing'))
  const path = join(folder, CREDENTIAL_NAME)
  const text = readSecretFile(path, GROUP_MAY_READ)
  if (!text.ok) return text
  const document = parseKekDocument(text.value, (stored) => stored)
  if (!document.ok) return document
  return ok(providerOf(document.value, { id: 'credential', clock, besideData: (dataDir) => liesWithin(path, dataDir) }))
}

/** The text of a first credential. It is the secret itself: pipe it, never store it. */
export const newCredential = (clock: Clock = systemClock): string =>
  formatKekDocument(newKekDocument(clock), (version) => version.key)

/** The text of the credential that follows this one, with a new current version. */
export function renewedCredential(text: string, clock: Clock = systemClock): Result<string, KekFailure> {
  const document = parseKekDocument(text, (stored) => stored)
  if (!document.ok) return document
  return ok(formatKekDocument(renewKekDocument(document.value, clock), (version) => version.key))
}

/** The text of a credential without the key of an old version. */
export function retiredCredential(
  text: string,
  version: number,
  clock: Clock = systemClock,
): Result<string, KekFailure> {
  const document = parseKekDocument(text, (stored) => stored)
  if (!document.ok) return document
  const retired = retireInKekDocument(document.value, version, clock)
  return retired.ok ? ok(formatKekDocument(retired.value, ({ key }) => key)) : retired
}

/** The versions that the text of a credential has, without their keys. */
export function versionsInCredential(text: string): Result<readonly KekVersionInfo[], KekFailure> {
  const document = parseKekDocument(text, (stored) => stored)
  if (!document.ok) return document
  return ok(document.value.versions.map(({ key: _, ...info }) => info))
}
