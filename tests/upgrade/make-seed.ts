// Makes the seed of a release: node tests/upgrade/make-seed.ts seed-0.2
// To be run on the commit that was released; on an earlier one, copy this file and tests/support there first.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { copyFileSync, createWriteStream, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { closeBlock, exportHead, fileAuditSigner } from '@gloact/audit'
import { loadCountry } from '@gloact/country'
import { DEMO_AGENCIES, demoPrincipal, seedDemoStaff } from '@gloact/identity/server'
import { newId, systemClock, unwrap } from '@gloact/kernel'
import { migrate, openDatabase, openInstance } from '@gloact/postgres'
import { fileRulesOf, importHtcds, loadDemoFiles, type ProtectionContext } from '@gloact/protection/server'
import { createVault, fileKekProvider } from '@gloact/vault'
import { sql } from 'kysely'
import { startProvider } from '../../modules/identity/server/testing/provider.ts'
import { totp } from '../../modules/identity/server/testing/totp.ts'
import { writeSampleWorkbook } from '@gloact/standards/sample'
import { inventPeople } from '@gloact/standards/testing'
import {
  answered,
  attachLetter,
  closeFile,
  dataProtectionOfficer,
  erase,
  openFile,
  record,
  action,
  today,
} from '../support/file-story.ts'
import { gloact } from '../support/gloact-command.ts'
import {
  callerOf,
  ownerUrl,
  repository,
  signInAs,
  startServerProcess,
  temporaryDataDir,
  type Caller,
  type ServerProcess,
} from '../support/server-process.ts'
import { SEED_AUTHENTICATOR, SEED_FILE } from './seed-file.ts'

/** So few that the seed stays small; the demonstration's own files say the rest. */
const IMPORTED = 6
const PROVIDER = { clientId: 'gloact', secret: 'aSecretOfNobody' }

const name = process.argv[2] ?? ''
if (!/^seed-[0-9.]+$/.test(name)) throw new TypeError('Name the seed after its version: seed-0.2')
const out = join(import.meta.dirname, `${name}.gloact`)
if (existsSync(out)) throw new Error(`${out} is there already, and none is ever made again.`)

const folder = temporaryDataDir()
const { dataDir } = folder
const beside = dirname(dataDir)
const env = { GLOACT_KEK_FILE: join(beside, 'kek.json') }
/** The demonstration as a first start makes it, with a few of its people in place of five hundred. */
async function loadPeople(): Promise<void> {
  const workbook = join(beside, 'people.xlsx')
  await writeSampleWorkbook(createWriteStream(workbook), inventPeople(1, 24).slice(0, IMPORTED))
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  writeFileSync(join(dataDir, 'instance.json'), `${JSON.stringify({ kind: 'demonstration' })}\n`)
  const country = unwrap(await loadCountry(join(repository, 'countries', 'demoland')))
  const vault = createVault({ kek: unwrap(fileKekProvider(env.GLOACT_KEK_FILE)) })
  const instance = await openInstance({
    dataDir,
    databaseUrl: undefined,
    migratorUrl: undefined,
    progress: (line) => void process.stderr.write(`${line}\n`),
  })
  try {
    await migrate(instance.migratorUrl)
    const db = openDatabase(instance.appUrl)
    try {
      await seedDemoStaff(db, { country: country.code, conductVersion: country.conduct.version })
      await loadFiles({ db, vault, rules: fileRulesOf(country), disclosure: country.disclosure, ...ALONE }, workbook)
    } finally {
      await db.destroy()
    }
  } finally {
    vault.close()
    await instance.stop()
  }
}

/** What the module asks of others, while nobody else works. */
const ALONE: Pick<ProtectionContext, 'clock' | 'directory' | 'names' | 'publish'> = {
  clock: systemClock,
  directory: {
    competentBodies: async () => [DEMO_AGENCIES.board],
    childProtection: async () => [],
    isAgency: async () => true,
    coordinatesCountry: async () => false,
    staffNames: async () => new Map(),
    agencyNames: async () => new Map(),
    teamNames: async () => new Map(),
    notIndependentOf: async () => new Set(),
    mayHoldFiles: async () => true,
  },
  names: { search: () => [], size: 0, ready: true },
  publish: async () => undefined,
}

