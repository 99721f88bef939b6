import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { after, describe, test } from 'node:test'
import { asInstant, systemClock, unwrap } from '@gloact/kernel'
import { httpsChannel, openExchangeKeys, PATHS, type OwnEntry } from '@gloact/exchange/server'
import { sql } from 'kysely'
import { filesAmong, peerUp, weather } from '../support/exchange-storm.ts'
import { testInstance } from '../support/two-instances.ts'

/** The storm of a release has a thousand from each side, as `GLOACT_STORM_MESSAGES` says. */
const MESSAGES = Number(process.env['GLOACT_STORM_MESSAGES'] ?? 30)
const TROUBLES = Math.max(3, Math.round(MESSAGES / 33))

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
    const { sides, replayed, seconds } = await weather([DL, XN], {
      messages: MESSAGES,
      kills: TROUBLES,
      cuts: TROUBLES,
      seed: 7,
    })
    process.stderr.write(`${JSON.stringify({ sides, replayed, seconds })}\n`)
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
    for (const { code, files, whole, compared, differences } of sides) {
      // A file went with each tenth message: in pieces, cut where it may have been.
      assert.deepEqual([files, whole], [filesAmong(MESSAGES), filesAmong(MESSAGES)], code)
      // Each told the other what it has of every conversation, and of the chains.
      assert.ok(compared > 2, code)
      assert.equal(differences, 0, code)
    }
  })

  test('have nothing readable in their outboxes and on their disks', async () => {
    const said = ['DL says 1', 'XN says 1', ' in a file']
    for (const { code, database, folder } of [DL, XN]) {
      const { rows } = await sql<{ table_name: string }>`
        select table_name from information_schema.tables where table_schema = 'exchange'`.execute(database.owner)
      assert.ok(rows.length > 10)
      for (const { table_name: table } of rows) {
        const dumped = await sql<{
          row: string
        }>`select row_to_json(each)::text as row from ${sql.table(`exchange.${table}`)} as each`.execute(database.owner)
        for (const word of said) {
          const spelled = [word, Buffer.from(word).toString('hex'), Buffer.from(word).toString('base64').slice(0, -3)]
          const found = dumped.rows.some(({ row }) => spelled.some((spelling) => row.includes(spelling)))
          assert.equal(found, false, `${code} ${table} ${word}`)
        }
      }
      for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!file.isFile()) continue
        const bytes = readFileSync(join(file.parentPath, file.name))
        for (const word of said) assert.equal(bytes.includes(word), false, `${code} ${file.name} ${word}`)
      }
    }
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

  test('know eight answers, and take no more than a message of the largest size', async () => {
    const { entry } = await own(XN)
    const dl = httpsChannel({ keys: await keysOf(DL), now: () => clock.now() })
    const large = await dl.call(entry, 'POST', PATHS.messages, 'x'.repeat(3_000_000))
    assert.ok(!large.ok || large.value.status === 413)
    const elsewhere = await dl.call(entry, 'GET', '/exchange/v1/../../etc' as typeof PATHS.outbox)
    assert.equal(elsewhere.ok && elsewhere.value.status, 404)
    const odd = await dl.call(entry, 'POST', PATHS.receipts, '{"no":"list"}')
    assert.equal(odd.ok && odd.value.status, 400)
    const many = JSON.stringify([Array.from({ length: 26 }, () => 'a.b.c.d.e')])
    for (const body of ['{"no":"list"}', '["a.b.c.d.e"]', many]) {
      const refused = await dl.call(entry, 'POST', PATHS.batch, body)
      assert.equal(refused.ok && refused.value.status, 400, body.slice(0, 20))
    }
    const heavy = await dl.call(entry, 'POST', PATHS.batch, 'x'.repeat(1_100_000))
    assert.ok(!heavy.ok || heavy.value.status === 413)
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
    for (const path of [PATHS.capabilities, PATHS.outbox, PATHS.files]) {
      const afterwards = await dl.call(entry, 'GET', path)
      assert.equal(afterwards.ok && afterwards.value.status, 403, path)
    }
    // Of a message it is told why, signed: its own officers learn that they were stopped.
    const refused = await dl.call(entry, 'POST', PATHS.messages, 'a.b.c.d.e')
    assert.ok(refused.ok)
    const notice = JSON.parse(Buffer.from(refused.value.body.split('.')[1]!, 'base64url').toString('utf8')) as object
    assert.deepEqual(notice, { ...notice, kind: 'refused', reason: 'peer_not_in_force', from: 'XN', to: 'DL' })
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
