import { readFileSync } from 'node:fs'

/** The kernel counts in hundredths of a second. */
const TICKS_A_SECOND = 100

/**
 * Seconds of processor time that this process took, and those that it started and that have ended: servers, databases, browsers. On other
 * systems than Linux only its own. Unlike the time that passes, it hardly depends on what else the machine does.
 */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6 + endedChildren()
}

function endedChildren(): number {
  if (process.platform !== 'linux') return 0
  // The name of a program may hold spaces and brackets: what follows its last bracket is counted.
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[13]) + Number(fields[14])) / TICKS_A_SECOND
}
