import { readFileSync } from 'node:fs'
import { checkAuditProof, type ProofCheck } from '@gloact/audit'
import { type Command, EXIT } from '../command.ts'

/** Checks a proof that `audit proof` or the data-protection officer's page wrote; needs neither database nor keys. */
export const auditCheck: Command = {
  description:
    'Recomputes every hash and verifies every signature with the public keys in the file. Compare the ids of the keys, which\n' +
    'it prints, with those that the agency has published: a file signed by other keys is intact as well.',
  arguments: [{ name: 'FILE', description: 'the proof' }],
  examples: [['audit check proof-2026-11.json', 'Check a proof']],
  exits: { ok: 'The proof is intact.', refused: 'It is not: the message says what is wrong.' },
  async run({ arguments: [path = ''] }) {
    let value: unknown
    try {
      value = JSON.parse(readFileSync(path, 'utf8'))
    } catch (error) {
      if (!(error instanceof SyntaxError)) {
        const text = `${path} cannot be read.`
        return { exit: EXIT.failed, text, json: { ok: false, error: 'file_unreadable' } }
      }
    }
    const check = checkAuditProof(value)
    return {
      exit: check.ok ? EXIT.ok : EXIT.refused,
      text: check.ok
        ? `The proof is intact: ${check.entries} entries in ${check.blocks} blocks, signed by ${check.keyIds.join(', ')}.`
        : `The proof does not hold: ${MEANINGS[check.problem?.kind ?? 'not_a_proof']}${check.problem?.block === undefined ? '' : ` (block ${check.problem.block})`}.`,
      json: { ...check },
      isReport: true,
    }
  },
}

const MEANINGS: Readonly<Record<NonNullable<ProofCheck['problem']>['kind'], string>> = {
  not_a_proof: 'the file is not a proof of an audit log',
  proof_changed: 'what surrounds the blocks was changed after it was signed',
  block_missing: 'a block is missing',
  block_changed: 'a block does not match its hash',
  key_unknown: 'it was signed by a key that is not in it',
  signature_invalid: 'a signature was not made by its key',
  counts_differ: 'its counts do not match its blocks',
}
