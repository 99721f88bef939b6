import { mkdirSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { dirname, join } from 'node:path'
import { attachmentStoreFromEnvironment } from '@gloact/attachments'
import { auditPublicKeys, fileAuditSigner } from '@gloact/audit'
import { createFirstAdministratorToken, isEmpty, sessionSecretsIn } from '@gloact/identity/server'
import { describeError } from '@gloact/http/server'
import { createJobs } from '@gloact/jobs'
import { systemClock, type Clock, type Failure, type Result } from '@gloact/kernel'
import {
  bypassesRowSecurity,
  migrate,
  openDatabase,
  openInstance,
  pendingMigrations,
  readMigrations,
  type Instance,
} from '@gloact/postgres'
import { startNameIndex } from '@gloact/protection/server'
import { startTelemetry } from '@gloact/telemetry'
import { createVault, fileErasureList } from '@gloact/vault'
import type { SandboxReset } from '@gloact/practice/server'
import { sql } from 'kysely'
import { registerBackgroundWork } from './background.ts'
import { composePlatform } from './compose.ts'
import type { Config } from './config.ts'
import { readCountry } from './country.ts'
import { loadDemonstration, type DemoSignIn } from './demonstration.ts'
import { createHttpServer, ensureLocalCertificate, mountPages } from './http-server.ts'
import { openKek } from './keys.ts'

export interface StartedServer {
  readonly url: string
  /** Empty where the people are real. */
  readonly signIns: readonly DemoSignIn[]
  /** For creating the first administrator, where there is nobody yet. */
  readonly firstAdministratorToken: string | undefined
  /** Whether the browser's app is there: without it nobody sees a page. */
  readonly hasPages: boolean
  stop(): Promise<void>
}

export interface StartOptions {
  readonly clock?: Clock
  /** How the sandbox is set up anew; without it, it cannot be. */
  readonly reset?: SandboxReset
  /** Told how many invented people are loaded so far. */
  readonly onPeople?: (people: number) => void
  /** Done when all is ready, and nobody listens at the port yet. */
  readonly beforeListening?: () => Promise<void>
}

/**
 * Starts the whole platform: database, migrations, keys, name index, background work, HTTP. What was started is stopped
 * again, in the reverse order, where something later fails.
 */
export async function startServer(
  config: Config,
  progress: (message: string) => void,
  options: StartOptions = {},
): Promise<StartedServer> {
  const stops: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).toReversed()) await end()
  }
  try {
    return await start(config, progress, options, stops, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(
  config: Config,
  progress: (message: string) => void,
  { clock = systemClock, reset, onPeople, beforeListening }: StartOptions,
  stops: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<StartedServer> {
  if (config.telemetry !== undefined) {
    const telemetry = await startTelemetry(config.telemetry)
    stops.push(() => telemetry.stop())
  }
  const country = await readCountry(config.countryDir)
  const kek = succeed(openKek(config.kek, config.environment), 'The key that opens the keys cannot be used')
  const signer = succeed(fileAuditSigner(join(config.dataDir, 'keys')), "The audit's signing key cannot be used")
  if (config.log !== 'stdout') mkdirSync(dirname(config.log), { recursive: true, mode: 0o700 })
  if (config.tls) await ensureLocalCertificate(config.dataDir, localNames())

  const instance = await openInstance({ ...config, progress })
  stops.push(() => instance.stop())
  await migrateInstance(instance, progress)

  const app = await createHttpServer(config)
  stops.push(() => app.close())
  const failed = (what: string) => (error: unknown) => app.log.error({ error: describeError(error) }, what)
  const db = openDatabase(instance.appUrl, {
    max: 20,
    name: 'gloact server',
    onError: failed('a database connection broke'),
  })
  stops.push(() => db.destroy())
  if (await bypassesRowSecurity(db)) {
    throw new Error(
      'The database role of the server can look past row-level security. Use the role gloact_app: docs/guides/run-in-production.md says how.',
    )
  }

  const vault = createVault({ kek })
  stops.push(async () => vault.close())
  succeed(await vault.check(db), 'The key that opens the keys does not belong to this database')
  const erasureList = fileErasureList(config.erasureList)
  await vault.reconcileErasures(db, erasureList)

  progress('Reading the index of names')
  const names = await startNameIndex({
    db,
    vault,
    country: country.code,
    listenUrl: instance.appUrl,
    onError: failed('the index of names could not be read'),
  })
  stops.push(() => names.stop())

  const jobs = createJobs({
    database: db,
    onError: (error, job) => app.log.error({ error: describeError(error), job }, 'a job failed'),
  })
  const platform = composePlatform({
    db,
    vault,
    clock,
    country,
    jobs,
    names,
    sessionSecrets: sessionSecretsIn(config.dataDir),
    publicUrl: config.publicUrl,
    kind: config.kind,
    trainingUrl: config.trainingUrl,
    sandboxReset: reset,
    audit: {
      signer,
      publicKeys: () => auditPublicKeys(join(config.dataDir, 'keys')),
      headsFile: join(config.dataDir, 'audit-heads.jsonl'),
    },
    attachments: {
      store: attachmentStoreFromEnvironment(join(config.dataDir, 'attachments'), config.environment),
      maxBytes: config.maxAttachmentBytes,
    },
    erasures: { list: erasureList, backupDays: config.backupDays },
    singleSignOn: config.singleSignOn,
  })
  registerBackgroundWork(jobs, {
    db,
    clock,
    signer,
    dataDir: config.dataDir,
    kek,
    vault,
    backupDays: config.backupDays,
    country: country.code,
    names,
    sweepSessions: platform.identity.sweep,
    sweepAttachments: platform.sweepAttachments,
  })
  await platform.identity.sealAnew()
  await jobs.start()
  stops.push(() => jobs.stop())
  await platform.eraseAgain([...erasureList.personIds()])

  const invented = config.kind !== 'production'
  const signIns = invented ? await loadDemonstration(platform.protection, country, progress, onPeople) : []
  const firstAdministratorToken =
    !invented && (await isEmpty(db)) ? ((await createFirstAdministratorToken(db)) ?? undefined) : undefined

  const migrations = readMigrations()
  app.get('/health', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/ready', { schema: { hide: true }, config: { rateLimit: false } }, async (_request, reply) => {
    const checks = {
      database: await answers(() => sql`select 1`.execute(db)),
      migrations: await answers(async () => {
        if ((await pendingMigrations(instance.appUrl, migrations)).length > 0) throw new Error('pending')
      }),
      workers: await answers(async () => {
        if (!(await jobs.ready())) throw new Error('not ready')
      }),
      nameIndex: names.ready,
    }
    const ready = Object.values(checks).every(Boolean)
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', checks })
  })
  platform.mount(app)
  const hasPages = await mountPages(app, config.webDir, config.kind)
  if (!hasPages) app.log.error({ webDir: config.webDir }, 'the browser app has not been built; nobody sees a page')
  await beforeListening?.()
  await app.listen({ host: config.host, port: config.port })

  return { url: config.publicUrl, signIns, firstAdministratorToken, hasPages, stop }
}

async function migrateInstance(instance: Instance, progress: (message: string) => void): Promise<void> {
  const { applied } = await migrate(instance.migratorUrl)
  if (applied.length > 0) progress(`Prepared the database (${applied.length} migrations)`)
}

const answers = async (ask: () => Promise<unknown>): Promise<boolean> =>
  ask().then(
    () => true,
    () => false,
  )

function succeed<Value>(result: Result<Value, Failure>, what: string): Value {
  if (result.ok) return result.value
  throw new Error(`${what} (${result.error.code}). ./gloact doctor says what to do.`)
}

/** The names and addresses by which this machine is reached on its networks. */
function localNames(): string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((address) => !address.internal)
    .map((address) => address.address.split('%')[0]!)
  return ['localhost', '127.0.0.1', '::1', ...addresses]
}
