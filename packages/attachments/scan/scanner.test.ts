import assert from 'node:assert/strict'
import { createServer, type AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { loopbackClamd, loopbackIcap } from '../testing.ts'
import { scannerFromEnvironment } from './scanner-from-environment.ts'

const closing: (() => Promise<unknown>)[] = []
after(() => Promise.all(closing.map((close) => close())))
const opened = async <Server extends { close(): Promise<unknown> }>(starting: Promise<Server>): Promise<Server> => {
  const server = await starting
  closing.push(() => server.close())
  return server
}
const VIRUS = 'INVENTED-VIRUS'
const scanner = (address: string, seconds = '60') =>
  scannerFromEnvironment({ GLOACT_SCANNER: address, GLOACT_SCANNER_SECONDS: seconds })!
const said = async (of: ReturnType<typeof scanner>, text: string | Uint8Array): Promise<string> => {
  const result = await of.scan(Buffer.from(text as string))
  return result.ok ? result.value : result.error
}

test('clamd is sent all of it in pieces, and its word is taken', async () => {
  const server = await opened(loopbackClamd(VIRUS, 4_000_000))
  const clamd = scanner(`clamd://127.0.0.1:${server.port}`)
  assert.equal(await said(clamd, 'A letter.'), 'clean')
  assert.equal(await said(clamd, `A letter with ${VIRUS}.`), 'infected')
  const large = Buffer.alloc(3_000_000, 'a')
  assert.equal(await said(clamd, large), 'clean')
  assert.ok(server.received.at(-1)?.equals(large))
  assert.equal(await clamd.ping(), true)
  assert.equal(await said(clamd, Buffer.alloc(4_000_001)), 'unreachable', 'one that gives up says nothing')
})

test('an ICAP service is sent all of it, without a name or kind; 204 and what comes back unchanged are clean', async () => {
  for (const allows204 of [true, false]) {
    const server = await opened(loopbackIcap(VIRUS, { allows204 }))
    const icap = scanner(`icap://127.0.0.1:${server.port}/avscan`)
    const letter = Buffer.alloc(70_000, 'A letter.\r\n')
    assert.equal(await said(icap, letter), 'clean')
    assert.ok(server.received[0]?.equals(letter))
    assert.equal(await said(icap, `A letter with ${VIRUS}.`), 'infected')
    assert.equal(await icap.ping(), true)
  }
})

test('one that is away, silent, slow or says something else has not said that it is clean', async () => {
  const gone = await loopbackClamd(VIRUS)
  await gone.close()
  for (const kind of ['clamd', 'icap']) {
    const away = scanner(`${kind}://127.0.0.1:${gone.port}`)
    assert.equal(await said(away, 'x'), 'unreachable')
    assert.equal(await away.ping(), false)
    for (const answer of [
      '',
      'HTTP/1.1 200 OK\r\n\r\n',
      'ICAP/1.0 500 Broken\r\n\r\n',
      '\0',
      'stream: OK, perhaps\0',
    ]) {
      const odd = await opened(answering(answer))
      assert.equal(await said(scanner(`${kind}://127.0.0.1:${odd.port}`), 'x'), 'unreachable', `${kind} ${answer}`)
    }
    const silent = await opened(answering(null))
    assert.equal(await said(scanner(`${kind}://127.0.0.1:${silent.port}`, '1'), 'x'), 'unreachable')
  }
})

test('a setting that is none stops the start; without one there is no scanner', () => {
  assert.equal(scannerFromEnvironment({}), null)
  assert.equal(scanner('clamd:///run/clamav/clamd.ctl').name, 'clamd at /run/clamav/clamd.ctl')
  assert.equal(scanner('icap://scan.example/av').name, 'ICAP at scan.example:1344')
  for (const wrong of ['clamav', 'http://x.example', 'clamd://', 'icap:///x'])
    assert.throws(() => scanner(wrong), TypeError)
  assert.throws(() => scanner('clamd://x', '0'), TypeError)
})

/** A server on this machine that says one thing to everybody, or nothing at all. */
async function answering(answer: string | null) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', () => answer !== null && socket.end(answer))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.unref()
      }),
  }
}
