// The check of a night, and the full one, at 100,000 files. Run it with `node tests/performance/files-check.ts [files]`; it takes
// some minutes, most of them planting files.
import { join } from 'node:path'
import { auditPublicKeys, closeBlock, fileAuditSigner, verifyAudit } from '@gloact/audit'
import { systemClock, unwrap } from '@gloact/kernel'
import { openDatabase } from '@gloact/postgres'
import { verifyChangedChains, verifyFileChains } from '@gloact/protection/server'
import { sql } from 'kysely'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { ownerUrl, startServerProcess } from '../support/server-process.ts'
import { print, type Line } from './measure.ts'
import { plant } from './plant.ts'
import { appUrl } from './statements.ts'

/** Measures everything on an instance of its own that it removes again. */
export async function measureFilesCheck(files: number): Promise<readonly Line[]> {
  const folder = loadedDataDir()
  const { dataDir } = folder
  const server = await startServerProcess({ dataDir })
  try {
    await plant(dataDir, files)
    await witnessPlanted(dataDir)
    const keys = join(dataDir, 'keys')
    const db = openDatabase(appUrl(dataDir), { max: 4, name: 'bench check' })
    try {
      await closeBlock(db, unwrap(fileAuditSigner(keys)), systemClock)
      const measured = async <Value>(work: () => Promise<Value>) => {
        const [began, cpu] = [performance.now(), process.cpuUsage()]
        const value = await work()
        const { user, system } = process.cpuUsage(cpu)
        const [wall, own] = [(performance.now() - began) / 1_000, (user + system) / 1e6]
        return { value, told: `${wall.toFixed(1)} s, ${own.toFixed(1)} s of processor` }
      }
      const log = await measured(() => verifyAudit(db, { publicKeys: auditPublicKeys(keys) }))
      const all = await measured(() => verifyFileChains(db))
      const first = await measured(() => verifyChangedChains(db, undefined))
      const settled = await verifyChangedChains(db, first.value.upTo)
      const night = await measured(() => verifyChangedChains(db, settled.upTo))
      const broken = [log.value.firstBroken, all.value.broken, first.value.broken, night.value.broken]
      if (broken.some((each) => each !== undefined)) throw new Error(`something was found: ${JSON.stringify(broken)}`)
      const count = (value: number): string => value.toLocaleString('en')
      const line = (what: string, told: string, reference: string): Line => ({
        what,
        measured: told,
        reference,
        ratio: '—',
        goal: '—',
      })
      return [
        line(`the audit log: ${count(log.value.entries)} entries in ${count(log.value.blocks)} blocks`, log.told, '—'),
        line(
          `every file read, hashed and held: ${count(all.value.files)} files, ${count(all.value.actions)} actions`,
          all.told,
          '—',
        ),
        line('the first night: every head, every file', first.told, '—'),
        line(
          `any other night: ${count(night.value.heads)} heads, ${count(night.value.read)} files read`,
          night.told,
          `the first night: ${first.told}`,
        ),
      ]
    } finally {
      await db.destroy()
    }
  } finally {
    await server.stop()
    folder.remove()
  }
}

/** The audit entries that recording the planted files would have left. */
async function witnessPlanted(dataDir: string): Promise<void> {
  const owner = openDatabase(ownerUrl(dataDir), { max: 1 })
  try {
    await sql`
      insert into audit.entry (id, action, object_kind, object_id, country, agency_id, detail)
      select gen_random_uuid(), 'file.opened', 'protection.case_file', file.id, file.country, file.agency_id,
        jsonb_build_object('first', 1, 'last', file.sequence, 'hashes', (
          select jsonb_agg('sha256.' || encode(action.hash, 'hex') order by action.sequence)
          from protection.file_action as action where action.file_id = file.id))
      from protection.case_file as file
      where not exists (select from audit.entry as entry where entry.object_id = file.id)`.execute(owner)
  } finally {
    await owner.destroy()
  }
}

if (import.meta.main) {
  const files = Number(process.argv[2] ?? 100_000)
  print(`Files held against the audit log at ${files.toLocaleString('en')} files`, await measureFilesCheck(files))
}
