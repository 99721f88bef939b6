import { migrate as applyMigrations, openInstance, pendingMigrations } from '@gloact/postgres'
import { type Command, EXIT } from '../command.ts'

/** Brings the database to this version. */
export const migrate: Command = {
  description:
    'Applies the migrations that the database lacks, each in a transaction of its own. Migrations go forward only: make a\n' +
    'backup first. npm start does this by itself; on a database of your own, DATABASE_MIGRATOR_URL names the role that\n' +
    'owns the schemas.',
  options: { 'dry-run': { type: 'boolean', description: 'Only list the migrations that are missing' } },
  examples: [
    ['migrate', 'Apply what is missing'],
    ['migrate --dry-run --json', 'List what is missing, as JSON'],
  ],
  exits: { failed: 'The database could not be reached, or a migration failed and was rolled back.' },
  async run({ settings, flag, say }) {
    const instance = await openInstance({
      dataDir: settings.dataDir,
      databaseUrl: settings.databaseUrl,
      migratorUrl: settings.migratorUrl,
      progress: (message) => say(`${message} …`),
    })
    try {
      const pending = await pendingMigrations(instance.migratorUrl)
      if (flag('dry-run')) {
        const text = pending.length === 0 ? 'Nothing is missing.' : `Missing:\n  ${pending.join('\n  ')}`
        return { exit: EXIT.ok, text, json: { ok: true, pending } }
      }
      const { applied } = await applyMigrations(instance.migratorUrl, undefined, (name) => say(name))
      const text = applied.length === 0 ? 'Nothing was missing.' : `${applied.length} migrations applied.`
      return { exit: EXIT.ok, text, json: { ok: true, applied } }
    } finally {
      if (instance.startedHere) await instance.stop()
    }
  },
}
