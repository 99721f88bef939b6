import { listen } from '@gloact/postgres'
import { askDatabase, type Examination, type Finding } from './examination.ts'

const ANSWER_MS = 5_000

/** Whether a notification that is sent as the server sends it arrives where the server listens. */
export const notificationsWithin = (answerMilliseconds: number): Examination => ({
  name: 'Notifications',
  why: 'By them each process learns whom another one has recorded; without them a search misses people.',
  examine: askDatabase(async ({ db, listenUrl }, { settings }): Promise<Finding> => {
    const listener = await listen({
      url: listenUrl,
      from: db,
      channel: 'gloact_doctor',
      name: 'gloact doctor',
      heard: async () => undefined,
      answerMilliseconds,
    })
    const arrives = listener.hears
    await listener.stop()
    if (arrives) return { state: 'ok', found: 'arrive' }
    return {
      state: 'failed',
      found: 'do not arrive',
      advice: settings.directUrl
        ? 'DATABASE_DIRECT_URL has to name the same database as DATABASE_URL, and no pooler in transaction mode.'
        : 'A pooler in transaction mode is between the server and PostgreSQL. Set DATABASE_DIRECT_URL to the address of PostgreSQL itself, ' +
          'as gloact_app, or run the pooler in session mode: docs/guides/run-in-production.md, section 7. Then restart the server.',
    }
  }),
})

export const notifications: Examination = notificationsWithin(ANSWER_MS)

/** As `docs/guides/run-in-production.md`, section 3, has them. */
const QUIET: Readonly<Record<string, string>> = {
  log_statement: 'none',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/** Whether the database's own log stays silent about people. As the application's role is bound: settings may be given to a role. */
export const databaseLog: Examination = {
  name: 'Database log',
  why: 'PostgreSQL would otherwise write what people recorded, names included, into a log that nobody seals.',
  examine: askDatabase(async ({ db }, { kind }): Promise<Finding> => {
    const { rows } = await db.pool.query<{ name: string; setting: string }>(
      'select name, setting from pg_settings where name = any($1) order by name',
      [Object.keys(QUIET)],
    )
    const wrong = rows.filter(({ name, setting }) => setting !== QUIET[name])
    if (wrong.length === 0) return { state: 'ok', found: 'holds nothing that people recorded' }
    const statements = wrong.map(({ name }) => `alter role gloact_app set ${name} = '${QUIET[name]}';`)
    return {
      state: kind === 'production' ? 'failed' : 'warning',
      found: wrong.map(({ name, setting }) => `${name} is ${setting}`).join(', '),
      advice:
        `As an administrator of PostgreSQL: ${statements.join(' ')} Then restart the server. ` +
        'docs/guides/run-in-production.md, section 3, has them for all roles.',
    }
  }),
}
