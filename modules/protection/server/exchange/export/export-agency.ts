import { openLogged } from '@gloact/records/server'
import { FILE } from '../../file/file-kind.ts'
import type { FileAction } from '../../../domain/file/actions/definitions.ts'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, rmdir, writeFile, type FileHandle } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { AttachmentStore, ObjectId } from '@gloact/attachments'
import { recordAudit } from '@gloact/audit'
import { err, failure, newId, ok, type Failure, type Result } from '@gloact/kernel'
import type { ServerModule } from '@gloact/module'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import { objectPlace } from '../../file/attachment-rows.ts'
import { TRAINING_MARK } from '../../../domain/exchange/training-mark.ts'
import type { ProtectionContext } from '../../file/context.ts'
import { openState } from '../../file/file-store.ts'
import { tables, type CaseFileTable } from '../../file/file-tables.ts'
import { readingWords } from '../../file/reading-words.ts'
import { erasuresOf, readingsOf, refusalsOf } from './agency-accounts.ts'
import { exportHtcds } from './export-htcds.ts'
import { namesBehind, type NamesBehind } from './names-behind.ts'

export interface AgencyExportOptions {
  /** The folder that is made. It must not be there yet, or be empty. Only its owner can read it. */
  readonly out: string
  readonly agencyId: string
  readonly agencyName: string
  readonly store: AttachmentStore
  readonly onProgress?: (files: number) => void
  /** What other modules hold of the agency, each by the name of the module. */
  readonly others?: readonly Pick<ServerModule<never>, 'id' | 'exportOf'>[]
}

export interface AgencyExportResult {
  readonly files: number
  readonly actions: number
  readonly attachments: number
  /** Attachments that the store no longer has; each is in its file's log. */
  readonly lost: number
  /** Adults who declined to be recorded. */
  readonly refusals: number
  readonly erasures: number
  /** Entries of the audit that say who read the files. */
  readonly readings: number
}

const BATCH = 50

/**
 * Everything that an agency has recorded, for when it leaves: each file with its whole log opened, the attachments, the
 * forms and lists that say what the answers mean, the names behind every id, who read the files, refusals to be recorded,
 * erasures with their certificates, and the HTCDS workbook. It leaves the vault, so it is in the audit log before it is in
 * its place; a folder that is there whole has a manifest. Files that were erased are not there: nobody can open them. `protection.export_not_writable`, `protection.export_folder_not_empty`, and
 * `protection.attachment_store_away` where attachments cannot be read at present: half of them would look like all.
 */