async function loadFiles(context: ProtectionContext, workbook: string): Promise<void> {
  const by = (role: Parameters<typeof demoPrincipal>[1]) => demoPrincipal(context.rules.country, role)
  await loadDemoFiles(context, {
    frontline: by('frontline_worker'),
    caseworker: by('caseworker'),
    supervisor: by('supervisor'),
    authority: by('competent_authority'),
    childProtection: by('child_protection_officer'),
  })
  unwrap(await importHtcds(context, { from: workbook, agencyId: DEMO_AGENCIES.shelter.id }))
}

/** What people do with it through the API, so that whatever is stored is stored as the release stores it. */
async function live(): Promise<void> {
  const provider = await startProvider(PROVIDER.clientId, PROVIDER.secret)
  const secretFile = join(beside, 'oidc-secret')
  writeFileSync(secretFile, PROVIDER.secret, { mode: 0o600 })
  const server = await startServerProcess({
    dataDir,
    env: {
      ...env,
      GLOACT_OIDC_ISSUER: provider.issuer,
      GLOACT_OIDC_CLIENT_ID: PROVIDER.clientId,
      GLOACT_OIDC_CLIENT_SECRET_FILE: secretFile,
    },
  })
  try {
    const [caseworker, supervisor, administrator] = [
      await signInAs(server, 'caseworker'),
      await signInAs(server, 'supervisor'),
      await signInAs(server, 'administrator'),
    ]
    const officer = await dataProtectionOfficer(server, DEMO_AGENCIES.shelter.name, env)
    const { fileId } = await openFile(caseworker, SEED_FILE)
    await attachLetter(caseworker, fileId, SEED_FILE.letter)
    await answered(caseworker.post(`/protection/files/${fileId}/presence`, { section: null }))
    await erased(caseworker, supervisor, officer)
    await openedInEmergency(caseworker, supervisor)
    await ownLists(caseworker, administrator)
    await answered(caseworker.post('/identity/account/devices', { id: newId() }))
    await answered(caseworker.post('/protection/calendar-feed', {}))
    await withoutRecording(caseworker)
    await reviewedAccess(officer)
    await connected(server, provider)
    await twoFactors(server)
    await signedAudit()
    await tellEmpty()
  } finally {
    assert.equal(await server.stop(), 0)
    await provider.stop()
  }
}

async function erased(caseworker: Caller, supervisor: Caller, officer: Caller): Promise<void> {
  const { fileId } = await openFile(caseworker, { name: 'Somebody who left', note: 'Nothing stays of this.' })
  await attachLetter(caseworker, fileId, 'Nothing stays of this either.')
  await closeFile(caseworker, supervisor, fileId)
  await erase(supervisor, officer, fileId)
}

/** A file that only the supervisor sees, opened for some hours and looked at by the supervisor. */
async function openedInEmergency(caseworker: Caller, supervisor: Caller): Promise<void> {
  const all = await answered<{ items: { id: string; number: string; status: string }[] }>(
    supervisor.get('/protection/files?limit=100'),
  )
  const own = await answered<{ items: { id: string }[] }>(caseworker.get('/protection/files?limit=100'))
  const other = all.items.find(({ id, status }) => status === 'open' && own.items.every((file) => file.id !== id))
  assert.ok(other, 'a file that the caseworker does not see')
  const openingId = newId()
  const words = 'She stands at our door and her caseworker is away.'
  await answered(
    caseworker.post('/protection/openings', { id: openingId, number: other.number, reason: 'person_present', words }),
  )
  await record(caseworker, other.id, action('note_added', { kind: 'general', text: words, notedOn: today() }))
  await answered(
    supervisor.post(`/protection/openings/${openingId}/review`, {
      id: newId(),
      verdict: 'justified',
      words: 'She needed a bed for the night.',
    }),
  )
}

