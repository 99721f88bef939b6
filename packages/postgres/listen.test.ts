import assert from 'node:assert/strict'
import { connect, createServer, type Socket } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { backOff } from './back-off.ts'
import { listen, type ListenOptions } from './index.ts'
import { testDatabase } from './testing.ts'

const { owner, connections } = await testDatabase()

let named = 0
/** A listener under a name of its own, with what it heard and what went wrong. */
async function listening(options: Partial<ListenOptions> = {}) {
  const name = `listener ${++named}`
  const seen = { heard: 0, errors: 0 }
  const listener = await listen({
    url: connections.app,
    channel: 'said',
    name,
    heard: async () => void seen.heard++,
    onError: () => void seen.errors++,
    ...options,
  })
  after(() => listener.stop())
  return { listener, name, seen }
}

const connectionsOf = async (name: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity where application_name = ${name}`.execute(owner)
  return rows[0]!.n
}
const cut = (name: string) =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${name}`.execute(owner)
const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await delay(20)
}

test('a listener that loses its connection comes back on one connection, and reads what it missed', async () => {
  const { listener, name, seen } = await listening()
  assert.deepEqual([listener.connected, seen.heard], [true, 1])
  await sql`notify said`.execute(owner)
  await until(() => seen.heard === 2)
  for (let lost = 1; lost <= 3; lost++) {
    await cut(name)
    await until(() => !listener.connected)
    await until(() => listener.connected)
    assert.equal(seen.heard, 2 + lost)
    assert.equal(await connectionsOf(name), 1)
  }
  await listener.stop()
  await until(async () => (await connectionsOf(name)) === 0)
})

test('while nobody answers, one try follows another, however each fails, and the next that is answered counts', async () => {
  const sockets = new Set<Socket>()
  let answering = true
  let tries = 0
  const { port, hostname } = new URL(connections.app)
  const proxy = createServer((socket) => {
    tries++
    socket.on('error', () => undefined)
    if (!answering) return void socket.destroy()
    const onwards = connect(Number(port), hostname)
    onwards.on('error', () => undefined)
    for (const each of [socket, onwards]) sockets.add(each)
    socket.pipe(onwards).pipe(socket)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  after(() => proxy.close())
  const url = new URL(connections.app)
  url.port = String((proxy.address() as { port: number }).port)
  const { listener, name, seen } = await listening({ url: url.href })
  answering = false
  tries = 0
  for (const socket of sockets) socket.destroy()
  await delay(3_000)
  assert.ok(tries >= 3 && tries < 20, `${tries} tries in three seconds`)
  assert.ok(seen.errors <= tries, `${seen.errors} errors of ${tries} tries`)
  answering = true
  await until(() => listener.connected)
  assert.equal(await connectionsOf(name), 1)
})

test('a connection whose other side keeps silent is found to be lost', async () => {
  const pairs: [Socket, Socket][] = []
  const { port, hostname } = new URL(connections.app)
  const proxy = createServer((socket) => {
    const onwards = connect(Number(port), hostname)
    for (const each of [socket, onwards]) each.on('error', () => undefined)
    socket.pipe(onwards).pipe(socket)
    pairs.push([socket, onwards])
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const url = new URL(connections.app)
  url.port = String((proxy.address() as { port: number }).port)
  const { listener, seen } = await listening({ url: url.href, pingMilliseconds: 100, answerMilliseconds: 300 })
  const [socket, onwards] = pairs[0]!
  socket.unpipe(onwards)
  onwards.unpipe(socket)
  await until(() => !listener.connected)
  await until(() => listener.connected)
  assert.equal(seen.heard, 2)
  await listener.stop()
  for (const pair of pairs) for (const each of pair) each.destroy()
  proxy.close()
})

test('a reading that fails has the connection made again, so that it is read then', async () => {
  let fails = false
  let heard = 0
  const { listener } = await listening({
    heard: async () => {
      heard++
      if (fails) throw new Error('the database is away')
    },
  })
  fails = true
  await sql`notify said`.execute(owner)
  await until(() => heard >= 3)
  assert.equal(listener.connected, false)
  fails = false
  await until(() => listener.connected)
})

test('tries are further apart each time, two seconds at most, and by chance', () => {
  for (let failures = 0; failures < 2_000; failures++) {
    const milliseconds = backOff(failures)
    assert.ok(milliseconds >= 125 && milliseconds <= 2_000)
    if (failures > 3) assert.ok(milliseconds >= 1_000)
  }
  assert.ok(new Set(Array.from({ length: 50 }, () => backOff(9))).size > 10)
})
