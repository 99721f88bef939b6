import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { recordAudit, renewAuditSigner } from '@gloact/audit'
import { err, failure, ok, systemClock } from '@gloact/kernel'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import { importTokensUnder, renewImportTokens } from '@gloact/protection/server'
import { createVault, kekVersionsToRetire, type KekProvider, type Vault } from '@gloact/vault'
import { renewSessionSecretIn } from '@gloact/identity/server'
import { isOutcome, openKeys } from '../backup-key.ts'
import { type Command, type CommandContext, EXIT, type Outcome } from '../command.ts'
import { readCountry } from '@gloact/platform/country'
import { withInstance } from '../with-instance.ts'

/** Renews the key that opens the keys, and retires one whose last backup has expired. */
export const keysRotate: Command = {
  description:
    'The server renews the KEK every 30 days by itself; do so at once when someone who knew it has left. Sealed values stay\n' +
    'as they are: only the wrapped keys change. Safe while the server runs, and safe to interrupt at any moment: run it again\n' +
    'with --continue, and it continues where it stopped.\n' +
    'An old version is kept until its last backup has expired (GLOACT_BACKUP_DAYS). Then the server destroys it by itself, and\n' +
    'backups from its time no longer open, as erasure certificates state; --retire VERSION does so at once. With a credential\n' +
    '--retire leaves nothing wrapped under the version; “keys credential --retire” then removes it.\n' +
    'The secret that signs sessions and seals second factors is renewed with --session: do so if someone has seen it. At the next\n' +
    'start all sessions end; authenticators, passkeys, recovery codes and calendar addresses go on.',
  options: {
    continue: { type: 'boolean', description: 'Make no new version; finish wrapping under the current one' },
    retire: { type: 'string', value: 'VERSION', description: 'Destroy an old version for good' },
    audit: { type: 'boolean', description: 'Also renew the key that signs the audit log; in force at the next start' },
    session: {
      type: 'boolean',
      description: 'Only renew the session secret; in force at the next start, when everyone signs in again',
    },
    list: { type: 'boolean', description: 'Only list the versions' },
  },
  examples: [
    ['keys rotate', 'A new version, and everything wrapped under it'],
    ['keys rotate --continue', 'Go on after an interruption'],
    ['keys rotate --list', 'Which versions there are, and since when'],
    ['keys rotate --retire 1', 'Destroy version 1'],
    ['keys rotate --session', 'A new secret for sessions and second factors; the KEK stays'],
  ],
  exits: { refused: 'The version is in use, its backups have not expired, or the key cannot be renewed from here.' },
  run(context) {
    if (context.flag('session')) return rotateSession(context)
    const keys = openKeys(context)
    if (isOutcome(keys)) return Promise.resolve(keys)
    const { kek } = keys
    if (context.flag('list')) return Promise.resolve(listed(kek))
    return withInstance(context, async ({ db }) => {
      const vault = createVault({ kek })
      try {
        const retire = context.text('retire')
        const { code: country } = await readCountry(context.settings.countryDir)
        return retire === undefined
          ? await rotate(context, db, vault, kek, country)
          : await retireVersion(context, db, vault, kek, Number(retire), country)
      } finally {
        vault.close()
      }
    })
  },
}

async function rotate(
  { settings, flag, progress }: CommandContext,
  db: Database,
  vault: Vault,
  kek: KekProvider,
  country: string,
): Promise<Outcome> {
  const belongs = await vault.check(db)
  if (!belongs.ok) return refused(belongs.error.code, 'This KEK does not belong to this database. Nothing was changed.')
  const before = kek.current().version
  if (!flag('continue')) {
    const renewed = kek.renew()
    if (!renewed.ok) {
      return refused(
        renewed.error.code,
        renewed.error.code === 'vault.kek_read_only'
          ? 'A credential is renewed by the person who keeps it: docs/guides/protect-the-data.md says how. Afterwards run this with --continue.'
          : `The KEK cannot be renewed (${renewed.error.code}). Nothing was changed.`,
      )
    }
  }
  const { version } = kek.current()
  const { rewrapped } = await vault.rewrapAll(db, (done) => progress(`${done} keys wrapped again`))
  const tokens = await renewImportTokens(db, vault, (done) => progress(`${done} imported rows keyed again`))
  // Last: a signer that is there is in force from the next start, and what it signed before stays verifiable.
  const audit = flag('audit') && existsSync(join(settings.keysDir, 'audit-signing-key.pem'))
  if (audit) renewAuditSigner(settings.keysDir)
  await record(db, country, 'key.renewed', { version, keys: rewrapped })
  const lines = [
    version === before ? `Version ${version} is current.` : `Version ${version} is current, instead of ${before}.`,
    `  ${rewrapped} people’s keys wrapped again, ${tokens.renewed} imported rows keyed again`,
    ...(tokens.left > 0
      ? [
          `  ${tokens.left} rows of older imports keep their old keys: once those are retired, their source is not recognised`,
        ]
      : []),
    ...(audit
      ? ['  the audit log is signed by a new key from the next start; keep a copy of keys/audit-public-*.pem']
      : []),
    ...kek
      .versions()
      .filter((each) => each.version !== version && each.destroyedAt === undefined)
      .map(
        (each) =>
          `  version ${each.version} can be retired once backups made before today have expired (${settings.backupDays} days)`,
      ),
  ]
  return {
    exit: EXIT.ok,
    text: lines.join('\n'),
    json: { ok: true, version, before, rewrapped, tokens: { ...tokens }, audit },
  }
}

