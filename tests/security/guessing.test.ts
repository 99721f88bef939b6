import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadedDataDir } from '../support/loaded-folder.ts'
import {
  callerOf,
  startServerProcess,
  type Answered,
  type Caller,
  type ServerProcess,
} from '../support/server-process.ts'
import { until } from '../support/until.ts'

// Anyone who guesses passwords, over HTTP and from as many networks as they like, while people work.
let server: ServerProcess
const folder = loadedDataDir()

/** So many of the invented people are guessed at: each try is hashed as if it were theirs. */
const GUESSED_AT = 8

/** Colleagues at work: each with a session, in a browser that their account is known on. */
const colleagues = new Map<string, Caller>()

before(async () => {
  // One proxy in front: so the attacker, and nobody else here, may come from anywhere.
  server = await startServerProcess({ dataDir: folder.dataDir, env: { GLOACT_TRUST_PROXY: '1' } })
  for (const { email, password } of server.signIns.slice(0, GUESSED_AT)) {
    const colleague = callerOf(server.url)
    assert.equal((await colleague.post('/identity/sign-in', { email, password })).status, 200)
    colleagues.set(email, colleague)
  }
})
after(async () => {
  await server?.stop()
  folder.remove()
})

let network = 0
/** A request from a network of its own. */
const fromAnywhere = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  callerOf(server.url).send('POST', path, body, {
    'x-forwarded-for': `198.51.${(++network >> 8) & 255}.${network & 255}`,
    ...headers,
  })

const wrong = (email: string) => fromAnywhere('/identity/sign-in', { email, password: 'not the password' })
const codeOf = ({ body }: Answered) => (body as { readonly code?: string }).code

/** Guesses until the account is guarded for a while yet: the wait that it is under may be about to end. */
const guarded = (email: string) =>
  until(`${email} is guarded`, async () => {
    const { status, body } = await wrong(email)
    return status === 429 && (body as { readonly params: { readonly seconds: number } }).params.seconds > 15
  })

const everybody = () =>
  server.signIns.slice(0, GUESSED_AT).map(({ email, password }) => ({ email, password, works: colleagues.get(email)! }))

test('fifty wrong sign-ins and one whenever a wait ends keep nobody out who is known', async () => {
  // Five for each account, from twenty networks, as it was first carried out; then on until nothing is looked at any more.
  for (const { email } of everybody()) {
    let answer = await wrong(email)
    for (let tries = 1; tries < 40 && answer.status === 401; tries++) answer = await wrong(email)
    assert.equal(answer.status, 429, `${email} is guarded against anyone whom it does not know`)
  }
  // The attack goes on for as long as people work.
  const attacker = { goesOn: true }
  const seen = new Map<number, number>()
  const attack = (async () => {
    while (attacker.goesOn) {
      for (const { email } of everybody()) {
        const { status } = await wrong(email)
        seen.set(status, (seen.get(status) ?? 0) + 1)
      }
    }
  })()
  try {
    for (const { email, password, works } of everybody()) {
      assert.equal((await works.get('/identity/account')).status, 200, `${email} works on`)
      await works.post('/identity/session/lock', undefined)
      assert.equal((await works.get('/identity/account')).status, 401)
      const unlocked = await works.post('/identity/session/unlock', { password })
      assert.equal(unlocked.status, 200, `${email} unlocks: ${codeOf(unlocked)}`)
      assert.equal((await works.get('/identity/account')).status, 200)
      await works.post('/identity/session/sign-out', undefined)
      const again = await works.post('/identity/sign-in', { email, password })
      assert.equal(again.status, 200, `${email} signs in where they always do: ${codeOf(again)}`)
    }
  } finally {
    attacker.goesOn = false
    await attack
  }
  assert.ok((seen.get(429) ?? 0) > 0, 'the attack went on, and was refused')
  assert.equal(seen.get(200), undefined)
})

test('what is known of a browser counts for the account that signed in there, and a cookie that was made up for none', async () => {
  const [one, other] = everybody()
  assert.ok(one && other)
  await guarded(one.email)
  const stranger = await fromAnywhere('/identity/sign-in', one, { cookie: 'gloact.device=made-up-by-somebody' })
  assert.equal(stranger.status, 429)
  // A colleague's browser has a counter of its own for each account, and is guarded as well.
  const neighbour = callerOf(server.url)
  const headers = () => ({ 'x-forwarded-for': `203.0.113.${(network += 1) & 255}` })
  await guarded(other.email)
  assert.equal((await neighbour.send('POST', '/identity/sign-in', other, headers())).status, 429, 'not known yet')
  const works = other.works
  const statuses: number[] = []
  for (let tries = 1; tries <= 6; tries++) {
    const guess = await works.send('POST', '/identity/sign-in', { email: other.email, password: 'a guess' }, headers())
    statuses.push(guess.status)
  }
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429])
})

test('guessing at a locked session is counted in that session alone', async () => {
  const [, , own] = everybody()
  assert.ok(own)
  await own.works.post('/identity/session/lock', undefined)
  const statuses: number[] = []
  for (let tries = 1; tries <= 6; tries++) {
    statuses.push((await own.works.post('/identity/session/unlock', { password: 'a guess' })).status)
  }
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429])
  // The same person, in the same browser, signs in.
  const { email, password } = own
  assert.equal((await own.works.post('/identity/sign-in', { email, password })).status, 200)
})

test('three hundred wrong sign-ins at once are turned away before they are hashed, and colleagues come in meanwhile', async () => {
  const started = Date.now()
  const flood = Promise.all(
    Array.from({ length: 300 }, (_, index) =>
      fromAnywhere('/identity/sign-in', { email: `flood${index}@nowhere.example`, password: 'not the password' }),
    ),
  )
  const [, , , own] = everybody()
  assert.ok(own)
  const { email, password, works } = own
  const signedIn = await works.post('/identity/sign-in', { email, password })
  assert.equal(signedIn.status, 200, codeOf(signedIn))
  assert.equal((await works.get('/identity/account')).status, 200)
  const mine = Date.now() - started
  const answers = await flood
  const all = Date.now() - started
  const busy = answers.filter(({ status }) => status === 503)
  assert.ok(busy.length > 0, 'some found the queue full')
  assert.ok(busy.every((answer) => codeOf(answer) === 'identity.busy'))
  assert.deepEqual(
    answers.filter(({ status }) => ![401, 503].includes(status)).map(({ status }) => status),
    [],
  )
  assert.ok(mine <= all, 'nobody known waits for the end of the flood')
  const again = await fetch(`${server.url}/api/v1/identity/session`)
  assert.equal(again.status, 200)
})
