// Measures everything and writes docs/reference/performance.md. Run it on a machine that does nothing else:
// `node tests/performance/record.ts`. It takes about ten minutes.
import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { basename, join } from 'node:path'
import { repository } from '../support/server-process.ts'
import { measureApi } from './api.ts'
import { measureCommands } from './commands.ts'
import { measureGuessing } from './guessing.ts'
import { measureImport, WIDE_FILE } from './import.ts'
import { tableOf } from './measure.ts'
import { measureMixed, MIXED } from './mixed.ts'
import { measurePolicies } from './policies.ts'
import { measureStart } from './start.ts'

const FILES = 100_000

const parts: string[] = [
  '# Performance',
  '',
  'Measured by `node tests/performance/record.ts`, which wrote this page; nothing of it is a timed assertion in a test. Each',
  'line stands beside a reference that was measured in the same run, so that it says something on another machine too.',
  '',
  `Machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version},`,
  `embedded PostgreSQL, ${new Date().toISOString().slice(0, 10)}.`,
  '',
]
const add = (title: string, command: string, about: string, table: string): void =>
  void parts.push(`## ${title}`, '', about, '', `\`${command}\``, '', table, '')

add(
  'Starting, and the first screen',
  'node tests/performance/start.ts',
  'With everything installed and built.',
  tableOf(await measureStart()),
)
add(
  `Through the API at ${FILES.toLocaleString('en')} files`,
  `node tests/performance/api.ts ${FILES}`,
  'One request after another over HTTP to a server of its own, with session, policy, row-level security, opening and sealing,\n' +
    'audit and presenting. The reference is the same SQL, from `begin` to `commit`, issued bare over a connection\n' +
    'pool of the same size and settings by the same role. Names are searched in memory, so that there is no SQL to compare a\n' +
    'search with.',
  tableOf(await measureApi(FILES)),
)
add(
  'While somebody guesses passwords',
  'node tests/performance/guessing.ts',
  'Three hundred wrong sign-ins at once, from 250 networks. The reference is the same with nobody guessing. Passwords are hashed a\n' +
    'few at a time; what finds the queue full is answered with 503 and when to come again.',
  tableOf(await measureGuessing(300)),
)
add(
  `A mixed load on ${MIXED.files} files`,
  'node tests/performance/mixed.ts',
  'As an office makes it: lists 30 %, files opened 45 %, searches 15 %, notes saved 10 %, so many at once, by one process. The\n' +
    'reference is the same SQL, one statement after the other and unprepared, over a pool of twenty connections, in turns in the\n' +
    'same run; of searches only what follows the index. Time of processor says more than time where a machine does other work.\n' +
    '`--against FOLDER` measures a clone of an earlier state as well, `--processes N` several processes.',
  tableOf(await measureMixed(MIXED)),
)
add(
  `Row-level security by names at ${FILES.toLocaleString('en')} files`,
  `node tests/performance/policies.ts ${FILES}`,
  'The statements of three requests, with the policies as they are and with each name of the scope (`app.user_id()` …) replaced by\n' +
    'the expression that it stands for, in turns. The plans are compared word for word.',
  tableOf(await measurePolicies(FILES)),
)
add(
  'Messages to another country',
  'node tests/performance/exchange.ts 10000',
  'Two instances on one machine over TLS 1.3 with pinned certificates, everything on. The reference is the same bytes by bare HTTPS\n' +
    'POSTs to a server in a process of its own that does nothing with them, over as many connections.',
  execFileSync(process.execPath, [join(import.meta.dirname, 'exchange.ts'), '10000'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .join('\n'),
)
add(
  'Importing',
  'node tests/performance/import.ts',
  'The wide CTDC file with the command, through a running server’s database.',
  existsSync(WIDE_FILE)
    ? tableOf(await measureImport(WIDE_FILE))
    : `Not measured: ${basename(WIDE_FILE)}, which is not part of this repository, was not on the machine.`,
)
add(
  'Commands that need no database',
  'node tests/performance/commands.ts',
  'From the shell with `./gloact`, which looks first whether the clone is prepared. The median of seven runs; time of processor is\n' +
    'what says something where the machine does other work as well.',
  tableOf(measureCommands()),
)
writeFileSync(join(repository, 'docs', 'reference', 'performance.md'), parts.join('\n'))