/** The KEK has no part in it, and need not be at hand. */
function rotateSession(context: CommandContext): Promise<Outcome> {
  return withInstance(context, async ({ db }) => {
    const { code: country } = await readCountry(context.settings.countryDir)
    const renewed = await inScope(db, systemScope(country), async (trx) => {
      await recordAudit(trx, { action: 'key.renewed', country, detail: { key: 'session' } })
      // Last: what could not be written is not recorded either.
      return renewSessionSecretIn(context.settings.dataDir) ? ok(undefined) : err(failure('no_session_secret'))
    })
    if (!renewed.ok) {
      return refused(
        renewed.error.code,
        'There is no session secret to renew: the server makes one when it first starts.',
      )
    }
    const lines = [
      'The session secret is renewed. It is in force once the server is started again: then everyone signs in again.',
      '  Until then nothing changes. Servers that share the database need the same keys/session-secret, and all have to be restarted.',
    ]
    return { exit: EXIT.ok, text: lines.join('\n'), json: { ok: true, session: true } }
  })
}

async function retireVersion(
  { settings }: CommandContext,
  db: Database,
  vault: Vault,
  kek: KekProvider,
  version: number,
  country: string,
): Promise<Outcome> {
  const found = kek.versions().find((each) => each.version === version)
  if (!found) return refused('unknown_version', `There is no version ${version}. See: gloact keys rotate --list`)
  if (found.destroyedAt !== undefined) {
    return {
      exit: EXIT.ok,
      text: `Version ${version} was destroyed on ${found.destroyedAt.slice(0, 10)}.`,
      json: { ok: true, version },
    }
  }
  const due = kekVersionsToRetire(kek.versions(), settings.backupDays).find((each) => each.version === version)
  if (!due) return refused('backups_not_expired', `Version ${version} is the current one.`)
  if (due.on > systemClock.now()) {
    return refused(
      'backups_not_expired',
      `Backups that need version ${version} are kept until ${due.on.slice(0, 10)}. Retire it then, or set GLOACT_BACKUP_DAYS to how long you keep them.`,
    )
  }
  const rows = await importTokensUnder(db, version)
  const retired = await vault.retireKek(db, version)
  if (!retired.ok) {
    if (retired.error.code === 'vault.kek_read_only') return leftToItsKeeper(version)
    return refused(
      retired.error.code,
      retired.error.code === 'vault.kek_in_use'
        ? `Version ${version} still wraps keys, or a key is being wrapped right now. Run: gloact keys rotate --continue`
        : `Version ${version} cannot be destroyed from here (${retired.error.code}).`,
    )
  }
  await record(db, country, 'key.retired', { version })
  const lines = [
    `Version ${version} is destroyed. Backups that were sealed with it, and keys wrapped under it, no longer open.`,
    ...(rows > 0
      ? [`  the source of ${rows} imported rows is no longer recognised: importing it again makes new files`]
      : []),
  ]
  return { exit: EXIT.ok, text: lines.join('\n'), json: { ok: true, version, importRows: rows } }
}

/** A credential is written by the person who keeps it. */
const leftToItsKeeper = (version: number): Outcome => ({
  exit: EXIT.ok,
  text:
    `Nothing is wrapped under version ${version} any more, and nothing will be. Now remove it from the credential, as root: ` +
    'docs/guides/protect-the-data.md says how (gloact keys credential --retire). Until then backups from its time still open.',
  json: { ok: true, version, destroyed: false },
})

function listed(kek: KekProvider): Outcome {
  const current = kek.current().version
  const lines = kek.versions().map(({ version, createdAt, destroyedAt }) => {
    const state = destroyedAt ? `destroyed ${destroyedAt.slice(0, 10)}` : version === current ? 'current' : 'old'
    return `${String(version).padStart(3)}  made ${createdAt.slice(0, 10)}  ${state}`
  })
  return {
    exit: EXIT.ok,
    text: lines.join('\n'),
    json: { ok: true, current, versions: kek.versions().map((each) => ({ ...each })) },
  }
}

async function record(
  db: Database,
  country: string,
  action: 'key.renewed' | 'key.retired',
  detail: Readonly<Record<string, number>>,
): Promise<void> {
  await inScope(db, systemScope(country), async (trx) => {
    await recordAudit(trx, { action, country, detail })
    return ok(undefined)
  })
}

const refused = (error: string, text: string): Outcome => ({ exit: EXIT.refused, text, json: { ok: false, error } })
