import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf } from './digests.ts'
import { identityApp } from './testing/app.ts'

const { clock, browser } = await identityApp()
const later = (seconds: number) => clock.set(new Date(Date.parse(clock.now()) + seconds * 1000).toISOString())

test('whoever guesses from as many networks as they like gets 33 tries in the first hour, 4 an hour after it, 125 in a day', async () => {
  const began = Date.parse(clock.now())
  let tries = 0
  let network = 0
  let inFirstHour = 0
  while (Date.parse(clock.now()) - began < 24 * 3600 * 1000) {
    const guess = await browser(`2001:db8:${(++network).toString(16)}::1`).signIn('wanted@south.example', 'wrong one')
    if (guess.status === 401) tries += 1
    else later(guess.body.params.seconds)
    if (Date.parse(clock.now()) - began < 3600 * 1000) inFirstHour = tries
  }
  assert.deepEqual([inFirstHour, tries], [33, 125])
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
