import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { describedPlatform } from '@gloact/platform/described'
import { openDatabase } from '@gloact/postgres'
import { sql } from 'kysely'
import { untilHandled } from '../support/handled.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import {
  callerOf,
  freePort,
  ownerUrl,
  repository,
  signInAs,
  startServerProcess,
  temporaryDataDir,
  type ServerProcess,
} from '../support/server-process.ts'
import { until } from '../support/until.ts'

// As a first start leaves it; each setting back below loads the invented people itself.
const folder = loadedDataDir('training')
const realFolder = temporaryDataDir()
let sandbox: ServerProcess

before(async () => {
  const port = String(await freePort())
  sandbox = await startServerProcess({
    // What leads to the instance beside it is set, and has to be left alone.
    dataDir: realFolder.dataDir,
    args: ['--training'],
    env: {
      GLOACT_TRAINING_DATA_DIR: folder.dataDir,
      GLOACT_TRAINING_PORT: port,
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/real',
      GLOACT_KEK_PASSPHRASE: 'of the real instance',
    },
  })
})

after(async () => {
  await sandbox?.stop()
  folder.remove()
  realFolder.remove()
})

const FILE = '00000000-0000-7000-8001-000003000000'

interface Progress {
  readonly running: boolean
  readonly step: string | null
  readonly lastAt: string | null
}

const progressOf = async (url: string): Promise<Progress | undefined> =>
  fetch(`${url}/api/v1/practice/reset`)
    .then(async (answer) => (answer.ok ? ((await answer.json()) as Progress) : undefined))
    // While it is reset the server may not answer; it is asked again.
    .catch(() => undefined)

/** Asks, as the page does, until it is over; gives the steps that were reported. */
async function untilReset(url: string): Promise<readonly string[]> {
  const steps = new Set<string>()
  await until(
    'the sandbox is reset',
    async () => {
      const progress = await progressOf(url)
      if (progress?.step) steps.add(progress.step)
      return progress?.running === false && progress.lastAt !== null
    },
    // As long as the command waits for it.
    { within: 10 * 60_000 },
  )
  return [...steps]
}

/** What a sandbox holds, as far as it can be compared from one day to another: nothing in it that chance or the clock made. */
async function holdings(): Promise<object> {
  await untilHandled(ownerUrl(folder.dataDir), ['protection.tell_child_protection'])
  const db = openDatabase(ownerUrl(folder.dataDir))
  try {
    const { rows: files } = await sql<{ id: string; sequence: number; status: string }>`
      select id, sequence, status from protection.case_file where import_batch_id is null order by id`.execute(db)
    const { rows: staff } = await sql<{ email: string }>`select email from identity.staff order by email`.execute(db)
    const { rows: counts } = await sql<{ files: number; actions: number; sessions: number; agencies: number }>`
      select (select count(*)::int from protection.case_file) as files,
             (select count(*)::int from protection.file_action) as actions,
             (select count(*)::int from identity.agency) as agencies,
             (select count(*)::int from identity.session) as sessions`.execute(db)
    return { files, staff, counts }
  } finally {
    await db.destroy()
  }
}

const key = (name: string): string => readFileSync(join(folder.dataDir, 'keys', name), 'utf8')

test('the sandbox runs on a folder of its own, with practice accounts, and the real folder is not even made use of', async () => {
  const instance = JSON.parse(readFileSync(join(folder.dataDir, 'instance.json'), 'utf8')) as { kind: string }
  assert.equal(instance.kind, 'training')
  assert.ok(existsSync(join(folder.dataDir, 'keys', 'kek.json')))
  assert.equal(existsSync(realFolder.dataDir), false)
  const platform = await describedPlatform()
  await platform.close()
  const declared = platform.roles.declared.map(({ id }) => id)
  assert.deepEqual(new Set(sandbox.signIns.map(({ role }) => role)), new Set(declared), 'somebody for every role')
})

