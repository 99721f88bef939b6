import { mkdirSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { dirname, join } from 'node:path'
import { attachmentStoreFromEnvironment, scannerFromEnvironment } from '@gloact/attachments'
import { auditPublicKeys, fileAuditSigner } from '@gloact/audit'
import { openExchangeKeys } from '@gloact/exchange/server'
import { accessMarkIn, createFirstAdministratorToken, isEmpty, sessionSecretsIn } from '@gloact/identity/server'
import { describeError } from '@gloact/http/server'
import { createJobs } from '@gloact/jobs'
import { mailerFromEnvironment } from '@gloact/mail'
import { systemClock, type Clock, type Failure, type Result } from '@gloact/kernel'
import {
  bypassesRowSecurity,
  migrate,
  openDatabase,
  openInstance,
  pendingIn,
  readMigrations,
  type DatabaseEvent,
  type Instance,
} from '@gloact/postgres'
import { startTelemetry } from '@gloact/telemetry'
import { createVault, fileErasureList } from '@gloact/vault'
import type { SandboxReset } from '@gloact/practice/server'
import type { FastifyBaseLogger } from 'fastify'
import { sql } from 'kysely'
import { composePlatform } from '@gloact/platform'
import type { Config } from './config.ts'
import { readCountry } from '@gloact/platform/country'
import { loadDemonstration, type DemoSignIn } from '@gloact/platform/demonstration'
import { createHttpServer, ensureLocalCertificate, mountPages } from './http-server.ts'
import { peerInvented } from '@gloact/platform/invented-peers'
import { openKek } from '@gloact/platform/keys'
import { handOnUploads, takeUploads } from './one-desk.ts'
import { readinessOf } from './readiness.ts'
import { connectionsOf, type Share } from './share.ts'
import { stopInOrder } from './stop-in-order.ts'

export interface StartedServer {
  readonly url: string
  /** Empty where the people are real. */
  readonly signIns: readonly DemoSignIn[]
  /** For creating the first administrator, where there is nobody yet. */
  readonly firstAdministratorToken: string | undefined
  /** Whether the browser's app is there: without it nobody sees a page. */
  readonly hasPages: boolean
  /** Where it takes what other processes of the same server hand on to it; of the first of several alone. */
  readonly deskPort?: number | undefined
  stop(): Promise<void>
}

export interface StartOptions {
  readonly clock?: Clock
  /** How the sandbox is set up again; without it, it cannot be. */
  readonly reset?: SandboxReset
  /** Told how many invented people are loaded so far. */
  readonly onPeople?: (people: number) => void
  /** Done when all is ready, and nobody listens at the port yet. */
  readonly beforeListening?: () => Promise<void>
  /** The embedded database died, and all tries to start it again are used up. */
  readonly onDatabaseLost?: (error: unknown) => void
  /** It is one of several processes, and this is its share. */
  readonly share?: { readonly of: Share; readonly deskPort: () => number }
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
    await stopInOrder(stops.splice(0))
  }
  try {
    return await start(config, progress, options, stops, stop)
  } catch (error) {
    // Why it could not start is worth more than why it could not be stopped.
    await stop().catch(() => undefined)
    throw error
  }
}

