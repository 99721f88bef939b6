import { createPublicKey, verify } from 'node:crypto'
import { canonicalJson, type Instant } from '@gloact/kernel'
import { readInScope, systemScope, type Database } from '@gloact/postgres'
import { NO_BLOCK, sha256, type BlockContent } from './block.ts'
import { keyIdOf, type AuditPublicKeys, type AuditSigner } from './signer.ts'
import { blocksAfter, countOpen } from './verify-audit.ts'

export const PROOF_FORMAT = 'gloact-audit-proof/1'

/** A block without its entries: what its hash covers, the hash, and the signature over it. */
export interface ProvedBlock extends BlockContent {
  readonly hash: string
  /** Ed25519 over the canonical JSON of the content, base64. */
  readonly signature: string
}

/**
 * What stands for the audit log of an instance at one moment: every block's content, hash and signature in a range, and
 * the public keys that verify them. It holds hashes, counts and times, and no entry: nothing of who did what to whom.
 */
export interface AuditProof {
  readonly format: typeof PROOF_FORMAT
  readonly country: string
  readonly madeAt: Instant
  readonly range: { readonly firstBlock: number; readonly lastBlock: number }
  readonly counts: { readonly blocks: number; readonly entries: number; readonly open: number }
  /** The hash of the block before the range; 64 zeroes where the range begins with the first block. */
  readonly previousHash: string
  readonly lastHash: string
  readonly blocks: readonly ProvedBlock[]
  /** PEM by key id; an id is the start of the SHA-256 of the key. */
  readonly publicKeys: AuditPublicKeys
  /** How to check it without GloACT, in words. */
  readonly howToCheck: readonly string[]
  /** By the key of the instance that made the proof, over the canonical JSON of all the rest. */
  readonly signedBy: { readonly keyId: string; readonly signature: string }
}

export const PROOF_PROBLEMS = [
  'not_a_proof',
  'proof_changed',
  'block_missing',
  'block_changed',
  'key_unknown',
  'signature_invalid',
  'counts_differ',
] as const

export interface ProofCheck {
  readonly ok: boolean
  readonly blocks: number
  readonly entries: number
  /** The ids of the keys that signed what is in it: to be compared with those that the agency has published. */
  readonly keyIds: readonly string[]
  readonly problem?: { readonly kind: (typeof PROOF_PROBLEMS)[number]; readonly block?: number }
}

const HOW_TO_CHECK = [
  'Run: ./gloact audit check FILE. It needs no database and no network.',
  'Or by hand: take each block without "hash" and "signature" and write it as canonical JSON (RFC 8785). Its SHA-256 is "hash".',
  'The Ed25519 "signature" of a block is over the same bytes and verifies under the public key that "keyId" names.',
  '"previousHash" of each block is "hash" of the one before; numbers have no gap.',
  '"signedBy" is an Ed25519 signature over the canonical JSON of this whole file without "signedBy".',
  'Compare the key ids and "lastHash" with the copies that were kept outside: the proof says that the chain is whole, the copies say whose it is.',
] as const

/** Builds a proof of the blocks from `firstBlock` to `lastBlock` (all, where left out). Memory grows with their number. */
export async function makeAuditProof(
  db: Database,
  given: {
    readonly signer: AuditSigner
    readonly publicKeys: AuditPublicKeys
    readonly country: string
    readonly now: Instant
    readonly firstBlock?: number
    readonly lastBlock?: number
  },
): Promise<AuditProof> {
  const first = Math.max(1, given.firstBlock ?? 1)
  const blocks: ProvedBlock[] = []
  const open = await readInScope(db, systemScope(''), async (trx) => {
    for (;;) {
      const batch = await blocksAfter(trx, blocks.at(-1)?.number ?? first - 1)
      const wanted = batch.filter(({ number }) => number <= (given.lastBlock ?? Number.POSITIVE_INFINITY))
      blocks.push(
        ...wanted.map(({ signature, ...block }) => ({
          ...block,
          signature: Buffer.from(signature).toString('base64'),
        })),
      )
      if (batch.length === 0 || wanted.length < batch.length) break
    }
    return countOpen(trx)
  })
  const unsigned = {
    format: PROOF_FORMAT,
    country: given.country,
    madeAt: given.now,
    range: { firstBlock: blocks[0]?.number ?? first, lastBlock: blocks.at(-1)?.number ?? first - 1 },
    counts: {
      blocks: blocks.length,
      entries: blocks.reduce((sum, { entryCount }) => sum + entryCount, 0),
      open,
    },
    previousHash: blocks[0]?.previousHash ?? NO_BLOCK,
    lastHash: blocks.at(-1)?.hash ?? NO_BLOCK,
    blocks,
    publicKeys: given.publicKeys,
    howToCheck: [...HOW_TO_CHECK],
  } as const
  return {
    ...unsigned,
    signedBy: {
      keyId: given.signer.keyId,
      signature: Buffer.from(given.signer.sign(Buffer.from(canonicalJson(unsigned), 'utf8'))).toString('base64'),
    },
  }
}

/** Checks a proof, as it was read from a file, without a database. Never throws: what is no proof is said to be none. */
export function checkAuditProof(value: unknown): ProofCheck {
  const nothing = { blocks: 0, entries: 0, keyIds: [] }
  try {
    const proof = value as AuditProof
    if (proof.format !== PROOF_FORMAT || !Array.isArray(proof.blocks)) {
      return { ok: false, ...nothing, problem: { kind: 'not_a_proof' } }
    }
    return check(proof)
  } catch {
    return { ok: false, ...nothing, problem: { kind: 'not_a_proof' } }
  }
}

function check(proof: AuditProof): ProofCheck {
  const { signedBy, ...unsigned } = proof
  const keys = new Map(
    Object.values(proof.publicKeys).map((pem) => {
      const key = createPublicKey(pem)
      return [keyIdOf(key), key]
    }),
  )
  const signs = (keyId: string, text: string, signature: string): boolean => {
    const key = keys.get(keyId)
    return key !== undefined && verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'))
  }
  const used = new Set([signedBy.keyId])
  let entries = 0
  let done = 0
  const broken = (kind: (typeof PROOF_PROBLEMS)[number], block?: number): ProofCheck => ({
    ok: false,
    blocks: done,
    entries,
    keyIds: [...used],
    problem: { kind, ...(block !== undefined && { block }) },
  })
  let previousHash = proof.previousHash
  for (const { hash, signature, ...content } of proof.blocks) {
    if (content.number !== proof.range.firstBlock + done) return broken('block_missing', proof.range.firstBlock + done)
    const text = canonicalJson(content)
    if (sha256(text) !== hash || content.previousHash !== previousHash) return broken('block_changed', content.number)
    if (!keys.has(content.keyId)) return broken('key_unknown', content.number)
    if (!signs(content.keyId, text, signature)) return broken('signature_invalid', content.number)
    used.add(content.keyId)
    previousHash = hash
    entries += content.entryCount
    done += 1
  }
  if (proof.lastHash !== previousHash || proof.range.lastBlock !== proof.range.firstBlock + done - 1) {
    return broken('block_missing', proof.range.firstBlock + done)
  }
  if (proof.range.firstBlock === 1 && proof.previousHash !== NO_BLOCK) return broken('block_missing', 0)
  if (proof.counts.blocks !== done || proof.counts.entries !== entries) return broken('counts_differ')
  if (!keys.has(signedBy.keyId)) return broken('key_unknown')
  if (!signs(signedBy.keyId, canonicalJson(unsigned), signedBy.signature)) return broken('proof_changed')
  return { ok: true, blocks: done, entries, keyIds: [...used] }
}
