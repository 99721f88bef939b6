import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { auditPublicKeys, fileAuditSigner, makeAuditProof, recordAudit, verifyAudit } from '@gloact/audit'
import { ok, systemClock } from '@gloact/kernel'
import { inScope, systemScope } from '@gloact/postgres'
import { type Command, EXIT, type Outcome } from '../command.ts'
import { readCountry } from '@gloact/platform/country'
import { withInstance } from '../with-instance.ts'

/** Writes a file that proves what the audit log is, to be kept and checked elsewhere. */
export const auditProof: Command = {
  description:
    'The file holds hashes, counts, times and public keys, but no entries: it names nobody. The log is verified first; no\n' +
    'proof of a broken log is written. `audit check` checks the file anywhere.',
  options: {
    out: { type: 'string', value: 'FILE', description: 'Where to write it', required: true },
    from: { type: 'string', value: 'BLOCK', description: 'The first block (default: 1)' },
    to: { type: 'string', value: 'BLOCK', description: 'The last block (default: the last one closed)' },
  },
  examples: [
    ['audit proof --out proof-2026-11.json', 'A proof of the whole log'],
    ['audit proof --from 1000 --to 2000 --out part.json', 'A proof of a part of it'],
  ],
  exits: { refused: 'The log is broken, or the file exists already; nothing was written.' },
  run(context) {
    const { settings, text } = context
    const range = rangeOf(text('from'), text('to'))
    if (typeof range === 'string') return Promise.resolve(failed(EXIT.usage, 'usage', range))
    const signer = fileAuditSigner(settings.keysDir)
    if (!signer.ok) return Promise.resolve(failed(EXIT.failed, signer.error.code, 'The signing key cannot be used.'))
    return withInstance(context, async ({ db }) => {
      const publicKeys = auditPublicKeys(settings.keysDir)
      const verified = await verifyAudit(db, {
        publicKeys,
        headsFile: settings.headsFile,
        progress: (blocks) => context.progress(`${blocks} blocks verified`),
      })
      if (!verified.ok) {
        return failed(EXIT.refused, 'audit_broken', 'The log is broken: ./gloact audit verify says where.')
      }
      const { code } = await readCountry(settings.countryDir)
      const proof = await makeAuditProof(db, {
        signer: signer.value,
        publicKeys,
        country: code,
        now: systemClock.now(),
        ...range,
      })
      const path = resolve(text('out') ?? 'proof.json')
      try {
        writeFileSync(path, `${JSON.stringify(proof, null, 2)}\n`, { flag: 'wx', mode: 0o600 })
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
          return failed(EXIT.refused, 'file_exists', `The file exists already: ${path}. Choose another name.`)
        }
        throw error
      }
      await inScope(db, systemScope(code), async (trx) =>
        ok(await recordAudit(trx, { action: 'audit.proof_exported', detail: { blocks: proof.counts.blocks } })),
      )
      const { counts, lastHash, signedBy } = proof
      return {
        exit: EXIT.ok,
        text:
          `Wrote ${path}: ${counts.entries} entries in ${counts.blocks} blocks.\n` +
          `Last hash ${lastHash}, signed by key ${signedBy.keyId}. Note both elsewhere.`,
        json: { ok: true, file: path, ...counts, lastHash, keyId: signedBy.keyId },
      }
    })
  },
}

const failed = (exit: Outcome['exit'], error: string, text: string): Outcome => ({
  exit,
  text,
  json: { ok: false, error },
})

function rangeOf(from: string | undefined, to: string | undefined): object | string {
  const numbers = [from, to].map((given) => (given === undefined ? undefined : Number(given)))
  if (numbers.some((number) => number !== undefined && (!Number.isSafeInteger(number) || number < 1))) {
    return '--from and --to are numbers of blocks, from 1.'
  }
  const [firstBlock, lastBlock] = numbers
  return { ...(firstBlock !== undefined && { firstBlock }), ...(lastBlock !== undefined && { lastBlock }) }
}
