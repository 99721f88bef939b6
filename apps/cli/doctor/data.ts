import { auditPublicKeys, verifyAudit } from '@gloact/audit'
import { asInstant, systemClock } from '@gloact/kernel'
import { bypassesRowSecurity } from '@gloact/postgres'
import { verifyFileChains } from '@gloact/protection/server/verify'
import { createVault, KEK_RENEWAL_DAYS, kekVersionsToRetire, type KekProvider } from '@gloact/vault'
import { readCountry } from '@gloact/platform/country'
import { describedPlatform } from '@gloact/platform/described'
import { verifyRequestLogs } from '@gloact/records/server/verify'
import { brokenFileTold, brokenRequestTold } from '../file-breaks.ts'
import { openKek } from '../keys.ts'
import { missingMigrations } from '../with-instance.ts'
import { askDatabase, type Examination, type Finding, type Subject } from './examination.ts'

const DAY = 86_400_000

export const country: Examination = {
  name: 'Country',
  why: 'The questions, deadlines and words of the platform come from it.',
  async examine({ settings }) {
    try {
      const { code, forms } = await readCountry(settings.countryDir)
      // What it decides for single modules, each takes by a schema of its own.
      await (await describedPlatform(settings.countryDir)).close()
      return { state: 'ok', found: `${code}, ${forms.length} forms` }
    } catch (error) {
      const found = error instanceof Error ? error.message : 'cannot be read'
      return { state: 'failed', found, advice: 'Correct the files that are named, or set GLOACT_COUNTRY_DIR.' }
    }
  },
}

export const database: Examination = {
  name: 'Database',
  why: 'Everything that people record is in it.',
  examine({ database: asked, kind, settings }) {
    if (!('missing' in asked)) return { state: 'ok', found: settings.databaseUrl ? 'answers' : 'answers (embedded)' }
    if (kind === 'none' && !settings.databaseUrl) {
      return { state: 'ok', found: 'not made yet; the first start makes it' }
    }
    return {
      state: 'failed',
      found: asked.missing,
      advice: settings.databaseUrl
        ? 'Check DATABASE_URL, and that the PostgreSQL it names is running and accepts this machine.'
        : 'The last lines of postgres.log in the data folder say why it does not start.',
    }
  },
}

export const migrations: Examination = {
  name: 'Migrations',
  why: 'The software expects the tables of its own version.',
  examine: askDatabase(async ({ migratorUrl }): Promise<Finding> => {
    const pending = await missingMigrations(migratorUrl)
    if (!pending) {
      const advice = 'Set DATABASE_MIGRATOR_URL for this command to have them checked.'
      return { state: 'skipped', found: 'The application’s role may not see them.', advice }
    }
    if (pending.length === 0) return { state: 'ok', found: 'none missing' }
    const advice = 'The next start applies them; or run ./gloact migrate. Make a backup first.'
    return { state: 'warning', found: `${pending.length} missing: ${pending.join(', ')}`, advice }
  }),
}

export const rowSecurity: Examination = {
  name: 'Row-level security',
  why: 'It decides who sees which file, even where a query is wrong.',
  examine: askDatabase(async ({ db }): Promise<Finding> => {
    if (!(await bypassesRowSecurity(db))) return { state: 'ok', found: 'binds the application’s role' }
    return {
      state: 'failed',
      found: 'the role that DATABASE_URL names can bypass it',
      advice: 'Use the role gloact_app, without SUPERUSER and BYPASSRLS: docs/guides/run-in-production.md.',
    }
  }),
}

/** The key that opens the keys: is it there, is it the right one, does it lie where anyone who takes the disk takes both? */
export const kek: Examination = {
  name: 'Key of keys',
  why: 'With it everything opens; without it nothing does.',
  async examine(subject) {
    const { settings, kind } = subject
    if (kind === 'none') return { state: 'ok', found: 'not made yet; the first start makes it' }
    const opened = openKek(settings)
    if (!opened.ok) {
      return { state: 'failed', found: `cannot be used (${opened.error.code})`, advice: howToGiveKek(settings) }
    }
    if ('missing' in subject.database) return { state: 'skipped', found: 'The database could not be queried.' }
    const vault = createVault({ kek: opened.value })
    try {
      const belongs = await vault.check(subject.database.db)
      if (!belongs.ok) {
        const advice = isCredential(settings)
          ? 'Another instance’s credential was given. Give the one that was made for this database.'
          : 'Another instance’s key is configured. Point GLOACT_KEK_FILE at the one of this database.'
        return { state: 'failed', found: `does not open this database (${belongs.error.code})`, advice }
      }
    } finally {
      vault.close()
    }
    const due = Date.parse(opened.value.current().createdAt) + KEK_RENEWAL_DAYS * DAY
    if (opened.value.besideData(settings.dataDir) && !(kind !== 'production' && isOver(due))) return besideData(kind)
    if (isOver(due)) {
      const run = isCredential(settings)
        ? 'Renew the credential as docs/guides/protect-the-data.md says'
        : 'Run: ./gloact keys rotate'
      const advice = `${run}. Backups stay readable until the old version is retired.`
      return { state: 'warning', found: `was due to be renewed on ${asInstant(due).slice(0, 10)}`, advice }
    }
    return toRetire(opened.value, settings) ?? { state: 'ok', found: `kept apart from the data (${opened.value.id})` }
  },
}

