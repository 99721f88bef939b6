import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { systemClock, unwrap } from '@gloact/kernel'
import { httpsChannel, PATHS } from './channel-client.ts'
import { listenForPeers, type ChannelHandlers } from './channel-server.ts'
import { openExchangeKeys } from './keys.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-quota-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const keys = unwrap(await openExchangeKeys(folder, systemClock))
const nothing = async (): Promise<never> => {
  throw new Error('not asked here')
}
const handlers: ChannelHandlers = {
  peerOf: async () => ({ country: 'XN', inForce: true }),
  message: async () => ({ signed: 'signed' }),
  messages: nothing,
  outbox: nothing,
  receipts: nothing,
  give: nothing,
  piece: nothing,
  capabilities: () => ({}),
  onError: () => undefined,
}

test('a country that floods is told to wait, by requests and by bytes, and what it sends beyond that is not looked at', async () => {
  let taken = 0
  const counted = { ...handlers, message: async () => ({ signed: String(++taken) }) }
  for (const [limits, body] of [
    [{ requestsPerMinute: 2, bytesPerMinute: 1_000_000, atOnce: 4 }, 'x'],
    [{ requestsPerMinute: 100, bytesPerMinute: 2_500, atOnce: 4 }, 'x'.repeat(1_000)],
  ] as const) {
    taken = 0
    const listening = await listenForPeers({ host: '127.0.0.1', port: 0, keys, limits }, counted)
    const channel = httpsChannel({ keys, now: () => systemClock.now() })
    const peer = { country: 'XN', baseUrl: `https://localhost:${listening.port}`, certificates: [keys.tls().cert] }
    const statuses: number[] = []
    // More than two minutes' worth, so that one that turns on the way changes nothing.
    for (let times = 0; times < 6; times++) {
      const answered = await channel.call(peer, 'POST', PATHS.messages, body)
      const { status, retryAfter } = unwrap(answered)
      if (status === 429) assert.equal(retryAfter, 10)
      statuses.push(status)
    }
    assert.equal(statuses[0], 200)
    assert.ok(statuses.filter((status) => status === 429).length >= 2, statuses.join())
    assert.equal(taken, statuses.filter((status) => status === 200).length)
    channel.close()
    await listening.close()
  }
})
