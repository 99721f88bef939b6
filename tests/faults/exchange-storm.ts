import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseArgs } from 'node:util'
import { atTheEnd } from '@gloact/postgres/testing'
import { filesAmong, peerUp, weather } from '../support/exchange-storm.ts'
import { testInstance } from '../support/two-instances.ts'

const USAGE = `Usage: node tests/faults/exchange-storm.ts [--messages 1000] [--kills 30] [--cuts 30] [--seed 1]

Two countries over TLS on the loopback address, each sending so many messages while both are killed, the network between them
is cut, and what was sent is sent again in any order. At the end every effect has to be there once, in order, receipted.`

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '30' },
    cuts: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  process.stdout.write(`${USAGE}\n`)
} else {
  test('every message has its effect once, whatever the network and the machines do', async () => {
    const messages = Number(values.messages)
    const sides = [await testInstance('DL'), await testInstance('XN')] as const
    for (const side of sides) {
      atTheEnd(side.close)
      await side.start()
    }
    await peerUp(...sides)
    const report = await weather(sides, {
      messages,
      kills: Number(values.kills),
      cuts: Number(values.cuts),
      seed: Number(values.seed),
    })
    process.stderr.write(`${JSON.stringify(report, null, 2)}\n`)
    for (const side of report.sides) {
      assert.deepEqual(side.states, { delivered: messages })
      assert.deepEqual(
        [side.effects, side.doubled, side.overtaken, side.broken, side.whole, side.differences],
        [messages, 0, 0, 0, filesAmong(messages), 0],
      )
    }
  })
}
