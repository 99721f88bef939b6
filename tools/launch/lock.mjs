import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const PAUSE = 200
const LONGEST_TAKEOVER = 10_000

/**
 * Runs `work` while holding a lock file, so that two preparations at the same time do not break one another: the second
 * waits and then finds nothing left to do. A lock whose process has died is taken over.
 *
 * @template Value
 * @param {string} path
 * @param {(line: string) => void} say
 * @param {() => Promise<Value>} work
 * @returns {Promise<Value>}
 */
export async function withLock(path, say, work) {
  mkdirSync(dirname(path), { recursive: true })
  for (let told = false; !tryLock(path); await wait(PAUSE)) {
    if (takeOver(path)) continue
    if (!told) say('Another GloACT command is preparing this folder; waiting for it to finish …')
    told = true
  }
  const release = () => rmSync(path, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    release()
    process.off('exit', release)
  }
}

/** @param {string} path */
function tryLock(path) {
  try {
    const file = openSync(path, 'wx')
    writeSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/**
 * Removes the lock of a process that is gone. A second file guards the removal: without it two that wait could each
 * find the dead lock, and the slower would remove the lock that the faster has just made.
 *
 * @param {string} path
 */
function takeOver(path) {
  if (holderLives(path)) return false
  const guard = `${path}.takeover`
  if (!tryLock(guard)) {
    if (ageOf(guard) > LONGEST_TAKEOVER) rmSync(guard, { force: true })
    return false
  }
  try {
    if (holderLives(path)) return false
    rmSync(path, { force: true })
    return true
  } finally {
    rmSync(guard, { force: true })
  }
}

/** @param {string} path */
function holderLives(path) {
  try {
    const holder = Number(readFileSync(path, 'utf8'))
    // Between making the file and writing to it there is a moment in which it is empty.
    if (!holder) return ageOf(path) < LONGEST_TAKEOVER
    process.kill(holder, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** @param {string} path */
function ageOf(path) {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && 'code' in error ? error.code : undefined)