test('an exercise is ticked by the log: what was done since it was begun, by oneself, and nothing else', async () => {
  const caseworker = await signInAs(sandbox, 'caseworker')
  const supervisor = await signInAs(sandbox, 'supervisor')
  const ask = async (who: typeof caseworker, begun: Record<string, string>) =>
    (await who.post('/practice/exercises', { begun })).body as {
      items: { id: string; path: string; done: boolean }[]
      now: string
    }
  const doneOf = async (who: typeof caseworker, begun: Record<string, string>) =>
    (await ask(who, begun)).items.filter(({ done }) => done).map(({ id }) => id)

  const first = await ask(caseworker, {})
  assert.deepEqual(
    first.items.map(({ done }) => done),
    first.items.map(() => false),
  )
  for (const { path } of first.items) {
    const [, fileId] = /^\/files\/([^/]+)\//.exec(path) ?? []
    if (fileId) assert.equal((await caseworker.get(`/protection/files/${fileId}`)).status, 200, path)
  }
  const begun = { identity: first.now, service: first.now, risk: first.now, offline: first.now }
  assert.deepEqual(await doneOf(caseworker, begun), [])

  const opened = await caseworker.post(`/protection/files/${FILE}/identity`, { purpose: 'work_on_file' })
  assert.equal(opened.status, 200, JSON.stringify(opened.body))
  assert.deepEqual(await doneOf(caseworker, begun), ['identity'])

  // A note that lay on the device for a minute before it could be sent.
  const note = await caseworker.post(`/protection/files/${FILE}/actions`, {
    actions: [
      {
        id: '0197a000-0000-7000-8000-0000000000f1',
        type: 'note_added',
        happenedAt: new Date().toISOString(),
        deviceTime: new Date(Date.now() - 60_000).toISOString(),
        payload: { kind: 'general', text: 'Practised.', notedOn: new Date().toISOString().slice(0, 10) },
      },
    ],
  })
  assert.ok(note.status < 300, JSON.stringify(note.body))
  assert.deepEqual(await doneOf(caseworker, begun), ['identity', 'offline'])
  // Nobody's tick is another's, and beginning again asks for doing it again.
  assert.deepEqual(await doneOf(supervisor, { identity: first.now, offline: first.now }), [])
  const { now: later } = await ask(caseworker, {})
  assert.deepEqual(await doneOf(caseworker, { identity: later, offline: later }), [])
})

test('only an administrator who types the word sets the sandbox back', async () => {
  const post = async (role: string, confirm: string) =>
    (await (await signInAs(sandbox, role)).post('/practice/reset', { confirm })) as {
      status: number
      body: { code: string }
    }
  assert.equal((await post('supervisor', 'RESET')).body.code, 'practice.not_allowed')
  assert.equal((await post('administrator', 'yes')).body.code, 'practice.not_confirmed')
  assert.equal((await callerOf(sandbox.url).post('/practice/reset', { confirm: 'RESET' })).status, 401)
  assert.equal((await progressOf(sandbox.url))?.lastAt, null)
})

test('set back while the server runs, everything is as on the first day: people, keys, attachments, audit, sessions', async () => {
  const administrator = await signInAs(sandbox, 'administrator')
  const caseworker = await signInAs(sandbox, 'caseworker')
  const keys = ['kek.json', 'session-secret'].map(key)
  const auditKeys = readdirSync(join(folder.dataDir, 'keys'))
    .filter((name) => name.startsWith('audit'))
    .map(key)
  assert.ok(auditKeys.length > 0)
  const added = await administrator.post('/identity/agencies', {
    id: '0197a000-0000-7000-8000-0000000000a9',
    name: 'Made by a learner',
    type: 'ngo',
    designations: [],
  })
  assert.ok(added.status < 300, JSON.stringify(added.body))
  assert.match(JSON.stringify((await administrator.get('/identity/agencies')).body), /Made by a learner/)
  const used = (await holdings()) as { files: { id: string; sequence: number }[] }

  // At once: a moment after it has begun nobody answers any more.
  const asked = await Promise.all([1, 2].map(() => administrator.post('/practice/reset', { confirm: 'RESET' })))
  assert.deepEqual(
    asked.map(({ status }) => status).toSorted((a, b) => a - b),
    [202, 409],
    JSON.stringify(asked),
  )
  const steps = await untilReset(sandbox.url)
  assert.ok(steps.includes('loading'), steps.join())

  // Nobody who was signed in before is signed in now; the practice accounts are there with their passwords.
  assert.equal((await caseworker.get(`/protection/files/${FILE}`)).status, 401)
  const again = await signInAs(sandbox, 'caseworker')
  assert.equal((await again.get(`/protection/files/${FILE}`)).status, 200)
  const newAdministrator = await signInAs(sandbox, 'administrator')
  assert.doesNotMatch(JSON.stringify((await newAdministrator.get('/identity/agencies')).body), /Made by a learner/)

  for (const [index, name] of ['kek.json', 'session-secret'].entries()) assert.notEqual(key(name), keys[index], name)
  const newAuditKeys = readdirSync(join(folder.dataDir, 'keys'))
    .filter((name) => name.startsWith('audit'))
    .map(key)
  for (const old of auditKeys) assert.ok(!newAuditKeys.includes(old), 'the audit log is signed with a key of its own')
  const fresh = (await holdings()) as typeof used
  const lengthOf = ({ files }: typeof used) => files.find(({ id }) => id === FILE)?.sequence
  assert.ok((lengthOf(fresh) ?? 0) < (lengthOf(used) ?? 0), 'what was practised is not there any more')
})

