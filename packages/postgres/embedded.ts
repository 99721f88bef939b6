import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { othersMayReach, postgresHome, serverUser, type ServerUser } from './binaries.ts'
import { withLock } from './lock.ts'
import { isAlive, isPostmasterOf, runningPostmaster, stopPostmaster } from './postmaster.ts'

/** The three ways in: the owner of the cluster, the role that migrates, and the role that the application runs as. */
export interface Connections {
  readonly owner: string
  readonly migrator: string
  readonly app: string
}

export interface EmbeddedPostgres {
  readonly connections: Connections
  /** The cluster's own folder: tables, write-ahead log. */
  readonly clusterDir: string
  readonly logFile: string
  /** Whether it was already running, left by a process that was killed or started by another that still runs. */
  readonly adopted: boolean
  /** Whether its process is there; whether it answers, a connection tells. */
  isAlive(): boolean
  /** Stops it in order (a "fast" shutdown) and waits for the end. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Where the cluster, its log and its passwords live. Made where it is missing. */
  readonly dataDir: string
  /** False only for tests: a crash of the machine may then lose what was acknowledged. */
  readonly durable?: boolean
  readonly progress?: (message: string) => void
  /**
   * It ran a moment ago under these addresses, and anyone who uses them waits: it is started under the same ones or not at all,
   * and a folder without tables is not taken for a new one.
   */
  readonly again?: Connections
}

interface Stored {
  readonly port: number
  readonly passwords: { readonly owner: string; readonly migrator: string; readonly app: string }
}

const DATABASE = 'gloact'
const ROLES = { owner: 'gloact_owner', migrator: 'gloact_migrator', app: 'gloact_app' } as const

/**
 * Starts the PostgreSQL that comes from npm on a folder, or adopts the one that already runs there. Sets the cluster up
 * on first use: roles of least privilege, one database, a random port on the loopback address, random passwords kept in
 * a file that only its owner reads.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir)
  const user = serverUser()
  mkdirSync(dataDir, { recursive: true, mode: user ? 0o711 : 0o700 })
  return withLock(join(dataDir, 'postgres.lock'), () => startLocked(dataDir, user, options))
}

/**
 * Makes the cluster of a data folder that has none yet, and starts nothing: a process of its own does it, beside which a first start reads
 * the code of the server.
 */
export async function prepareEmbedded({ dataDir: folder, progress }: EmbeddedOptions): Promise<void> {
  const dataDir = resolve(folder)
  const user = serverUser()
  await withLock(join(dataDir, 'postgres.lock'), async () => {
    const clusterDir = join(clusterFolder(dataDir, user), 'postgres')
    if (existsSync(join(clusterDir, 'PG_VERSION'))) return
    progress?.(FIRST_TIME)
    await initialise(postgresHome(user), clusterDir, join(dataDir, 'postgres.json'), user)
  })
}

const FIRST_TIME = 'Preparing the database for the first time'

/**
 * Stops the PostgreSQL of a data folder, where it runs, and removes the cluster with its log and passwords: the next start
 * sets up an empty one. Nothing brings back what it held.
 */
export async function removeEmbedded(folder: string): Promise<void> {
  const dataDir = resolve(folder)
  await withLock(join(dataDir, 'postgres.lock'), async () => {
    const home = clusterFolder(dataDir, serverUser())
    const clusterDir = join(home, 'postgres')
    const running = runningPostmaster(clusterDir)
    if (running) await stopPostmaster(running.pid)
    removeUnfinished(home)
    for (const gone of [clusterDir, join(home, 'postgres.log'), join(dataDir, 'postgres.json')]) {
      rmSync(gone, { recursive: true, force: true })
    }
  })
}

