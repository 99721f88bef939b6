import { readdirSync, readFileSync } from 'node:fs'

/** The kernel counts in hundredths of a second. */
const TICKS_A_SECOND = 100
const EVERY = 1_000

/**
 * Seconds of processor time that this process took, and those that it started and waited for until they ended. On other systems than Linux
 * only its own. Unlike the time that passes, it hardly depends on what else the machine does.
 */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6 + (readProcess(process.pid)?.ofEnded ?? 0)
}

/** What a run took so far. */
export interface Watched {
  seconds(): number
  /** Of the processes that it started with this as their last argument, and of all that they started. */
  secondsOf(lastArgument: string): number
  stop(): void
}

interface Known {
  readonly began: number
  /** The last argument of the process that the run itself started. */
  readonly started: string
  seconds: number
}

/**
 * Looks once a second at everything that this process started, however far down. A database, or a page of the browser, is no child of the
 * test that it is for, or is waited for by nobody: what they took is known from looking alone. What lives for less than a second is not.
 */
export function watchProcesses(): Watched {
  const known = new Map<number, Known>()
  const ended: Known[] = []
  const keep = (id: number, started: string, { began, own }: Counted): void => {
    const before = known.get(id)
    // A number is given again once its process has ended.
    if (before) ended.push(before)
    known.set(id, { began, started, seconds: own })
  }
  const look = (): void => {
    const now = readProcesses()
    for (const [id, counted] of now) {
      const before = known.get(id)
      if (before?.began === counted.began) before.seconds = counted.own
      else if (counted.parent === process.pid) keep(id, lastArgument(id), counted)
    }
    // Children of children that were met just now, until no more are found.
    for (let more = true; more;) {
      more = false
      for (const [id, counted] of now) {
        const above = known.get(counted.parent)
        if (above === undefined || known.get(id)?.began === counted.began) continue
        keep(id, above.started, counted)
        more = true
      }
    }
  }
  const timer = process.platform === 'linux' ? setInterval(look, EVERY).unref() : undefined
  const sumOf = (some: readonly Known[]): number => some.reduce((sum, { seconds }) => sum + seconds, 0)
  return {
    seconds: () => {
      const { user, system } = process.cpuUsage()
      return Math.max(processorSeconds(), (user + system) / 1e6 + sumOf([...known.values(), ...ended]))
    },
    secondsOf: (argument) => sumOf([...known.values(), ...ended].filter(({ started }) => started === argument)),
    stop: () => clearInterval(timer),
  }
}

interface Counted {
  readonly parent: number
  /** When it began: with its number this is it and no other. */
  readonly began: number
  readonly own: number
  readonly ofEnded: number
}

/** What the kernel says of a process; undefined where it has just ended, or where there is no such kernel. */
function readProcess(id: number): Counted | undefined {
  try {
    // The name of a program may hold spaces and brackets: what follows its last bracket is counted.
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number)
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0, began = 0] = [1, 11, 12, 13, 14, 19].map(
      (at) => fields[at],
    )
    return { parent, began, own: (user + system) / TICKS_A_SECOND, ofEnded: (endedUser + endedSystem) / TICKS_A_SECOND }
  } catch {
    return undefined
  }
}

function readProcesses(): ReadonlyMap<number, Counted> {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return new Map(
    all.flatMap((name) => {
      const counted = readProcess(Number(name))
      return counted ? [[Number(name), counted] as const] : []
    }),
  )
}

function lastArgument(id: number): string {
  try {
    return (
      readFileSync(`/proc/${id}/cmdline`, 'utf8')
        .split('\0')
        .findLast((word) => word !== '') ?? ''
    )
  } catch {
    return ''
  }
}
