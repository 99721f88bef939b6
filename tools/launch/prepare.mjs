// Makes a clone ready to run: installs what the lockfile names, and with `--web` builds the browser app, each only when
// needed. Plain JavaScript for Node 20 and later with nothing installed, since it runs before anything else can.
// Everything it says goes to standard error: standard output belongs to the command that follows it.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installWhenNeeded, isInstalled } from './install.mjs'
import { withLock } from './lock.mjs'
import { buildWebWhenStale, freshBundle } from './web-bundle.mjs'

const OLDEST_NODE = 20
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** @param {string} line */
const say = (line) => void process.stderr.write(`${line}\n`)

async function prepare() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    say(`GloACT needs Node ${OLDEST_NODE} or later to install itself (it then brings the Node it runs on).`)
    say(`This machine has ${process.version}. Install the current version from https://nodejs.org and try again.`)
    return 1
  }
  const web = process.argv.includes('--web')
  // Where all is in place nothing is written, not even a lock: a service or a command may run as a user who may not write here.
  if (isInstalled(root) && (!web || freshBundle(root) !== undefined)) return 0
  return withLock(join(root, '.cache', 'prepare.lock'), say, async () => {
    if (!(await installWhenNeeded(root, say))) return 1
    if (web && !(await buildWebWhenStale(root, say))) return 1
    return 0
  })
}

process.exitCode = await prepare()
