import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts in hundredths of a second. */
const TICK_MS = 10

interface Counted {
  readonly id: number
  readonly parent: number
  readonly ticks: number
}

/** What the kernel says of a process; undefined where it has just ended. */
function readProcess(id: number): Counted | undefined {
  try {
    // The name of a program may hold spaces and brackets: what follows its last bracket is counted.
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .map(Number)
    const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((at) => fields[at] ?? 0)
    return { id, parent: parent!, ticks: user! + system! + endedUser! + endedSystem! }
  } catch {
    return undefined
  }
}

/** Milliseconds of processor time that a process and everything that it started have taken, whatever else the machine does. Linux only. */
export function processorTime(root: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? [])
  const family = new Set([root])
  for (let size = 0; size < family.size;) {
    size = family.size
    for (const { id, parent } of all) if (family.has(parent)) family.add(id)
  }
  return all.filter(({ id }) => family.has(id)).reduce((sum, { ticks }) => sum + ticks * TICK_MS, 0)
}
