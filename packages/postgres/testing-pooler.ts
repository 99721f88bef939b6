import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { atTheEnd } from './testing.ts'

/** The type of a message that hands a notification on. */
const NOTIFICATION = 'A'.charCodeAt(0)

/**
 * Stands between a client and PostgreSQL as a pooler in transaction mode does, in the one respect that nobody sees: everything is
 * answered, `LISTEN` as well, and no notification is ever handed on.
 */
export async function poolerWithoutNotifications(url: string): Promise<string> {
  const { port, hostname } = new URL(url)
  const sockets = new Set<Socket>()
  const pooler = createServer((client) => {
    const server = connect(Number(port), hostname)
    for (const each of [client, server]) {
      sockets.add(each)
      each.on('error', () => undefined)
      each.on('close', () => {
        client.destroy()
        server.destroy()
      })
    }
    let held: Buffer = Buffer.alloc(0)
    server.on('data', (data: Buffer) => {
      held = Buffer.concat([held, data])
      // One byte of type, four of the length that counts itself.
      for (let end = endOf(held); end !== undefined; end = endOf(held)) {
        if (held[0] !== NOTIFICATION) client.write(held.subarray(0, end))
        held = held.subarray(end)
      }
    })
    client.pipe(server)
  })
  await new Promise<void>((resolve) => pooler.listen(0, '127.0.0.1', resolve))
  atTheEnd(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => pooler.close(resolve))
  })
  const through = new URL(url)
  through.port = String((pooler.address() as AddressInfo).port)
  return through.href
}

function endOf(held: Buffer): number | undefined {
  if (held.length < 5) return undefined
  const end = 1 + held.readUInt32BE(1)
  return held.length < end ? undefined : end
}
