import { startEmbedded } from './embedded.ts'
import { keepRunning, type KeepOptions } from './keep-running.ts'

/** A database to work with, no matter who runs it. */
export interface Instance {
  /** For the application's role, which row-level security binds. */
  readonly appUrl: string
  /** For the application's role, on a connection that notifications reach: past a pooler in transaction mode. */
  readonly listenUrl: string
  /** For the role that owns the schemas. */
  readonly migratorUrl: string
  /** For the role that owns the cluster, and sees every row; only of the embedded one. */
  readonly ownerUrl?: string
  readonly kind: 'embedded' | 'external'
  /** Whether we started the server, and so have to stop it. */
  readonly startedHere: boolean
  readonly clusterDir?: string
  readonly logFile?: string
  stop(): Promise<void>
}

export interface InstanceOptions {
  readonly dataDir: string
  /** A PostgreSQL of one's own, as the application's role. */
  readonly databaseUrl?: string | undefined
  /** The same database, past a pooler, as the application's role; where it is not given there is no pooler. */
  readonly directUrl?: string | undefined
  /** The same database as the role that owns the schemas; the application's own where it is not given. */
  readonly migratorUrl?: string | undefined
  readonly progress?: (message: string) => void
  /** Starts the embedded one again when it dies, until `stop`: for a server. A command works with what is there. */
  readonly keep?: KeepOptions
}

/** The database that the options name: a ministry's own, or the embedded one of a data folder, started where it is not running. */
export async function openInstance(options: InstanceOptions): Promise<Instance> {
  if (options.databaseUrl) {
    return {
      appUrl: options.databaseUrl,
      listenUrl: options.directUrl ?? options.databaseUrl,
      migratorUrl: options.migratorUrl ?? options.databaseUrl,
      kind: 'external',
      startedHere: false,
      stop: async () => undefined,
    }
  }
  const start = { dataDir: options.dataDir, ...(options.progress && { progress: options.progress }) }
  const embedded = await startEmbedded(start)
  const kept = options.keep && keepRunning(embedded, { dataDir: options.dataDir }, options.keep)
  return {
    appUrl: embedded.connections.app,
    listenUrl: embedded.connections.app,
    migratorUrl: embedded.connections.migrator,
    ownerUrl: embedded.connections.owner,
    kind: 'embedded',
    startedHere: !embedded.adopted,
    clusterDir: embedded.clusterDir,
    logFile: embedded.logFile,
    stop: async () => {
      const current = kept ? await kept.release() : embedded
      await current.stop()
    },
  }
}