test('the command sets it back too, and one day after being set back is like another', async () => {
  const without = (state: object) => ({ ...state, counts: undefined })
  const first = await holdings()
  const refused = await gloact(['training', 'reset'], folder.dataDir)
  assert.equal(refused.exit, 3)
  assert.deepEqual(without(await holdings()), without(first))
  const { exit, out } = await gloact(['training', 'reset', '--yes'], folder.dataDir)
  assert.equal(exit, 0, out)
  const second = await holdings()
  assert.deepEqual(without(second), without(first))
  const [counted] = (second as { counts: { sessions: number }[] }).counts
  assert.equal(counted?.sessions, 0)
})

test('an instance for real people is never set back: by no route, no signal, no command, no argument', async () => {
  const server = await startServerProcess({
    dataDir: realFolder.dataDir,
    args: ['--no-demo'],
    env: { GLOACT_TRAINING_URL: sandbox.url },
  })
  try {
    const caller = callerOf(server.url)
    const made = await caller.post('/identity/first-administrator', {
      name: 'Paul Thapa',
      email: 'paul@agency.example',
      password: 'a long and unlikely phrase of words',
      agencyName: 'Office',
      agencyType: 'central_government',
      language: 'en',
      token: server.firstAdministratorToken,
    })
    assert.ok(made.status < 300, JSON.stringify(made.body))
    const signedIn = await caller.post('/identity/sign-in', {
      email: 'paul@agency.example',
      password: 'a long and unlikely phrase of words',
    })
    assert.equal(signedIn.status, 200, JSON.stringify(signedIn.body))
    // Whatever they have still to do: the kind of instance is looked at before the person.
    const asked = (await caller.post('/practice/reset', { confirm: 'RESET' })) as {
      status: number
      body: { code: string }
    }
    assert.equal(asked.body.code, 'practice.not_training')
    assert.equal(((await caller.get('/practice/reset')).body as { code: string }).code, 'practice.not_training')
    const session = (await caller.get('/identity/session')).body as { trainingUrl: string | null }
    assert.equal(session.trainingUrl, sandbox.url)

    const { pid } = JSON.parse(readFileSync(join(realFolder.dataDir, 'server.json'), 'utf8')) as { pid: number }
    process.kill(pid, 'SIGUSR2')
    const { exit, out } = await gloact(['training', 'reset', '--yes'], realFolder.dataDir)
    assert.equal(exit, 3)
    assert.match(out, /for real people/)
    await assert.rejects(
      startServerProcess({
        dataDir: folder.dataDir,
        args: ['--training', '--reset'],
        env: { GLOACT_TRAINING_DATA_DIR: realFolder.dataDir, GLOACT_TRAINING_PORT: String(await freePort()) },
      }),
      /already runs|cannot become the training sandbox/,
    )
    assert.equal(((await caller.get('/identity/session')).body as { principal: unknown }).principal !== null, true)
    assert.match(server.messages(), /Only a training sandbox can be reset/)
  } finally {
    assert.equal(await server.stop(), 0)
  }
  await assert.rejects(
    startServerProcess({
      dataDir: folder.dataDir,
      args: ['--training', '--reset'],
      env: { GLOACT_TRAINING_DATA_DIR: realFolder.dataDir, GLOACT_TRAINING_PORT: String(await freePort()) },
    }),
    /holds an instance for real people, which cannot become the training sandbox/,
  )
  const kept = await startServerProcess({ dataDir: realFolder.dataDir, args: ['--no-demo'] })
  assert.equal(kept.firstAdministratorToken, undefined, 'the administrator is still there')
  await kept.stop()
})

function gloact(args: readonly string[], dataDir: string): Promise<{ exit: number; out: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(repository, 'apps', 'cli', 'main.ts'), ...args],
      { env: { ...process.env, GLOACT_TRAINING_DATA_DIR: dataDir } },
      (error, out, err) =>
        resolve({ exit: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out: `${out}${err}` }),
    )
  })
}