async function ownLists(caseworker: Caller, administrator: Caller): Promise<void> {
  const columns = ['number', 'status']
  const view = newId()
  await answered(
    caseworker.put(`/protection/views/${view}`, {
      name: 'Mine',
      teamId: null,
      filter: {},
      sort: 'opened',
      direction: 'descending',
      columns,
    }),
  )
  await answered(caseworker.put('/protection/list-preference', { columns, defaultView: view }))
  await answered(
    administrator.post('/protection/tags', { id: newId(), ofCountry: false, names: { en: 'Court in May' } }),
  )
}

/** Somebody who wants nothing recorded: one anonymous row. */
async function withoutRecording(caseworker: Caller): Promise<void> {
  const said = { id: randomUUID(), sex: 'female', ageBand: 'not_known', nationality: 'not_known' }
  await answered(caseworker.post('/protection/refusals', said))
}

async function reviewedAccess(officer: Caller): Promise<void> {
  const { items } = await answered<{ items: { staffId: string }[] }>(officer.get('/oversight/access'))
  await answered(
    officer.post('/oversight/access/reviews', {
      id: newId(),
      staffIds: items.slice(0, 2).map(({ staffId }) => staffId),
    }),
  )
}

/** An account that the ministry's provider opens. */
async function connected(server: ServerProcess, provider: Awaited<ReturnType<typeof startProvider>>): Promise<void> {
  const email = 'joined@demo.example'
  const invited = await gloact(
    dataDir,
    ['user', 'add', '--name', 'Joined', '--email', email, '--agency', DEMO_AGENCIES.shelter.name, '--role', 'analyst'],
    env,
  )
  assert.equal(invited.exit, 0, invited.error + JSON.stringify(invited.json))
  const invitation = String(invited.json['link']).split('#')[1]
  const own = callerOf(server.url)
  const base = '/identity/sign-in/single-sign-on'
  const { url } = await answered<{ url: string }>(own.post(`${base}/start`, { invitation }))
  const claims = { sub: 'subject-1', email, email_verified: true, amr: ['mfa'] }
  await answered(own.post(`${base}/complete`, { returned: await provider.approve(url, claims) }))
}

/** An authenticator, whose secret is sealed under the session secret: that goes along in the backup. */
async function twoFactors(server: ServerProcess): Promise<void> {
  const { password } = server.signIns.find(({ role }) => role === SEED_AUTHENTICATOR.role)!
  const analyst = await signInAs(server, SEED_AUTHENTICATOR.role)
  const { secret } = await answered<{ secret: string }>(
    analyst.post('/identity/account/authenticator/start', { password }),
  )
  await answered(analyst.post('/identity/account/authenticator/confirm', { code: totp(secret) }))
  writeFileSync(join(import.meta.dirname, SEED_AUTHENTICATOR.file(name)), `${secret}\n`)
}

/** As the server does by itself each minute and each hour. */
async function signedAudit(): Promise<void> {
  const db = openDatabase(ownerUrl(dataDir))
  try {
    await closeBlock(db, unwrap(fileAuditSigner(join(dataDir, 'keys'))), systemClock)
    assert.ok(await exportHead(db, join(dataDir, 'audit-heads.jsonl'), systemClock))
  } finally {
    await db.destroy()
  }
}

/** Anyone who adds a table sees here that the seed says nothing of it yet. */
async function tellEmpty(): Promise<void> {
  const db = openDatabase(ownerUrl(dataDir))
  try {
    const { rows: tables } = await sql<{ schema: string; name: string }>`
      select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema in ('identity', 'protection', 'oversight', 'vault', 'audit')
      order by 1, 2`.execute(db)
    for (const { schema, name: table } of tables) {
      const { rows } = await sql`select from ${sql.id(schema, table)} limit 1`.execute(db)
      if (rows.length === 0) process.stderr.write(`No row in ${schema}.${table}\n`)
    }
  } finally {
    await db.destroy()
  }
}

try {
  await loadPeople()
  await live()
  const made = await gloact(dataDir, ['backup', '--out', out], env)
  assert.equal(made.exit, 0, made.error + JSON.stringify(made.json))
  copyFileSync(env.GLOACT_KEK_FILE, join(import.meta.dirname, `${name}.invented-kek.json`))
  process.stdout.write(`${out}: ${statSync(out).size} bytes, ${String(made.json['rows'])} rows\n`)
} finally {
  folder.remove()
}
