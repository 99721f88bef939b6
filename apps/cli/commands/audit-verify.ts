import { type AuditBreak, auditPublicKeys, verifyAudit } from '@gloact/audit'
import { verifyFileChains } from '@gloact/protection/server/verify'
import { verifyRequestLogs } from '@gloact/records/server/verify'
import { createAccessSeals, knownSecretsIn, unprovenAccess } from '@gloact/identity/server'
import { readCountry } from '@gloact/platform/country'
import { type Command, EXIT } from '../command.ts'
import { brokenFileTold, brokenRequestTold } from '../file-breaks.ts'
import { withInstance } from '../with-instance.ts'

/** Reads the whole audit log, holds every file against it, and says whether anything was changed. */
export const auditVerify: Command = {
  description:
    'Reads every signed block and its entries. The heads written outside the database show where the end was cut off:\n' +
    'give the copy that you keep where the database’s administrator cannot write. Then it reads the log of every file and\n' +
    'checks it against its own chain and against the entries: a file that was rolled back or rewritten is found. The same for every request.',
  options: {
    heads: {
      type: 'string',
      value: 'FILE',
      description: 'The file of block heads (default: the one in the key folder)',
    },
    keys: { type: 'string', value: 'FOLDER', description: 'The public keys (default: the key folder)' },
  },
  examples: [
    ['audit verify', 'Check the log of this instance'],
    ['audit verify --heads /media/safe/audit-heads.jsonl --keys /media/safe', 'Check against copies kept elsewhere'],
  ],
  exits: {
    ok: 'The log and the files are intact.',
    failed: 'The log, or files, are broken at the places that are named, or could not be read.',
  },
  run(context) {
    const { settings, text, progress } = context
    return withInstance(context, async ({ db }) => {
      const verification = await verifyAudit(db, {
        publicKeys: auditPublicKeys(text('keys') ?? settings.keysDir),
        headsFile: text('heads') ?? settings.headsFile,
        progress: (blocks) => progress(`${blocks} blocks read`),
      })
      const { ok, blocks, entries, open, firstBroken } = verification
      const counts = `${entries} entries in ${blocks} blocks, ${open} waiting for their block`
      const files = await verifyFileChains(db, (read) => progress(`${read} files read`))
      const requests = await verifyRequestLogs(db)
      const older = files.held < files.actions ? '; the others are from before it held hashes' : ''
      const secrets = knownSecretsIn(settings.dataDir)
      const country = (await readCountry(settings.countryDir)).code
      const access = secrets && (await unprovenAccess(db, { country, seals: createAccessSeals(secrets) }))
      const whole = ok && !files.broken && !requests.broken && (access ?? []).length === 0
      const lines = [
        ok ? `The audit log is intact: ${counts}.` : `The audit log is broken: ${firstBroken ? told(firstBroken) : ''}`,
        files.broken
          ? [files.broken, ...(files.alsoBroken ?? [])]
              .map((broken) => `A file does not match what was recorded: ${brokenFileTold(broken)}`)
              .join('\n')
          : `The files are intact: ${files.files} files, ${files.actions} actions, ${files.held} of them held by the audit log${older}.`,
        requests.broken
          ? [requests.broken, ...(requests.alsoBroken ?? [])]
              .map((broken) => `A request does not match what was recorded: ${brokenRequestTold(broken)}`)
              .join('\n')
          : `The requests are intact: ${requests.requests} requests, ${requests.steps} steps.`,
        access === undefined
          ? 'Roles and teams were not checked: keys/session-secret, the key of their seals, is not here.'
          : access.length === 0
            ? 'Every role and team was given by the server.'
            : access
                .map(({ staffId, why }) => `A role or team was not given by the server: account ${staffId}, ${why}`)
                .join('\n'),
      ]
      return {
        exit: whole ? EXIT.ok : EXIT.failed,
        text: lines.join('\n'),
        json: { ...verification, ok: whole, files: { ...files }, requests: { ...requests }, access: access ?? null },
        isReport: true,
      }
    })
  },
}

const MEANINGS: Readonly<Record<AuditBreak['kind'], string>> = {
  block_missing: 'a block is missing',
  block_changed: 'a block was changed after it was signed',
  signature_invalid: 'a block’s signature was not made by its key',
  key_unknown: 'a block is signed by a key that is not among the public keys',
  entry_missing: 'an entry is missing',
  entry_changed: 'an entry was changed',
  entry_outside: 'an entry was inserted outside the blocks',
  head_differs: 'the heads that were kept record a different history',
  tail_cut: 'the end was cut off: the heads that were kept name blocks that are missing',
  heads_unreadable: 'the file of heads cannot be read',
}

function told({ kind, block, entry }: AuditBreak): string {
  const at = [block !== undefined && `block ${block}`, entry !== undefined && `entry ${entry}`].filter((part) => part)
  return `${MEANINGS[kind]}${at.length > 0 ? ` (${at.join(', ')})` : ''}.`
}
