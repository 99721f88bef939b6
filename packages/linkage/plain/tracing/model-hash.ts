import { canonicalJson } from '@gloact/kernel'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { TracingModel } from './scorer.ts'

/** SHA-256 of all that was learned, in hexadecimal: two suggestions that were weighed alike have the same. */
export const tracingModelHash = (model: TracingModel): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(model))))
