import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { after, describe, test } from 'node:test'
import { asInstant, systemClock, unwrap } from '@gloact/kernel'
import { httpsChannel, openExchangeKeys, PATHS, type OwnEntry } from '@gloact/exchange/server'
import { sql } from 'kysely'
import { peerUp, weather } from '../support/exchange-storm.ts'
import { testInstance } from '../support/two-instances.ts'

const MESSAGES = 30

const DL = await testInstance('DL')
const XN = await testInstance('XN')
// Nobody whom either of them entered.
const stranger = await testInstance('XS')
after(async () => {
  for (const side of [DL, XN, stranger]) await side.close()
})
for (const side of [DL, XN, stranger]) await side.start()
await peerUp(DL, XN)

const clock = systemClock
const keysOf = async (side: typeof DL) => unwrap(await openExchangeKeys(join(side.folder, 'keys'), clock))
const own = (side: typeof DL) => side.ask<OwnEntry>({ do: 'own' })

describe('two countries over TLS', () => {
  test('have every effect once, in order and receipted, with the network cut, both killed and everything sent again', async () => {
    const { sides, replayed } = await weather([DL, XN], { messages: MESSAGES, kills: 3, cuts: 3, seed: 7 })
    for (const side of sides) {
      assert.equal(side.causes, side.sent, side.code)
      assert.deepEqual(side.states, { delivered: MESSAGES }, side.code)
      assert.deepEqual(
        [side.effects, side.doubled, side.overtaken, side.told, side.broken],
        [MESSAGES, 0, 0, MESSAGES, 0],
        side.code,
      )
    }
    assert.ok(replayed > 0)
  })

  test('show both sides the same hashes', async () => {
    const of = async (side: typeof DL, direction: string) =>
      (
        await sql<{ hash: string; type: string }>`
          select encode(jws_hash, 'hex') as hash, type from exchange.message where direction = ${direction} order by 1`.execute(
          side.database.owner,
        )
      ).rows
    const out = await of(DL, 'out')
    assert.deepEqual(out, await of(XN, 'in'))
    assert.deepEqual(await of(DL, 'in'), await of(XN, 'out'))
    // A server that starts again may also have announced its keys.
    assert.equal(new Set(out.filter(({ type }) => type === 'trial.said').map(({ hash }) => hash)).size, MESSAGES)
  })

  test('tell a caller whose certificate nobody entered nothing, and call nobody who shows another than the pinned one', async () => {
    const { entry } = await own(XN)
    const unknown = httpsChannel({ keys: await keysOf(stranger), now: () => clock.now() })
    for (const path of Object.values(PATHS)) {
      const answered = await unknown.call(entry, 'POST', path, 'x')
      assert.equal(answered.ok && answered.value.status, 403, path)
      assert.equal(answered.ok && answered.value.body, '')
    }
    const dl = httpsChannel({ keys: await keysOf(DL), now: () => clock.now() })
    const { entry: other } = await own(stranger)
    const lured = await dl.call({ ...other, certificates: entry.certificates }, 'GET', PATHS.capabilities)
    assert.equal(!lured.ok && lured.error, 'wrong_certificate')
    const known = await dl.call(entry, 'GET', PATHS.capabilities)
    assert.equal(known.ok && known.value.status, 200)
    unknown.close()
    dl.close()
  })

  test('speak no TLS before 1.3', async () => {
    const { key, cert } = (await keysOf(DL)).tls()
    const failed = await new Promise<string>((resolve) => {
      const socket = connect(
        { host: '127.0.0.1', port: XN.port, key, cert, maxVersion: 'TLSv1.2', rejectUnauthorized: false },
        () => resolve('connected'),
      )
      socket.on('error', (error: Error) => resolve('code' in error ? String(error.code) : error.message))
    })
    assert.match(failed, /PROTOCOL|ALERT|VERSION/)
  })

  test('know five answers, and take no more than a message of the largest size', async () => {
    const { entry } = await own(XN)
    const dl = httpsChannel({ keys: await keysOf(DL), now: () => clock.now() })
    const large = await dl.call(entry, 'POST', PATHS.messages, 'x'.repeat(3_000_000))
    assert.ok(!large.ok || large.value.status === 413)
    const elsewhere = await dl.call(entry, 'GET', '/exchange/v1/../../etc' as typeof PATHS.outbox)
    assert.equal(elsewhere.ok && elsewhere.value.status, 404)
    const odd = await dl.call(entry, 'POST', PATHS.receipts, '{"no":"list"}')
    assert.equal(odd.ok && odd.value.status, 400)
    dl.close()
  })

  test('refuse with a signed reason someone whose clock is ten minutes off', async () => {
    const { entry } = await own(XN)
    const late = httpsChannel({ keys: await keysOf(DL), now: () => asInstant(Date.now() - 10 * 60_000) })
    const answered = await late.call(entry, 'POST', PATHS.messages, 'a.b.c.d.e')
    assert.ok(answered.ok)
    const notice = JSON.parse(Buffer.from(answered.value.body.split('.')[1]!, 'base64url').toString('utf8')) as object
    assert.deepEqual(notice, { ...notice, kind: 'refused', reason: 'clock_skew', from: 'XN', to: 'DL' })
    late.close()
  })

  test('stop at once when one of them revokes the other: not even a connection that is open is served', async () => {
    const { entry } = await own(XN)
    const dl = httpsChannel({ keys: await keysOf(DL), now: () => clock.now() })
    const before = await dl.call(entry, 'GET', PATHS.capabilities)
    assert.equal(before.ok && before.value.status, 200)
    await sql`insert into exchange.peer_revocation (id, country, peer, version, suspected_since, revoked_by)
      select gen_random_uuid(), 'XN', 'DL', max(version), now(), gen_random_uuid() from exchange.peer_decision`.execute(
      XN.database.owner,
    )
    const afterwards = await dl.call(entry, 'GET', PATHS.capabilities)
    assert.equal(afterwards.ok && afterwards.value.status, 403)
    dl.close()
  })
})

test('private keys lie in files that only their owner reads, and not in the database', async () => {
  for (const side of [DL, XN]) {
    const folder = join(side.folder, 'keys')
    const files = readdirSync(folder)
    assert.ok(files.length >= 3)
    const { rows } = await sql<{ text: string }>`
      select string_agg(change::text, '') as text from exchange.peer_change change`.execute(side.database.owner)
    for (const file of files) {
      const { pem } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { pem: string }
      assert.equal(rows[0]!.text.includes(pem.split('\n')[1]!), false)
    }
  }
})