async function startLocked(
  dataDir: string,
  user: ServerUser | undefined,
  options: EmbeddedOptions,
): Promise<EmbeddedPostgres> {
  const home = postgresHome(user)
  const folder = clusterFolder(dataDir, user)
  const clusterDir = join(folder, 'postgres')
  const logFile = join(folder, 'postgres.log')
  const storedFile = join(dataDir, 'postgres.json')

  const running = runningPostmaster(clusterDir)
  if (running && existsSync(storedFile)) {
    const stored = readStored(storedFile)
    const connections = connectionsOf({ ...stored, port: running.port })
    let who = await whoAnswers(connections.owner, clusterDir)
    // One that replays its log, or does not get to answer on a machine that is busy, is waited for: beside it none can start.
    if (who === 'starting' || (who === 'nobody' && isPostmasterOf(running.pid, clusterDir))) {
      const outcome = await untilReady(connections.owner, running.pid, clusterDir)
      if (outcome === 'silent') throw new Error(silent(logFile))
      who = outcome === 'ready' ? 'ours' : 'nobody'
    }
    if (who === 'ours') {
      if (options.again && connections.app !== options.again.app) throw new Error(ELSEWHERE)
      return { connections, clusterDir, logFile, adopted: true, ...processOf(running.pid) }
    }
    // The folder is a copy of one whose server runs: what names that server came with the copy.
    if (who === 'another') rmSync(join(clusterDir, 'postmaster.pid'))
  }

  if (!existsSync(join(clusterDir, 'PG_VERSION'))) {
    if (options.again) throw new Error(`The tables of the database are not in ${clusterDir}.`)
    options.progress?.(FIRST_TIME)
    await initialise(home, clusterDir, storedFile, user)
  }
  options.progress?.('Starting the database')
  const before = readStored(storedFile)
  if (options.again && connectionsOf(before).app !== options.again.app) throw new Error(ELSEWHERE)
  const { pid, stored } = await launchUntilReady(before, options.again !== undefined, clusterDir, logFile, (port) =>
    launch(home, clusterDir, logFile, port, user, options.durable ?? true),
  )
  writePrivately(storedFile, stored)
  try {
    await ensureRolesAndDatabase(stored)
  } catch (error) {
    await stopPostmaster(pid)
    throw error
  }
  return { connections: connectionsOf(stored), clusterDir, logFile, adopted: false, ...processOf(pid) }
}

const ELSEWHERE = 'The database cannot be started under the address that it had: another program has its port.'

const processOf = (pid: number): Pick<EmbeddedPostgres, 'isAlive' | 'stop'> => ({
  isAlive: () => isAlive(pid),
  stop: () => stopPostmaster(pid),
})

/**
 * Starts the server and waits until it answers. After a kill its former children take a moment to notice and let go of
 * the shared memory; until then a new server ends at once, and is started again. If another program takes the port between
 * the check and the start, it is started on another one; with `samePort` it fails instead.
 */
async function launchUntilReady(
  before: Stored,
  samePort: boolean,
  clusterDir: string,
  logFile: string,
  start: (port: number) => number,
): Promise<{ readonly pid: number; readonly stored: Stored }> {
  for (let attempt = 1; ; attempt++) {
    const stored = { ...before, port: await freePort(before.port) }
    if (samePort && stored.port !== before.port) throw new Error(ELSEWHERE)
    const pid = start(stored.port)
    const outcome = await untilReady(onDatabase(connectionsOf(stored).owner, 'postgres'), pid, clusterDir)
    if (outcome === 'ready') return { pid, stored }
    await stopPostmaster(pid)
    if (outcome === 'silent') throw new Error(silent(logFile))
    if (attempt === 20) throw new Error(`PostgreSQL ended while starting. Its log says why: ${logFile}`)
    await delay(500)
  }
}

/**
 * The folder that holds the cluster: the data folder itself, or, where the user that runs PostgreSQL could not reach it
 * (root's clone below `/root`), a folder of its own under `/var/lib/gloact` that a file in the data folder names. A data
 * folder that was deleted and made again gets a new one.
 */
function clusterFolder(dataDir: string, user: ServerUser | undefined): string {
  const where = join(dataDir, 'postgres.where')
  if (existsSync(where)) return readFileSync(where, 'utf8').trim()
  if (!user || othersMayReach(dataDir)) return dataDir
  const folder = join('/var/lib/gloact', randomBytes(8).toString('hex'))
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  writeFileSync(where, `${folder}\n`)
  return folder
}

/** How the folder of a cluster begins that is being made. */
const UNFINISHED = 'postgres.unfinished-'

function removeUnfinished(folder: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder))
    if (name.startsWith(UNFINISHED)) rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 })
}

