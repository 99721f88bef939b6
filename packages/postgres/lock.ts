import { openSync, closeSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * Runs `work` while holding a lock file that names this process. A lock whose process is gone is taken over, so that
 * nothing a killed process leaves can block the next one.
 */
export async function withLock<Value>(file: string, work: () => Promise<Value>): Promise<Value> {
  for (let attempt = 0; !take(file); attempt++) {
    if (attempt > 1_200) throw new Error(`Another process has been preparing the database for a minute (${file}).`)
    await delay(50)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file: string): boolean {
  try {
    const handle = openSync(file, 'wx', 0o600)
    writeSync(handle, String(process.pid))
    closeSync(handle)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (!holderLives(file)) rmSync(file, { force: true })
    return false
  }
}

function holderLives(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    if (pid === process.pid) return true
    // An empty file is one that its maker has not written yet, unless it was killed between making and writing it.
    if (pid === 0) return Date.now() - statSync(file).mtimeMs < 5_000
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