async function start(
  config: Config,
  progress: (message: string) => void,
  { clock = systemClock, reset, onPeople, beforeListening, onDatabaseLost, share }: StartOptions,
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
  const exchangeKeys = succeed(
    await openExchangeKeys(join(config.dataDir, 'keys'), clock),
    'The keys of the exchange with other countries cannot be used',
  )
  if (config.log !== 'stdout') mkdirSync(dirname(config.log), { recursive: true, mode: 0o700 })
  if (config.tls) await ensureLocalCertificate(config.dataDir, localNames())

  // The log is there only once the database is.
  const to: { log?: FastifyBaseLogger } = {}
  const onEvent = (event: DatabaseEvent): void => to.log && tellOfDatabase(to.log, event, onDatabaseLost)
  // One of several has a database that is open and migrated. What is done once, the first of them does.
  const isFirst = share === undefined || share.of.number === 1
  const instance = share?.of.instance ?? (await openOwnInstance(config, progress, onEvent, stops))

  // On a local network without a proxy it is called by its addresses, as its certificate has them.
  const hostNames = config.tls ? [...config.hostNames, ...localNames()] : config.hostNames
  const app = await createHttpServer({ ...config, hostNames })
  to.log = app.log
  stops.push(() => app.close())
  const failed = (what: string) => (error: unknown) => app.log.error({ error: describeError(error) }, what)
  const db = openDatabase(instance.appUrl, {
    max: connectionsOf(share?.of.of ?? 1),
    name: 'gloact server',
    clock,
    onError: failed('a database connection broke'),
  })
  stops.push(() => db.destroy())
  if (await bypassesRowSecurity(db)) {
    throw new Error(
      'The database role of the server can bypass row-level security. Use the role gloact_app: docs/guides/run-in-production.md says how.',
    )
  }

  const vault = createVault({ kek })
  stops.push(async () => vault.close())
  succeed(await vault.check(db), 'The key that opens the keys does not belong to this database')
  const erasureList = fileErasureList(config.erasureList)
  if (isFirst) await vault.reconcileErasures(db, erasureList)

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
    listenUrl: instance.listenUrl,
    onNamesFailed: failed('the index of names could not be read'),
    sessionSecrets: sessionSecretsIn(config.dataDir),
    accessMark: accessMarkIn(config.dataDir),
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
      scanner: scannerFromEnvironment(config.environment),
    },
    erasures: { list: erasureList, backupDays: config.backupDays },
    nightCheck: {
      stateFile: join(config.dataDir, 'files-checked.json'),
      onBroken: (found) => app.log.error({ found }, 'files or the audit log are not what was recorded'),
    },
    exchange: {
      keys: exchangeKeys,
      baseUrl: config.exchange.url,
      onError: failed('the exchange with other countries failed'),
    },
    singleSignOn: config.singleSignOn,
    mailer: mailerFromEnvironment(config.environment),
  })
  const work = {
    db,
    clock,
    signer,
    dataDir: config.dataDir,
    kek,
    vault,
    backupDays: config.backupDays,
    country: country.code,
  }
  if (isFirst) platform.registerJobs(jobs, work)
  stops.push(() => platform.stop())
  await platform.start(progress)
  await jobs.open()
  stops.push(() => jobs.stop())
  if (isFirst) await platform.eraseAgain([...erasureList.personIds()])

  const invented = config.kind !== 'production'
  const signIns =
    invented && isFirst
      ? await db.flushedAtEnd(() =>
          loadDemonstration(platform.modules, { progress, people: onPeople ?? (() => undefined) }, country.code),
        )
      : []
  const firstAdministratorToken =
    !invented && isFirst && (await isEmpty(db)) ? ((await createFirstAdministratorToken(db)) ?? undefined) : undefined

  const migrations = readMigrations()
  app.get('/health', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  const readiness = readinessOf({
    database: async () => (await sql`select 1`.execute(db)).rows.length === 1,
    migrations: async () => (await pendingIn(db.pool, migrations)).length === 0,
    workers: () => jobs.ready(),
    ...platform.readiness,
  })
  app.get('/ready', { schema: { hide: true }, config: { rateLimit: false } }, async (_request, reply) => {
    const { ready, checks } = await readiness()
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', checks })
  })
  if (share && !isFirst) handOnUploads(app, { token: share.of.token, port: share.deskPort })
  platform.mount(app)
  const hasPages = await mountPages(app, {
    webDir: config.webDir,
    kind: config.kind,
    authenticate: platform.authenticate,
  })
  if (!hasPages) app.log.error({ webDir: config.webDir }, 'the browser app has not been built; nobody sees a page')
  await beforeListening?.()
  const desk = share && isFirst ? await takeUploads(app, share.of.token) : undefined
  stops.push(async () => desk?.close())
  if (isFirst) {
    // Once modules have said which messages they understand.
    if (config.exchange.port !== null) {
      await platform.exchange.listen({ host: config.exchange.host, port: config.exchange.port })
    }
    platform.exchange.start()
    if (config.inventedPeers !== undefined) {
      const { exchange } = platform
      const onError = failed('another invented country could not be entered')
      const end = await peerInvented({ db, clock, exchange, folder: config.inventedPeers, onError })
      stops.push(async () => end())
    }
  }
  // Once the demonstration is loaded: what follows from each of its files would hold up the next, and nobody waits for it.
  await jobs.start()
  await app.listen({ host: config.host, port: config.port })

  return { url: config.publicUrl, signIns, firstAdministratorToken, hasPages, deskPort: desk?.port, stop }
}

async function openOwnInstance(
  config: Config,
  progress: (message: string) => void,
  onEvent: (event: DatabaseEvent) => void,
  stops: (() => Promise<unknown>)[],
): Promise<Instance> {
  const instance = await openInstance({ ...config, progress, keep: { onEvent } })
  stops.push(() => instance.stop())
  await migrateInstance(instance, progress)
  return instance
}

async function migrateInstance(instance: Instance, progress: (message: string) => void): Promise<void> {
  const { applied } = await migrate(instance.migratorUrl)
  if (applied.length > 0) progress(`Prepared the database (${applied.length} migrations)`)
}

/** What happened to the embedded database stands in the log, and where it stays away anyone who runs the server is told. */
function tellOfDatabase(log: FastifyBaseLogger, event: DatabaseEvent, onLost?: (error: unknown) => void): void {
  switch (event.kind) {
    case 'died':
      return log.error('the database died; it is started again')
    case 'failed':
      return log.error(
        { error: describeError(event.error), tries: event.tries },
        'the database could not be started again',
      )
    case 'restarted':
      return log.warn({ tries: event.tries }, 'the database was started again')
    case 'given_up':
      log.fatal({ tries: event.tries }, 'the database stays away')
      return onLost?.(new Error('The database died and could not be started again. The log says why.'))
  }
}

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