async function initialise(
  home: string,
  clusterDir: string,
  storedFile: string,
  user: ServerUser | undefined,
): Promise<void> {
  // What an initialisation that was interrupted left: nothing was stored in it. Its own process may outlive the one that began it, so that
  // each has a folder of its own, which becomes the cluster once it is whole. (`initdb` writes PG_VERSION first.)
  const folder = dirname(clusterDir)
  removeUnfinished(folder)
  rmSync(clusterDir, { recursive: true, force: true })
  const unfinished = mkdtempSync(join(folder, UNFINISHED))
  if (user) chownSync(unfinished, user.uid, user.gid)
  const stored: Stored = {
    port: 0,
    passwords: { owner: secret(), migrator: secret(), app: secret() },
  }
  // The passwords are stored before the cluster that they open is complete: an interruption then leaves no cluster locked.
  writePrivately(storedFile, stored)
  // initdb reads the password from standard input's twin: a file that only the server's user can read, gone afterwards.
  const passwordFile = `${unfinished}.password`
  writeFileSync(passwordFile, stored.passwords.owner, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  try {
    await promisify(execFile)(
      join(home, 'bin', 'initdb'),
      [
        '-D',
        unfinished,
        '-U',
        ROLES.owner,
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--data-checksums',
        '--no-instructions',
      ],
      { ...identityOf(user), cwd: '/', env: environmentOf(home) },
    )
    renameSync(unfinished, clusterDir)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
    throw new Error(`The database could not be prepared: ${said || String(error)}`, { cause: error })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function launch(
  home: string,
  clusterDir: string,
  logFile: string,
  port: number,
  user: ServerUser | undefined,
  durable: boolean,
): number {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // As root the socket's lock in /tmp may belong to another user (design, trap 5): loopback TCP only.
    unix_socket_directories: '',
    max_connections: '100',
    // Nothing that a person said may reach the log: no statements, no parameters, no row contents in errors.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_statement: 'none',
    wal_level: 'replica',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const log = openSync(logFile, 'a', 0o600)
  try {
    const child = spawn(
      join(home, 'bin', 'postgres'),
      ['-D', clusterDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      // A session of its own: Ctrl-C in the terminal reaches us first, and we stop it in order.
      { ...identityOf(user), cwd: '/', detached: true, stdio: ['ignore', log, log], env: environmentOf(home) },
    )
    child.on('error', () => undefined)
    if (child.pid === undefined) throw new Error('PostgreSQL could not be started.')
    child.unref()
    return child.pid
  } finally {
    closeSync(log)
  }
}

const silent = (logFile: string): string =>
  `PostgreSQL did not answer within ${SILENT_MS / 60_000} minutes. Its log may say why: ${logFile}`

/** A machine may have much else to do when it starts. */
const SILENT_MS = 120_000

/**
 * Waits until it answers, two minutes at most. One that says that it is starting replays its log after a crash, which takes
 * what it takes: to end it would only have the next start begin with the same again.
 */
async function untilReady(url: string, pid: number, clusterDir: string): Promise<'ready' | 'ended' | 'silent'> {
  for (let heard = Date.now(); Date.now() - heard < SILENT_MS; await delay(50)) {
    const who = await whoAnswers(url, clusterDir)
    if (who === 'ours') return 'ready'
    if (!isAlive(pid)) return 'ended'
    if (who === 'starting') heard = Date.now()
  }
  return 'silent'
}

async function ensureRolesAndDatabase(stored: Stored): Promise<void> {
  const client = new pg.Client({ connectionString: onDatabase(connectionsOf(stored).owner, 'postgres') })
  await client.connect()
  try {
    await ensureRoles(client, stored.passwords)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE} owner ${ROLES.migrator}`)
  } finally {
    await client.end()
  }
}

async function ensureRoles(client: pg.Client, passwords: Stored['passwords']): Promise<void> {
  for (const [role, password, rights] of [
    [ROLES.migrator, passwords.migrator, 'login nosuperuser nobypassrls createdb'],
    [ROLES.app, passwords.app, 'login nosuperuser nobypassrls nocreatedb'],
  ] as const) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
    await client.query(`${rowCount === 0 ? 'create' : 'alter'} role ${role} ${rights} password '${password}'`)
  }
}

/** Whether the server at an address is this cluster's. A copy of the folder has the same port and passwords. */
async function whoAnswers(url: string, clusterDir: string): Promise<'ours' | 'another' | 'starting' | 'nobody'> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return realpathSync(rows[0]!.data_directory) === realpathSync(clusterDir) ? 'ours' : 'another'
  } catch (error) {
    return error instanceof pg.DatabaseError && error.code === CANNOT_CONNECT_NOW ? 'starting' : 'nobody'
  } finally {
    // The answer is known by now; a connection that cannot be closed properly is closed by its other side.
    await client.end().catch(() => undefined)
  }
}

const CANNOT_CONNECT_NOW = '57P03'

/** The port it had, where that is still free; else any that is. */
async function freePort(wanted: number): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.once('error', (error) => (wanted === 0 ? failed(error) : found(freePort(0))))
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function connectionsOf({ port, passwords }: Stored): Connections {
  const url = (role: keyof typeof ROLES) =>
    `postgresql://${ROLES[role]}:${passwords[role]}@127.0.0.1:${port}/${DATABASE}`
  return { owner: url('owner'), migrator: url('migrator'), app: url('app') }
}

/** The same connection to another database of the cluster. */
export const onDatabase = (url: string, name: string): string => url.replace(/\/[^/]+$/, `/${name}`)

const readStored = (file: string): Stored => JSON.parse(readFileSync(file, 'utf8')) as Stored

function writePrivately(file: string, value: unknown): void {
  const next = `${file}.${process.pid}`
  writeFileSync(next, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  chmodSync(next, 0o600)
  renameSync(next, file)
}

const secret = () => randomBytes(24).toString('base64url')

const identityOf = (user: ServerUser | undefined) => (user ? { uid: user.uid, gid: user.gid } : {})

const environmentOf = (home: string): NodeJS.ProcessEnv => ({
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  LD_LIBRARY_PATH: join(home, 'lib'),
})