/** An old version that still opens after its day: what certificates of erasure say of backups is not true until it is gone. */
function toRetire(keys: KekProvider, { backupDays }: Subject['settings']): Finding | undefined {
  const late = kekVersionsToRetire(keys.versions(), backupDays).find(({ on }) => isOver(Date.parse(on)))
  if (!late) return undefined
  return {
    state: 'warning',
    found: `version ${late.version} was to be destroyed on ${late.on.slice(0, 10)}, when its last backup expired`,
    advice: keys.isWritable
      ? `Run: ./gloact keys rotate --retire ${late.version}`
      : `Remove it from the credential as docs/guides/protect-the-data.md says: keys rotate --retire ${late.version}, then keys credential --retire ${late.version}`,
  }
}

const isCredential = ({ environment }: Subject['settings']): boolean => environment['GLOACT_KEK_CREDENTIAL'] === '1'

/** systemd hands a credential to a unit that it starts, and to nobody else: not to a shell. */
function howToGiveKek({ environment }: Subject['settings']): string {
  if (environment['GLOACT_KEK_CREDENTIAL'] !== '1') {
    return 'Without it nothing that people said can be read. Restore its file or give the passphrase that opens it.'
  }
  return environment['CREDENTIALS_DIRECTORY']
    ? 'The unit was given no credential gloact-kek that can be read. Look at LoadCredentialEncrypted= in it, and make the ' +
        'credential: docs/guides/protect-the-data.md.'
    : 'A credential is handed to units that systemd starts, not to a shell. Run the command as one: deploy/gloact-run doctor'
}

/** A day later: the server renews it by itself at night. */
const isOver = (due: number): boolean => due + DAY < Date.parse(systemClock.now())

function besideData(kind: 'demonstration' | 'training' | 'production'): Finding {
  const found = 'is kept with the data: anyone who takes the disk takes both'
  if (kind !== 'production') return { state: 'ok', found: `${found}; as it may where everyone is invented` }
  return {
    state: 'failed',
    found,
    advice:
      'Move it: GLOACT_KEK_FILE on another disk, GLOACT_KEK_PASSPHRASE, or a systemd credential. See ' +
      'docs/guides/run-in-production.md.',
  }
}

export const auditLog: Examination = {
  name: 'Audit log',
  why: 'It records who read and did what, and shows if someone changed that.',
  examine: askDatabase(async ({ db, migratorUrl }, { settings }): Promise<Finding> => {
    const pending = await missingMigrations(migratorUrl)
    if (pending && pending.length > 0) {
      return { state: 'skipped', found: 'Checked once the migrations are applied.' }
    }
    const { keysDir, headsFile } = settings
    const verified = await verifyAudit(db, { publicKeys: auditPublicKeys(keysDir), headsFile })
    if (verified.ok) return { state: 'ok', found: `intact: ${verified.entries} entries in ${verified.blocks} blocks` }
    return {
      state: 'failed',
      found: `broken (${verified.firstBroken?.kind ?? 'unknown'})`,
      advice:
        'Keep everything as it is, and run ./gloact audit verify: it names the place. Tell the data-protection officer.',
    }
  }),
}

export const fileLogs: Examination = {
  name: 'Files',
  why: 'A file that was rolled back or rewritten in the database is found by its own chain and by the signed audit log.',
  examine: askDatabase(async ({ db, migratorUrl }): Promise<Finding> => {
    const pending = await missingMigrations(migratorUrl)
    if (pending && pending.length > 0) {
      return { state: 'skipped', found: 'Checked once the migrations are applied.' }
    }
    const { files, actions, held, broken } = await verifyFileChains(db)
    if (!broken)
      return { state: 'ok', found: `intact: ${files} files, ${actions} actions, ${held} held by the audit log` }
    return {
      state: 'failed',
      found: brokenFileTold(broken),
      advice: 'Keep everything as it is, with a copy of the database. Tell the data-protection officer.',
    }
  }),
}

export const requestLogs: Examination = {
  name: 'Requests',
  why: 'Referrals and reports that were rolled back or rewritten in the database are found in the same way as files.',
  examine: askDatabase(async ({ db, migratorUrl }): Promise<Finding> => {
    const pending = await missingMigrations(migratorUrl)
    if (pending && pending.length > 0) {
      return { state: 'skipped', found: 'Checked once the migrations are applied.' }
    }
    const { requests, steps, broken } = await verifyRequestLogs(db)
    if (!broken) return { state: 'ok', found: `intact: ${requests} requests, ${steps} steps` }
    return {
      state: 'failed',
      found: brokenRequestTold(broken),
      advice: 'Keep everything as it is, with a copy of the database. Tell the data-protection officer.',
    }
  }),
}
