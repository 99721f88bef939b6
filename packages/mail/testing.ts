import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'

export interface LoopbackMailServer {
  readonly port: number
  /** What was taken, as it came: envelope and content. */
  readonly received: readonly { readonly to: readonly string[]; readonly content: string }[]
  /** From now on every message is refused for the time being (451), or taken again. */
  refuse(refuses: boolean): void
  close(): Promise<void>
}

/** An SMTP server for tests, on the loopback interface: as much of RFC 5321 as a client needs to hand a message over. */
export async function loopbackMailServer(): Promise<LoopbackMailServer> {
  const received: { to: readonly string[]; content: string }[] = []
  const sockets = new Set<Socket>()
  let refuses = false
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setEncoding('utf8')
    const say = (line: string) => socket.write(`${line}\r\n`)
    let buffered = ''
    let to: string[] = []
    let inContent = false
    say('220 loopback')
    socket.on('data', (data: string) => {
      buffered += data
      for (;;) {
        if (inContent) {
          const end = buffered.indexOf('\r\n.\r\n')
          if (end < 0) return
          if (!refuses) received.push({ to, content: buffered.slice(0, end) })
          buffered = buffered.slice(end + 5)
          inContent = false
          to = []
          say(refuses ? '451 later' : '250 taken')
          continue
        }
        const end = buffered.indexOf('\r\n')
        if (end < 0) return
        const line = buffered.slice(0, end)
        buffered = buffered.slice(end + 2)
        if (/^rcpt to:/i.test(line)) to = [...to, /<([^>]*)>/.exec(line)?.[1] ?? '']
        if (/^data$/i.test(line)) {
          inContent = true
          say('354 go on')
        } else if (/^quit$/i.test(line)) {
          say('221 bye')
          socket.end()
          return
        } else say('250 fine')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    received,
    refuse: (next) => {
      refuses = next
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
