// Importing 97,750 CTDC cases with the command, against PostgreSQL's own COPY of the same bytes into a table of text, and
// the memory that it takes. Run it with `node tests/performance/import.ts [FILE]`.
import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, chmodSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@gloact/postgres'
import { sql } from 'kysely'
import { ownerUrl, repository, startServerProcess, temporaryDataDir } from '../support/server-process.ts'
import { type Line, print, timed } from './measure.ts'

export const WIDE_FILE = join(repository, '..', 'shared', 'data', 'ctdc', 'ctdc_kanon_2021-07-15_cases_wide.csv')

const ASKED_EVERY_MS = 20
const MEGABYTE = 1024 * 1024

interface Ran {
  readonly ms: number
  /** The most that the process held at any time, in bytes. */
  readonly peak: number
  readonly answer: Readonly<Record<string, unknown>>
}

/** Runs the command; how long it took, and the most memory that it held. Memory is Linux's own figure (VmHWM). */
async function command(dataDir: string, args: readonly string[]): Promise<Ran> {
  const child = spawn(process.execPath, ['apps/cli/main.ts', ...args], {
    cwd: repository,
    env: { ...process.env, GLOACT_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let peak = 0
  const watching = setInterval(() => {
    try {
      const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
      peak = Math.max(peak, Number(line?.[1] ?? 0) * 1024)
    } catch {
      // It has ended, or this is not Linux: then the memory is not told.
    }
  }, ASKED_EVERY_MS)
  let output = ''
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString('utf8')))
  const ms = await timed(() => new Promise((resolve) => child.once('close', resolve)))
  clearInterval(watching)
  if (child.exitCode !== 0) throw new Error(`the command ended with ${child.exitCode}: ${output}`)
  return { ms, peak, answer: JSON.parse(output.trim().split('\n').at(-1)!) as Ran['answer'] }
}

export async function measureImport(file: string): Promise<readonly Line[]> {
  const folder = temporaryDataDir()
  const server = await startServerProcess({ dataDir: folder.dataDir })
  const readable = mkdtempSync(join(tmpdir(), 'gloact-copy-'))
  try {
    // The database reads the file itself, under its own user.
    chmodSync(readable, 0o755)
    const copied = join(readable, 'cases.csv')
    copyFileSync(file, copied)
    chmodSync(copied, 0o644)
    const columns = readFileSync(file, 'utf8').split(/\r?\n/, 1)[0]!.split(',')
    const copyMs = await timedCopy(folder.dataDir, copied, columns.length)
    const first = await command(folder.dataDir, ['import', 'ctdc', file, '--json'])
    const again = await command(folder.dataDir, ['import', 'ctdc', file, '--json'])
    const nothing = await command(folder.dataDir, ['audit', 'verify', '--json'])
    const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
    const size = statSync(file).size
    return [
      {
        what: `import ${Number(first.answer.imported).toLocaleString('en')} CTDC cases`,
        measured: seconds(first.ms),
        reference: `COPY of the same ${(size / MEGABYTE).toFixed(0)} MB: ${seconds(copyMs)}`,
        ratio: `× ${(first.ms / copyMs).toFixed(1)}`,
        goal: '—',
      },
      {
        what: `the same file again (${Number(again.answer.unchanged).toLocaleString('en')} unchanged)`,
        measured: seconds(again.ms),
        reference: `COPY of the same: ${seconds(copyMs)}`,
        ratio: `× ${(again.ms / copyMs).toFixed(1)}`,
        goal: '—',
      },
      {
        what: 'memory while importing',
        measured: `${(first.peak / MEGABYTE).toFixed(0)} MB at most`,
        reference: `a command that reads no file: ${(nothing.peak / MEGABYTE).toFixed(0)} MB`,
        ratio: `× ${(first.peak / nothing.peak).toFixed(1)}`,
        goal: '—',
      },
    ]
  } finally {
    rmSync(readable, { recursive: true, force: true })
    await server.stop()
    folder.remove()
  }
}

async function timedCopy(dataDir: string, file: string, columns: number): Promise<number> {
  const db = openDatabase(ownerUrl(dataDir), { max: 1 })
  try {
    const names = Array.from({ length: columns }, (_, index) => sql.id(`c${index}`))
    await sql`create table public.bench_copy (${sql.join(names.map((name) => sql`${name} text`))})`.execute(db)
    return await timed(() => sql`copy public.bench_copy from ${sql.lit(file)} with (format csv, header)`.execute(db))
  } finally {
    await sql`drop table if exists public.bench_copy`.execute(db)
    await db.destroy()
  }
}

if (import.meta.main) {
  const file = process.argv[2] ?? WIDE_FILE
  if (!existsSync(file)) {
    process.stderr.write(`${file} is not there: give a CTDC file, or lay the shared data beside the clone.\n`)
    process.exitCode = 1
  } else print('Importing', await measureImport(file))
}
