import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { signInAs, startServerProcess, type ServerProcess } from '../support/server-process.ts'

const folder = loadedDataDir()
let server: ServerProcess

before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir })
})

after(async () => {
  await server?.stop()
  folder.remove()
})

async function newAddress(role: string): Promise<string> {
  const made = await (await signInAs(server, role)).post('/protection/calendar-feed', undefined)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  return (made.body as { path: string }).path
}

const ask = async (path: string) => {
  const answer = await fetch(`${server.url}/api/v1${path}`)
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}

/** Every file below a folder. */
const filesIn = (path: string): string[] =>
  readdirSync(path).flatMap((name) => {
    const file = join(path, name)
    return statSync(file).isDirectory() ? filesIn(file) : [file]
  })

test('a calendar program is answered without a session, with the number of the file and nothing else', async () => {
  const answer = await ask(await newAddress('caseworker'))
  assert.equal(answer.status, 200)
  assert.match(answer.type ?? '', /^text\/calendar/)
  const summaries = [...answer.text.matchAll(/^SUMMARY:(.*)$/gm)].map((found) => found[1]!.trim())
  assert.ok(summaries.length >= 8)
  for (const summary of summaries) assert.match(summary, /^Appointment DL-[0-9A-Z]{5}-[0-9A-Z]$/)
  assert.doesNotMatch(answer.text, /LOCATION|DESCRIPTION|ATTENDEE|ORGANIZER|clinic|court|gloact|traffick/i)
})

test('an address that ended is answered like one that never was, and neither says which', async () => {
  const old = await newAddress('supervisor')
  const next = await newAddress('supervisor')
  const wrong = ['/protection/calendar/none.ics', '/protection/calendar/none', `${next}x`, next.replace('.ics', '')]
  const answers = await Promise.all([old, ...wrong].map(ask))
  for (const { status, text } of answers) {
    assert.equal(status, 404)
    const { requestId: _request, ...said } = JSON.parse(text) as Record<string, unknown>
    assert.deepEqual(said, {
      type: '/api/docs/errors#protection.feed_not_found',
      title: 'There is no such calendar.',
      status: 404,
      code: 'protection.feed_not_found',
    })
  }
  assert.equal((await ask(next)).status, 200)
})

test('the secret is in no log, whether it is answered or not', async () => {
  const path = await newAddress('caseworker')
  const secret = /calendar\/(.+)\.ics$/.exec(path)![1]!
  await ask(path)
  await ask(`${path}?and=more`)
  await ask(path.replace('.ics', '.txt'))
  await ask(path.replace('protection', 'protectio'))
  const logs = filesIn(folder.dataDir).filter((file) => /\.(log|jsonl?|txt)$/.test(file))
  assert.ok(logs.length > 0, 'there is a log to look in')
  const said = logs.map((file) => readFileSync(file, 'utf8')).join('\n') + server.messages()
  assert.ok(said.includes('/protection/calendar/:file'), 'the request was logged, by the pattern of its route')
  assert.ok(!said.includes(secret))
})

test('the person who asks too often is told to wait', async () => {
  const path = await newAddress('caseworker')
  const statuses: number[] = []
  // Sixty within a minute that began with the first request of this file: where the next begins meanwhile, sixty more.
  for (let asked = 0; asked < 121 && !statuses.includes(429); asked++) statuses.push((await ask(path)).status)
  assert.ok(statuses.includes(429), 'the limit holds')
  assert.ok(statuses.length > 10, 'and it lets a calendar program ask')
})
