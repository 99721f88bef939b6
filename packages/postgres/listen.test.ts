import assert from 'node:assert/strict'
import { connect, createServer, type Socket } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { backOff } from './back-off.ts'
import { listen, NotificationsLost, openDatabase, type ListenOptions } from './index.ts'
import { testDatabase } from './testing.ts'
import { poolerWithoutNotifications } from './testing-pooler.ts'

const { db, owner, connections } = await testDatabase()

let named = 0
/** A listener under a name of its own, with what it heard and what went wrong. */
async function listening(options: Partial<ListenOptions> = {}) {
  const name = `listener ${++named}`
  const seen = { heard: 0, errors: 0 }
  const listener = await listen({
    url: connections.app,
    from: db,
    channel: 'said',
    name,
    heard: async () => void seen.heard++,
    onError: () => void seen.errors++,
    ...options,
  })
  after(() => listener.stop())
  return { listener, name, seen }
}

/** The processes of the server that hold the connections of a listener. */
const heldBy = async (name: string): Promise<readonly number[]> => {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where application_name = ${name}`.execute(owner)
  return rows.map(({ pid }) => pid)
}
const cut = (pid: number) => sql`select pg_terminate_backend(${pid}::int)`.execute(owner)
/** Of a connection that is lost the server takes a moment to let go. */
const letGo = (name: string, pid: number) => until(async () => !(await heldBy(name)).includes(pid))
const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await delay(20)
}

test('a listener that loses its connection comes back on one connection, and reads what it missed', async () => {
  const { listener, name, seen } = await listening()
  assert.deepEqual([listener.connected, seen.heard], [true, 1])
  await sql`notify said`.execute(owner)
  await until(() => seen.heard === 2)
  for (let lost = 1; lost <= 3; lost++) {
    const [pid] = await heldBy(name)
    await cut(pid!)
    await until(() => !listener.connected)
    await until(() => listener.connected)
    assert.equal(seen.heard, 2 + lost)
    await letGo(name, pid!)
    assert.equal((await heldBy(name)).length, 1)
  }
  await listener.stop()
  await until(async () => (await heldBy(name)).length === 0)
})

test('while nobody answers, one try follows another, however each fails, and the next that is answered counts', async () => {
  const sockets = new Set<Socket>()
  let answering = true
  const tries: number[] = []
  const { port, hostname } = new URL(connections.app)
  const proxy = createServer((socket) => {
    tries.push(performance.now())
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
  const [pid] = await heldBy(name)
  answering = false
  tries.length = 0
  for (const socket of sockets) socket.destroy()
  await until(() => tries.length >= 4)
  const apart = tries.slice(1).map((at, before) => at - tries[before]!)
  assert.ok(Math.min(...apart) >= 100, `tries ${apart.join(', ')} ms apart`)
  assert.ok(seen.errors <= tries.length, `${seen.errors} errors of ${tries.length} tries`)
  answering = true
  await until(() => listener.connected)
  await letGo(name, pid!)
  assert.equal((await heldBy(name)).length, 1)
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
  const { listener, seen } = await listening({ url: url.href, pingMilliseconds: 100, answerMilliseconds: 2_000 })
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

test('behind a pooler that hands no notification on, a listener knows that it hears nothing, says so once, and reads at intervals', async () => {
  const errors: unknown[] = []
  let read = 0
  const { listener } = await listening({
    url: await poolerWithoutNotifications(connections.app),
    heard: async () => void read++,
    onError: (error) => void errors.push(error),
    answerMilliseconds: 200,
    pingMilliseconds: 50,
  })
  assert.deepEqual([listener.connected, listener.hears], [true, false])
  const before = read
  await until(() => read > before + 1)
  assert.equal(listener.hears, false)
  assert.deepEqual(
    errors.map((error) => error instanceof NotificationsLost),
    [true],
  )
})

test('past the pooler a listener hears what others send through it, and a notification to itself is no reading', async () => {
  const through = openDatabase(await poolerWithoutNotifications(connections.app), { max: 1 })
  after(() => through.destroy())
  const { listener, seen } = await listening({ from: through, pingMilliseconds: 50 })
  assert.equal(listener.hears, true)
  await sql`notify said`.execute(through)
  await until(() => seen.heard === 2)
  await delay(300)
  assert.deepEqual([listener.hears, seen.heard, seen.errors], [true, 2, 0])
})

test('a database that takes no notification for a while is no proof that none arrive', async () => {
  const away = openDatabase(connections.app, { max: 1 })
  const { listener, seen } = await listening({ from: away, pingMilliseconds: 50, answerMilliseconds: 500 })
  await away.destroy()
  await delay(400)
  assert.deepEqual([listener.connected, listener.hears, seen.errors], [true, true, 0])
})
