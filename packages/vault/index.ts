export { fileErasureList, type ErasureList } from './erasure-list.ts'
export * from './failures.ts'
export * from './kek.ts'
export {
  credentialKekProvider,
  CREDENTIAL_NAME,
  newCredential,
  renewedCredential,
  retiredCredential,
  versionsInCredential,
} from './kek-credential.ts'
export { fileKekProvider, memoryKekProvider } from './kek-file.ts'
export { passphraseKekProvider, type PassphraseOptions } from './kek-passphrase.ts'
export { tokenVersion, type KeyedTokens } from './keyed-token.ts'
export { personKeyOf, type PersonKey } from './person-key.ts'
export { isSealBroken } from './seal.ts'
export { sealedStreamBytes, type ByteStream } from './sealed-stream.ts'
export * from './vault.ts'
