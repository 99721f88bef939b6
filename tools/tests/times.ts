import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Milliseconds by test file, as this machine took them the last time. Decides the order of a run and nothing else. */
const TIMES = join('.cache', 'test-times.json')

/** Seconds of processor by test file, recorded with `--record-times` and reviewed: what the budgets are held to. */
export const COSTS = 'tools/tests/costs.json'

export type Times = Readonly<Record<string, number>>

export function readTimes(root: string, file = TIMES): Times {
  const path = join(root, file)
  if (!existsSync(path)) return {}
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Times
  } catch {
    return {}
  }
}

export function writeTimes(root: string, times: Times, file = TIMES): void {
  const path = join(root, file)
  mkdirSync(dirname(path), { recursive: true })
  const sorted = Object.fromEntries(Object.entries(times).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(path, `${JSON.stringify(sorted, null, 2)}\n`)
}