export async function exportAgency(
  context: ProtectionContext,
  options: AgencyExportOptions,
): Promise<Result<AgencyExportResult, Failure>> {
  const out = resolve(options.out)
  // A folder that cannot be listed does not exist yet, or cannot be written to either: making it says which.
  const there = await readdir(out).catch(() => null)
  if (there !== null && there.length > 0) return err(failure('protection.export_folder_not_empty'))
  const unfinished = `${out}.${newId()}.part`
  // Whatever the reason, the person who asked can only name another place.
  const made = await mkdir(join(unfinished, 'attachments'), { recursive: true, mode: 0o700 }).catch(() => null)
  if (made === null) return err(failure('protection.export_not_writable'))
  try {
    const names = await namesBehind(context)
    const written = await writeFiles(context, options, unfinished, names)
    if (!written.ok) return written
    const accounts = {
      refusals: await refusalsOf(context, options.agencyId),
      erasures: await erasuresOf(context, options.agencyId),
    }
    for (const [name, lines] of Object.entries(accounts)) {
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
      await writeFile(join(unfinished, `${name}.jsonl`), text, privately)
      await names.learn(text)
    }
    const result: AgencyExportResult = {
      ...written.value,
      refusals: accounts.refusals.length,
      erasures: accounts.erasures.length,
    }
    const others = await writeOthers(context, options, unfinished, names)
    const workbook = await exportHtcds(context, {
      out: join(unfinished, 'people.xlsx'),
      agencyId: options.agencyId,
    })
    if (!workbook.ok) return workbook
    await writeMeaning(context, options, unfinished, names, others)
    await writeManifest(context, options, unfinished, result, others)
    const recorded = await inScope<AgencyExportResult, Failure>(
      context.db,
      systemScope(context.rules.country),
      async (trx) => {
        await recordAudit(trx, {
          action: 'export.made',
          object: { kind: 'protection.agency_export', id: newId() },
          purpose: 'agency_leaves',
          agencyId: options.agencyId,
          detail: { ...result },
        })
        return ok(result)
      },
    )
    if (!recorded.ok) return recorded
    if (there !== null) await rmdir(out)
    await rename(unfinished, out)
    return recorded
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

const privately = { mode: 0o600 } as const

type Written = Omit<AgencyExportResult, 'refusals' | 'erasures'>

async function writeFiles(
  context: ProtectionContext,
  { agencyId, store, onProgress }: AgencyExportOptions,
  folder: string,
  names: NamesBehind,
): Promise<Result<Written, Failure>> {
  const { db, vault, rules } = context
  const lines = await open(join(folder, 'files.jsonl'), 'wx', privately.mode)
  const readings = await open(join(folder, 'readings.jsonl'), 'wx', privately.mode)
  const counts = { files: 0, actions: 0, attachments: 0, lost: 0, readings: 0 }
  try {
    let after: string | undefined
    for (;;) {
      const rows = await readInScope(db, systemScope(rules.country), async (trx) => {
        let query = tables(trx)
          .selectFrom('protection.case_file')
          .selectAll()
          .where('agency_id', '=', agencyId)
          .where('country', '=', rules.country)
          .orderBy('id')
          .limit(BATCH)
        if (after !== undefined) query = query.where('id', '>', after)
        const found = await query.execute()
        const keys = await vault.personKeys(
          trx,
          found.map((row) => row.person_id),
        )
        const opened: { row: CaseFileTable; key: PersonKey; log: FileAction[] }[] = []
        for (const row of found) {
          const key = keys.get(row.person_id)
          if (!key) continue
          const log = await tables(trx)
            .selectFrom('protection.file_action')
            .selectAll()
            .where('file_id', '=', row.id)
            .orderBy('sequence')
            .execute()
          opened.push({ row, key, log: log.map((action) => openLogged(FILE, key, FILE.toStored(action))) })
        }
        const readers: object[] = []
        for await (const reading of readingsOf(
          trx,
          found.map(({ id }) => id),
          readingWords(context),
        ))
          readers.push(reading)
        return { last: found.at(-1)?.id, opened, readers, attached: await attachmentsOf(trx, found) }
      })
      if (rows.last === undefined) return ok(counts)
      after = rows.last
      for (const { row, key, log } of rows.opened) {
        const text = JSON.stringify(fileAsText(row, key, log))
        await lines.write(`${text}\n`)
        await names.learn(text, new Set([row.id, row.person_id, ...log.map(({ id }) => id)]))
        counts.files++
        counts.actions += log.length
        for (const attachment of rows.attached.filter(({ file_id: fileId }) => fileId === row.id)) {
          const written = await writeAttachment(store, key, attachment, folder)
          if (!written.ok) return written
          if (written.value) counts.attachments++
          else counts.lost++
        }
      }
      for (const reading of rows.readers) {
        const text = JSON.stringify(reading)
        await readings.write(`${text}\n`)
        counts.readings++
      }
      await names.learn(JSON.stringify(rows.readers))
      onProgress?.(counts.files)
    }
  } finally {
    await lines.close()
    await readings.close()
  }
}

/** A file of an export that another module gave, and what it says of it. */
type Other = { readonly file: string; readonly about: string }

/** What other modules hold of the agency: a file each. */
async function writeOthers(
  { db, rules }: ProtectionContext,
  { agencyId, others = [] }: AgencyExportOptions,
  folder: string,
  names: NamesBehind,
): Promise<readonly Other[]> {
  const written: Other[] = []
  for (const { id, exportOf } of others) {
    if (!exportOf) continue
    await readInScope(db, systemScope(rules.country), async (trx) => {
      for await (const part of exportOf(trx, agencyId)) {
        const file = `${id}-${part.name}.jsonl`
        const to = await open(join(folder, file), 'wx', privately.mode)
        try {
          for await (const line of part.lines) {
            const text = JSON.stringify(line)
            await to.write(`${text}\n`)
            await names.learn(text)
          }
        } finally {
          await to.close()
        }
        written.push({ file, about: part.about })
      }
    })
  }
  return written
}

const attachmentsOf = (trx: Parameters<typeof tables>[0], rows: readonly CaseFileTable[]) =>
  rows.length === 0
    ? Promise.resolve([])
    : tables(trx)
        .selectFrom('protection.attachment')
        .select(['id', 'file_id', 'object_id'])
        .where('referenced', '=', true)
        .where(
          'file_id',
          'in',
          rows.map(({ id }) => id),
        )
        .execute()

function fileAsText(row: CaseFileTable, key: PersonKey, log: readonly FileAction[]): object {
  const { sealed_state: sealed, head_hash: head, coded: _coded, ...columns } = row
  return {
    ...columns,
    head_hash: Buffer.from(head).toString('hex'),
    state: openState(key, row.id, sealed),
    actions: log.map(({ previousHash, hash, ...action }) => ({
      ...action,
      previousHash: Buffer.from(previousHash).toString('hex'),
      hash: Buffer.from(hash).toString('hex'),
    })),
  }
}

/** Whether the store still has it: one that it has lost is named in the log, counted and left out. */
async function writeAttachment(
  store: AttachmentStore,
  key: PersonKey,
  attachment: { readonly id: string; readonly object_id: string },
  folder: string,
): Promise<Result<boolean, Failure>> {
  const got = await store.get(attachment.object_id as ObjectId)
  if (!got.ok)
    return got.error.code === 'attachments.missing' ? ok(false) : err(failure('protection.attachment_store_away'))
  const file: FileHandle = await open(join(folder, 'attachments', attachment.id), 'wx', privately.mode)
  try {
    for await (const piece of key.unsealStream(objectPlace(attachment.id, 'content'), got.value))
      await file.write(piece)
  } finally {
    await file.close()
  }
  return ok(true)
}

/** What the answers mean: the forms, the lists, and whom and what the ids stand for. */
async function writeMeaning(
  { rules }: ProtectionContext,
  { agencyName }: AgencyExportOptions,
  folder: string,
  names: NamesBehind,
  others: readonly Other[],
): Promise<void> {
  const write = (name: string, content: unknown) =>
    writeFile(join(folder, name), `${JSON.stringify(content, null, 2)}\n`, privately)
  await write('forms.json', rules.forms)
  await write('code-lists.json', rules.codeLists)
  for (const kind of NAMED) await write(`${kind}.json`, Object.fromEntries(names[kind]))
  await writeFile(join(folder, 'README.txt'), readme(agencyName, others), privately)
}

/** What has a file of names by id. */
const NAMED = ['staff', 'teams', 'agencies', 'tags'] as const

const readme = (
  agencyName: string,
  others: readonly Other[],
): string => `Everything that ${agencyName} recorded in GloACT.

These files are no longer sealed: they say who people are and what they told. Keep them on an encrypted disk, and
delete them when they have been taken into the next system.

files.jsonl      One file a line: its row, its state as it stands, and its whole log in order ("actions").
                 An answer is {"value": ...} or {"absent": "not_asked" | "not_known" | "declined" |
                 "not_applicable" | "withheld"}: these five are different, and none of them is "no".
forms.json       The questions that the answers are to; code-lists.json: what the codes mean.
staff.json, teams.json, agencies.json, tags.json
                 What the ids stand for that are in these files, in whatever place: who recorded, who is assigned,
                 named for an audience or on an appointment; who gives a service or had a file by a share. An id that
                 is in none of them is of an action, a file, a person or a row.
readings.jsonl   Who read the files, when, how often within ten minutes and for what purpose, file by file, the latest
                 first. Also of files that were erased since, of which nothing else is here.
refusals.jsonl   One line for each adult who declined to be recorded: month, sex, age group, nationality.
erasures.jsonl   Erasures that were asked for, on which ground and by whom; for each that was carried out its
                 certificate: who confirmed it and when ("confirmed_at"), how much went with it, and from which day no
                 backup can be read.
${others.map(({ file, about }) => `${file}\n                 ${about}\n`).join('')}attachments/     Photos, recordings and documents, by the attachmentId of their action "attachment_added".
people.xlsx      The same people as a workbook of the Human Trafficking Case Data Standard 2.0.
manifest.json    How many there are, and the SHA-256 of each of these files.
`

async function writeManifest(
  { clock, rules, training }: ProtectionContext,
  { agencyId, agencyName }: AgencyExportOptions,
  folder: string,
  counts: AgencyExportResult,
  others: readonly Other[],
): Promise<void> {
  const names = [
    ...['files', 'readings', 'refusals', 'erasures'].map((name) => `${name}.jsonl`),
    ...['forms', 'code-lists', ...NAMED].map((name) => `${name}.json`),
    ...others.map(({ file }) => file),
    'people.xlsx',
    'README.txt',
  ]
  const attachments = (await readdir(join(folder, 'attachments'))).toSorted().map((name) => `attachments/${name}`)
  const sha256: Record<string, string> = {}
  for (const name of [...names, ...attachments]) sha256[name] = await digestOf(join(folder, name))
  const manifest = {
    format: 'gloact-agency-export',
    version: 2,
    ...(training && { training: TRAINING_MARK }),
    country: rules.country,
    agency: { id: agencyId, name: agencyName },
    madeAt: clock.now(),
    ...counts,
    sha256,
  }
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, privately)
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) hash.update(piece)
  return hash.digest('hex')
}
