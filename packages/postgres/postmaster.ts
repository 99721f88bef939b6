import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** The postmaster that its own pid file names, where that process is alive. */
export function runningPostmaster(clusterDir: string): { pid: number; port: number } | undefined {
  const file = join(clusterDir, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  return pid > 0 && port > 0 && isAlive(pid) ? { pid, port } : undefined
}

/** Whether a process is the postmaster of this cluster, where the system tells: a process id is soon given to another. */
export function isPostmasterOf(pid: number, clusterDir: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(clusterDir)
  } catch {
    return isAlive(pid)
  }
}

/** Stops it in order, and where that takes too long at once. */
export async function stopPostmaster(pid: number): Promise<void> {
  signal(pid, 'SIGINT')
  for (let attempt = 0; attempt < 200 && isAlive(pid); attempt++) await delay(50)
  if (isAlive(pid)) {
    signal(pid, 'SIGQUIT')
    for (let attempt = 0; attempt < 100 && isAlive(pid); attempt++) await delay(50)
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A child that ended but was not waited for still answers to signal 0. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
