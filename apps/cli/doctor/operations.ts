import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AttachmentStore } from '@gloact/attachments'
import { readAudit } from '@gloact/audit'
import { readInScope, systemScope } from '@gloact/postgres'
import { attachmentsFolder, attachmentStore } from '../backup-files.ts'
import { lastBackupFile } from '../commands/backup.ts'
import { askDatabase, type Examination, type Finding } from './examination.ts'
import { mayWrite } from './folders.ts'

const DAY = 86_400_000
const MOST_SKEW_SECONDS = 5
const OLDEST_POSTGRES = 16

/** PostgreSQL of a version that the migrations were written for. */
export const serverVersion: Examination = {
  name: 'PostgreSQL version',
  why: 'Tables and rules use what older versions lack.',
  examine: askDatabase(async ({ db }): Promise<Finding> => {
    const { rows } = await db.pool.query<{ version: string }>(`select current_setting('server_version') as version`)
    const version = rows[0]?.version ?? ''
    if (Number.parseInt(version, 10) >= OLDEST_POSTGRES) return { state: 'ok', found: version }
    return {
      state: 'failed',
      found: version,
      advice: `Upgrade the database to PostgreSQL ${OLDEST_POSTGRES} or later.`,
    }
  }),
}

/** Whether this machine and the database agree on what time it is. */
export const clock: Examination = {
  name: 'Clock',
  why: 'Deadlines, consent, sessions and signatures depend on the time.',
  examine: askDatabase(async ({ db }): Promise<Finding> => {
    const before = Date.now()
    const { rows } = await db.pool.query<{ now: string }>('select clock_timestamp() as now')
    const between = (before + Date.now()) / 2
    const seconds = Math.abs(Date.parse(rows[0]!.now) - between) / 1_000
    if (seconds <= MOST_SKEW_SECONDS) return { state: 'ok', found: 'agrees with the database’s' }
    return {
      state: seconds > 60 ? 'failed' : 'warning',
      found: `${Math.round(seconds)} seconds away from the database’s`,
      advice: 'Set both machines by NTP (timedatectl set-ntp true), and restart the server.',
    }
  }),
}

/** The list that keeps a restored backup from bringing anybody back. */
export const erasures: Examination = {
  name: 'List of erasures',
  why: 'A restored backup would bring back anyone who was erased since it was made.',
  examine: askDatabase(async ({ db }, { settings }): Promise<Finding> => {
    const erased = await readInScope(db, systemScope(''), (trx) => readAudit(trx, { action: 'file.erased', limit: 1 }))
    if (existsSync(settings.erasureList)) return { state: 'ok', found: settings.erasureList }
    if (erased.length === 0) return { state: 'ok', found: 'nobody has been erased yet' }
    return {
      state: 'warning',
      found: `${settings.erasureList} is not there`,
      advice: 'Start the server: it writes the list again from the database. Then copy it to where the KEK is kept.',
    }
  }),
}

/** Whether what belongs to files can be read where it lies and, in a folder, written too. */
export const attachmentsWith = (mayWriteInto: (folder: string) => boolean): Examination => ({
  name: 'Attachments',
  why: 'Photographs, recordings and documents of files are kept there.',
  async examine({ settings, kind }) {
    const store = attachmentStore(settings)
    if (kind === 'none') return { state: 'ok', found: 'nothing stored yet' }
    const folder = attachmentsFolder(settings)
    const readable = await canBeListed(store)
    if (folder === undefined) {
      if (readable) return { state: 'ok', found: 'the bucket answers' }
      const advice = 'Check GLOACT_S3_ENDPOINT, the bucket and its keys: docs/guides/attachments.md.'
      return { state: 'failed', found: 'the bucket does not answer', advice }
    }
    // Within it lie folders that were made one by one, and may be another user's after a copy.
    if (readable && [folder, join(folder, 'incoming')].every(mayWriteInto)) {
      return { state: 'ok', found: 'the folder can be read and written' }
    }
    return {
      state: 'failed',
      found: `${folder} cannot be ${readable ? 'written' : 'read'}`,
      advice: `Give the server’s user permission to read and write ${folder} and everything in it.`,
    }
  },
})

export const attachments: Examination = attachmentsWith(mayWrite)

async function canBeListed(store: AttachmentStore): Promise<boolean> {
  try {
    for await (const _one of store.list()) break
    return true
  } catch {
    return false
  }
}

/** When the last backup was made on this machine. */
export const backups: Examination = {
  name: 'Backup',
  why: 'If the disk fails, what was recorded since the last one is lost.',
  examine({ settings, kind }) {
    if (kind !== 'production') return { state: 'ok', found: 'none needed: nothing real is recorded here' }
    const advice =
      'Run: ./gloact backup --out FOLDER, and let a timer do so every night (docs/guides/back-up-and-restore.md). ' +
      'Where the database is backed up by other means, say so in your own handbook.'
    const file = lastBackupFile(settings)
    if (!existsSync(file)) return { state: 'warning', found: 'none has been made here yet', advice }
    const { at } = JSON.parse(readFileSync(file, 'utf8')) as { readonly at: string }
    const days = Math.floor((Date.now() - Date.parse(at)) / DAY)
    if (days < 2) return { state: 'ok', found: `of ${at.slice(0, 16).replace('T', ' ')} UTC` }
    return { state: 'warning', found: `the last is ${days} days old`, advice }
  },
}

/** Whether people reach it over HTTPS, and until when the certificate of its own is good. */
export const tls: Examination = {
  name: 'HTTPS',
  why: 'Without it passwords and files cross the network in clear, and passkeys and sealed drafts do not work.',
  examine({ settings, kind }) {
    const url = new URL(settings.publicUrl)
    const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
    const own = join(settings.keysDir, 'tls-cert.pem')
    if (url.protocol === 'https:' || existsSync(own))
      return existsSync(own) ? ownCertificate(own) : { state: 'ok', found: url.origin }
    if (kind !== 'production') return { state: 'ok', found: 'not used; only this machine reaches it' }
    return {
      state: local ? 'warning' : 'failed',
      found: `people reach it at ${url.origin}`,
      advice:
        'Put a proxy that ends TLS in front (deploy/nginx.conf, deploy/Caddyfile) and set GLOACT_PUBLIC_URL to its https address.',
    }
  },
}

function ownCertificate(path: string): Finding {
  const until = new Date(new X509Certificate(readFileSync(path)).validTo)
  const days = Math.floor((until.getTime() - Date.now()) / DAY)
  const found = `a certificate of its own, good until ${until.toISOString().slice(0, 10)}`
  if (days > 14) return { state: 'ok', found }
  return {
    state: days > 0 ? 'warning' : 'failed',
    found,
    advice: `Delete ${path} and start the server: it makes a new one.`,
  }
}
