import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'

/** What a running server says of itself in its data folder, for commands and for a second start. */
export interface RunningServer {
  readonly pid: number
  /** Where people reach it. */
  readonly url: string
  /** Where this machine reaches it, past any proxy. */
  readonly local: string
}

type Listening = Pick<Config, 'dataDir' | 'host' | 'port' | 'tls'>

const fileIn = (dataDir: string): string => join(dataDir, 'server.json')

/** The server that runs on this data folder; undefined where there is none, whatever a killed one left behind. */
export function runningServer(dataDir: string): RunningServer | undefined {
  const file = fileIn(dataDir)
  if (!existsSync(file)) return undefined
  try {
    const running = JSON.parse(readFileSync(file, 'utf8')) as RunningServer
    return running.pid !== process.pid && isServer(running.pid) ? running : undefined
  } catch {
    return undefined
  }
}

export function announceServer({ dataDir, host, port, tls }: Listening, url: string): void {
  // Every address is no address that could be called; the loopback one is among them.
  const called = ({ '0.0.0.0': '127.0.0.1', '::': '[::1]' } as Readonly<Record<string, string>>)[host] ?? host
  const local = `${tls ? 'https' : 'http'}://${called.includes(':') && !called.startsWith('[') ? `[${called}]` : called}:${port}`
  const running: RunningServer = { pid: process.pid, url, local }
  writeFileSync(fileIn(dataDir), `${JSON.stringify(running)}\n`, { mode: 0o600 })
}

export const withdrawServer = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true })

/** Whether that process is alive and, where the system tells, one of ours: a process id is soon given to another. */
function isServer(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('apps/server/main.ts')
  } catch {
    return true
  }
}
