import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { systemClock, unwrap } from '@gloact/kernel'
import { openExchangeKeys, type Enqueued } from '@gloact/exchange/server'
import { sql } from 'kysely'
import { peerUp } from '../support/exchange-storm.ts'
import { testInstance, type TestInstance } from '../support/two-instances.ts'
import { print, type Line } from './measure.ts'

const AT_ONCE = 4
const CONVERSATIONS = 40
/** Of a request for evidence, as they are written: about two kilobytes of text. */
const WORDS = 'The account statements of one company, from January to June. '.repeat(32).slice(0, 1_900)

/** How long until so many messages that waited for the other side have their receipts, and the same bytes by bare HTTPS POSTs. */
async function measureExchange(messages: number): Promise<readonly Line[]> {
  const sides = [await testInstance('DL'), await testInstance('XN')] as const
  try {
    for (const side of sides) await side.start()
    await peerUp(...sides)
    const [from, to] = sides
    to.wire.cut()
    const written = await seconds(() => write(from, to.code, messages))
    // Every wait is over: what is measured is how fast they go, and not when the next try would have come.
    await sql`update exchange.message set next_attempt_at = now(), attempts = 0 where state = 'queued'`.execute(
      from.database.owner,
    )
    to.wire.reconnect()
    const drained = await seconds(async () => {
      while ((await waiting(from)) > 0) {
        // A delivery that fails is due again, and the loop goes on until none waits.
        await from.ask({ do: 'deliver' }).catch(() => undefined)
        await delay(50)
      }
    })
    const { effects } = (
      await sql<{
        effects: number
      }>`select count(distinct message_id)::int as effects from public.trial_effect`.execute(to.database.owner)
    ).rows[0]!
    if (effects !== messages) throw new Error(`${effects} effects of ${messages} messages`)
    const bodies = (
      await sql<{ jwe: Uint8Array }>`
        select jwe from exchange.message where direction = 'out' and type = 'trial.said' order by created_at limit ${messages}`.execute(
        from.database.owner,
      )
    ).rows.map(({ jwe }) => Buffer.from(jwe))
    const bare = await seconds(() => post(from, bodies))
    const bytes = bodies.reduce((sum, { length }) => sum + length, 0) / bodies.length
    const rate = (took: number): string => `${(messages / took).toFixed(0)} a second`
    const count = messages.toLocaleString('en')
    return [
      {
        what: `${count} messages written: signed, encrypted, in the outbox with what they tell`,
        measured: `${written.toFixed(1)} s, ${rate(written)}`,
        reference: '—',
        ratio: '—',
        goal: '—',
      },
      {
        what: `the same sent after an outage: verified, recorded with their effects, receipts back and recorded`,
        measured: `${drained.toFixed(1)} s, ${rate(drained)}`,
        reference: `bare HTTPS POSTs: ${bare.toFixed(1)} s, ${rate(bare)}`,
        ratio: `× ${(drained / bare).toFixed(1)}`,
        goal: '—',
      },
      {
        what: `bytes of one on the wire`,
        measured: `${Math.round(bytes).toLocaleString('en')}, padded`,
        reference: `what it says: ${WORDS.length.toLocaleString('en')}`,
        ratio: `× ${(bytes / WORDS.length).toFixed(1)}`,
        goal: '—',
      },
    ]
  } finally {
    for (const side of sides) await side.close()
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1_000
}

async function write(from: TestInstance, to: string, messages: number): Promise<void> {
  const conversations: string[] = []
  let next = 0
  const one = async (): Promise<void> => {
    for (let number = next++; number < messages; number = next++) {
      const conversationId = conversations.length < CONVERSATIONS ? null : conversations[number % CONVERSATIONS]!
      const cause = `${number} ${WORDS}`.slice(0, WORDS.length)
      const sent = await from.ask<Enqueued>({ do: 'send', cause, to, conversationId, fileBytes: 0 })
      if (conversationId === null) conversations.push(sent.conversationId)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
}

const waiting = async ({ database }: TestInstance): Promise<number> =>
  (
    await sql<{ count: number }>`
      select count(*)::int as count from exchange.message where direction = 'out' and state = 'queued'`.execute(
      database.owner,
    )
  ).rows[0]!.count

/** The same bytes to a server that does nothing with them, over as many connections as the exchange has. */
async function post(from: TestInstance, bodies: readonly Buffer[]): Promise<void> {
  const { key, cert } = unwrap(await openExchangeKeys(join(from.folder, 'keys'), systemClock)).tls()
  const child = fork(join(import.meta.dirname, 'bare-https.ts'), [JSON.stringify({ key, cert })])
  const [port] = (await once(child, 'message')) as [number]
  const agent = new Agent({
    keepAlive: true,
    maxSockets: AT_ONCE,
    key,
    cert,
    ca: [cert],
    checkServerIdentity: () => undefined,
  })
  const waitingBodies = [...bodies]
  const send = (body: Buffer): Promise<void> =>
    new Promise((resolve, reject) => {
      const calling = request(
        { host: '127.0.0.1', port, method: 'POST', path: '/', agent, headers: { 'content-length': body.length } },
        (answer) => {
          answer.resume()
          answer.on('end', resolve)
        },
      )
      calling.on('error', reject)
      calling.end(body)
    })
  const one = async (): Promise<void> => {
    for (let body = waitingBodies.shift(); body; body = waitingBodies.shift()) await send(body)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  agent.destroy()
  child.disconnect()
}

const messages = Number(process.argv[2] ?? 10_000)
// As a test, so that its databases are ended with it.
test(`${messages} messages to another country`, async () =>
  print(`Messages to another country: ${messages.toLocaleString('en')}`, await measureExchange(messages)))
