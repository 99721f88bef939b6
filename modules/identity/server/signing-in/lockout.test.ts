import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf } from '@gloact/http/server'
import { identityApp } from '../testing/app.ts'

const { clock, browser, owner, account } = await identityApp()
const later = (seconds: number) => clock.set(new Date(Date.parse(clock.now()) + seconds * 1000).toISOString())

test('anyone who guesses from as many networks as they like gets 33 tries in the first hour', async () => {
  const began = Date.parse(clock.now())
  let tries = 0
  let network = 0
  for (;;) {
    const guess = await browser(`2001:db8:${(++network).toString(16)}::1`).signIn('wanted@south.example', 'wrong one')
    if (guess.status === 429) later(guess.body.params.seconds)
    if (Date.parse(clock.now()) - began >= 3600 * 1000) break
    if (guess.status === 401) tries += 1
  }
  assert.equal(tries, 33)
})

test('addresses of one IPv6 network are one, however they are written', () => {
  const network = networkOf('2001:db8::1')
  for (const same of ['2001:db8::2:1', '2001:DB8:0:0:ffff:1:2:3', '2001:0db8::', '2001:db8:0::9%eth0']) {
    assert.equal(networkOf(same), network, same)
  }
  assert.notEqual(networkOf('2001:db8:0:1::1'), network)
  assert.equal(networkOf('::ffff:192.0.2.7'), networkOf('192.0.2.7'))
  assert.notEqual(networkOf('192.0.2.8'), networkOf('192.0.2.7'))
})

test('a failed sign-in is recorded with a hint of its network, and when it makes the next one wait; no address is', async () => {
  const id = await account('watched@south.example', ['analyst'])
  for (let tries = 1; tries <= 5; tries++) await browser('198.51.100.7').signIn('watched@south.example', 'a guess')
  await browser('198.51.100.8').signIn('watched@south.example', 'a guess')
  const entries = await owner
    .selectFrom('audit.entry')
    .select(['detail'])
    .where('action', '=', 'session.failed')
    .where('object_id', '=', id)
    .orderBy('sequence')
    .execute()
  const details = entries.map(({ detail }) => detail as { readonly origin: string; readonly waits?: readonly string[] })
  assert.deepEqual(
    details.map(({ waits }) => waits),
    [undefined, undefined, undefined, undefined, ['account_here'], undefined],
  )
  const origins = details.map(({ origin }) => origin)
  assert.equal(new Set(origins.slice(0, 5)).size, 1, 'one network, one hint')
  assert.notEqual(origins[5], origins[0])
  assert.ok(!JSON.stringify(details).includes('198.51'))
  // The next month's hints say nothing of this one's.
  later(40 * 24 * 3600)
  await browser('198.51.100.7').signIn('watched@south.example', 'a guess')
  const last = await owner
    .selectFrom('audit.entry')
    .select(['detail'])
    .where('object_id', '=', id)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  assert.notEqual((last['detail'] as { readonly origin: string }).origin, origins[0])
})
