import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { auditPublicKeys, recordAudit, verifyAudit } from '@gloact/audit'
import { filesIn, restoreBackup, rowsIn, verifyBackup, type BackupDescription } from '@gloact/backup'
import { createJobs } from '@gloact/jobs'
import { ok } from '@gloact/kernel'
import { inScope, migrate, openDatabase, systemScope, type Instance } from '@gloact/postgres'
import type { Parts } from '@gloact/platform'
import { verifyFileChains } from '@gloact/protection/server/verify'
import { createVault, fileErasureList } from '@gloact/vault'
import { backupRefusal, isOutcome, openKeys, PASSPHRASE_OPTION, type OpenKeys } from '../backup-key.ts'
import { fileKeeper } from '../backup-files.ts'
import { composeFor } from '../compose.ts'
import { type Command, type CommandContext, EXIT, type Outcome } from '../command.ts'
import { readCountry } from '@gloact/platform/country'
import { instanceKind, runningServer } from '../instance-files.ts'
import type { Settings } from '../settings.ts'
import { withDatabase } from '../with-instance.ts'

/** Puts a backup into an empty machine. */
export const restore: Command = {
  description:
    'Checks the whole file, loads it in one transaction, applies the migrations added since, erases again anyone who was\n' +
    'erased since the backup was made, and verifies every file’s chain and the audit log. The KEK and the list of erasures\n' +
    'come from where they are kept: set GLOACT_KEK_FILE (or the passphrase, or the credential) and GLOACT_DATA_DIR first.',
  arguments: [{ name: 'FILE', description: 'The backup' }],
  options: {
    'without-erasure-list': {
      type: 'boolean',
      description: 'Continue although the list of erasures is lost: anyone who was erased since the backup comes back',
    },
    ...PASSPHRASE_OPTION,
  },
  examples: [
    [
      'restore /backups/gloact-DL-20261124T020000Z.gloact',
      'Into the data folder of GLOACT_DATA_DIR, with the KEK of GLOACT_KEK_FILE',
    ],
  ],
  exits: {
    failed: 'It was restored, but something in it does not verify: the message says what.',
    refused: 'Nothing was restored: the database is not empty, the file is damaged, or a key is missing.',
  },
  async run(context) {
    const { settings } = context
    const running = await runningServer(settings.dataDir)
    if (running !== undefined)
      return refused('server_runs', `A server runs on this data folder (${running}). Stop it first.`)
    const keys = openKeys(context)
    if (isOutcome(keys)) return keys
    const path = resolve(context.arguments[0] ?? '')
    const checked = await verifyBackup(path, keys.key, context.progress)
    if (!checked.ok) return backupRefusal(checked.error)
    const refusal = refuse(context, checked.value.description)
    if (refusal) return refusal
    // As root PostgreSQL runs as another user, who has to walk through.
    mkdirSync(settings.dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    mkdirSync(settings.keysDir, { recursive: true, mode: 0o700 })
    return withDatabase(context, (instance) => load(context, keys, path, instance))
  },
}

/** What a restore would do harm to. */
function refuse({ settings, flag }: CommandContext, description: BackupDescription): Outcome | undefined {
  const here = instanceKind(settings.dataDir)
  if (here !== 'none' && here !== description.kind) {
    return refused(
      'other_kind',
      `The data folder is a ${here} instance, the backup of a ${description.kind} one. Choose another folder.`,
    )
  }
  const known = fileErasureList(settings.erasureList).personIds().size
  if (known < description.erasures && !flag('without-erasure-list')) {
    return refused(
      'erasures_missing',
      `The list of erasures (${settings.erasureList}) has ${known} entries, and had ${description.erasures} when the backup was ` +
        'made. Bring the list that is kept with the KEK, or continue with --without-erasure-list: anyone who was erased since comes back.',
    )
  }
  return undefined
}

async function load(
  context: CommandContext,
  { key, kek }: OpenKeys,
  path: string,
  instance: Instance,
): Promise<Outcome> {
  const { settings, progress } = context
  const restored = await restoreBackup({
    path,
    key,
    kek,
    migratorUrl: instance.migratorUrl,
    keepFile: fileKeeper(settings),
    progress,
  })
  if (!restored.ok) return backupRefusal(restored.error)
  const { description, manifest } = restored.value
  const kindFile = join(settings.dataDir, 'instance.json')
  if (!existsSync(kindFile)) writeFileSync(kindFile, `${JSON.stringify({ kind: description.kind })}\n`, { mode: 0o600 })
  progress('Applying migrations …')
  const { applied } = await migrate(instance.migratorUrl)
  const after = await settle(context, kek, instance, description)
  const sound = after.keys && !after.chains.broken && after.audit.ok
  const lines = [
    `Restored the backup of ${description.createdAt} (version ${description.software}, ${description.country}).`,
    `  ${rowsIn(manifest)} rows and ${filesIn(manifest)} files`,
    `  ${applied.length} migrations applied that were added since`,
    `  ${after.erasedAgain} files erased again of people who were erased since`,
    after.keys ? '  the KEK opens the keys' : '✗ the KEK does not open the keys',
    after.chains.broken
      ? `✗ the log of file ${after.chains.broken.fileId} is broken (${after.chains.broken.break.reason})`
      : `  the logs of ${after.chains.files} files verify (${after.chains.actions} actions)`,
    after.audit.ok
      ? `  the audit log verifies (${after.audit.entries} entries in ${after.audit.blocks} blocks)`
      : `✗ the audit log is broken (${after.audit.firstBroken?.kind ?? 'unknown'})`,
    sound
      ? 'Start it with: npm start'
      : 'Keep the backup, and do not let people work on this until the cause is understood.',
  ]
  return {
    exit: sound ? EXIT.ok : EXIT.failed,
    text: lines.join('\n'),
    json: {
      ok: sound,
      createdAt: description.createdAt,
      rows: rowsIn(manifest),
      files: filesIn(manifest),
      applied,
      erasedAgain: after.erasedAgain,
      chains: { ...after.chains },
      audit: { ...after.audit },
    },
    isReport: true,
  }
}

/** Erases again, looks whether everything verifies, and records that it was restored. */
async function settle(
  { settings, progress }: CommandContext,
  kek: OpenKeys['kek'],
  instance: Instance,
  { country }: BackupDescription,
) {
  const db = openDatabase(instance.appUrl, { max: 2, name: 'gloact cli' })
  const vault = createVault({ kek })
  try {
    const keys = (await vault.check(db)).ok
    const list = fileErasureList(settings.erasureList)
    await vault.reconcileErasures(db, list)
    // Files, not keys: a person's referrals and requests have keys of their own, which are destroyed as well.
    const { files: erasedAgain } = await eraseRows(settings, { db, vault }, instance.appUrl, [...list.personIds()])
    const chains = await verifyFileChains(db, (files) => progress(`${files} files verified`))
    const audit = await verifyAudit(db, {
      publicKeys: auditPublicKeys(settings.keysDir),
      headsFile: settings.headsFile,
    })
    await inScope(db, systemScope(country), async (trx) => {
      await recordAudit(trx, { action: 'backup.restored', country, detail: { erasedAgain } })
      return ok(undefined)
    })
    return { keys, erasedAgain, chains, audit }
  } finally {
    vault.close()
    await db.destroy()
  }
}

/** The rows of anyone who was erased since, in every module; their events wait in the queue for the server. */
async function eraseRows(
  settings: Settings,
  { db, vault }: Pick<Parts, 'db' | 'vault'> & { readonly db: ReturnType<typeof openDatabase> },
  listenUrl: string,
  personIds: readonly string[],
) {
  const country = await readCountry(settings.countryDir)
  const jobs = createJobs({ database: db })
  await jobs.start()
  try {
    return await composeFor(settings, { db, vault, country, jobs, listenUrl }).eraseAgain(personIds)
  } finally {
    await jobs.stop()
  }
}

const refused = (error: string, text: string): Outcome => ({ exit: EXIT.refused, text, json: { ok: false, error } })
