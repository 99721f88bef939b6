import childProcess, { type SpawnOptions } from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'

// Loaded before every Node process of the thorough run's part `clock` (`NODE_OPTIONS`): its clock stands as many seconds from the machine's
// as `GLOACT_TEST_OFFSET` says, and so does that of a PostgreSQL that it starts. The product itself knows nothing of it.
const offset = Number(process.env['GLOACT_TEST_OFFSET'] ?? 0)
const library = process.env['GLOACT_TEST_FAKETIME']

const Machine = Date
const now = Machine.now.bind(Machine)
/** `new Date()` and `Date()` without arguments are now; all else stays what it is. */
globalThis.Date = new Proxy(Machine, {
  construct: (target, given: ConstructorParameters<typeof Date> | [], asked) =>
    Reflect.construct(target, given.length === 0 ? [now() + offset * 1000] : given, asked) as Date,
  apply: () => new Machine(now() + offset * 1000).toString(),
})
Machine.now = () => now() + offset * 1000

const spawn = childProcess.spawn
const spawnMoved = (command: string, args: readonly string[] = [], options: SpawnOptions = {}) => {
  const isPostgres = /(?:^|\/)postgres$/.test(command)
  if (!isPostgres || library === undefined) return spawn(command, [...args], options)
  const sign = offset < 0 ? '-' : '+'
  const env = {
    ...options.env,
    LD_PRELOAD: library,
    FAKETIME: `${sign}${Math.abs(offset)}s`,
    // Waits and times of files stay the machine's.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    NO_FAKE_STAT: '1',
  }
  return spawn(command, [...args], { ...options, env })
}
Object.assign(childProcess, { spawn: spawnMoved })
syncBuiltinESMExports()
