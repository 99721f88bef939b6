import { spawn } from 'node:child_process'

/**
 * Tells the service manager that this process still gets on with its work, three times as often as it wants to know
 * (`WatchdogSec=` in the unit): where it no longer does, it is killed and started again. Nothing where nobody asks. Node has no
 * datagram sockets of this kind, so systemd's own command says it.
 */
export function startWatchdog(environment: NodeJS.ProcessEnv): () => void {
  const microseconds = Number(environment['WATCHDOG_USEC'] ?? '0')
  if (!environment['NOTIFY_SOCKET'] || !(microseconds > 0)) return () => undefined
  const beat = (): void => {
    const told = spawn('systemd-notify', ['WATCHDOG=1'], { stdio: 'ignore' })
    // Where the command is not there, the manager hears nothing, and says so itself.
    told.on('error', () => undefined)
  }
  beat()
  const beating = setInterval(beat, microseconds / 3_000)
  beating.unref()
  return () => clearInterval(beating)
}
