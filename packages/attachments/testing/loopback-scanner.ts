import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A scanner on this machine for tests, and what it was sent. */
export interface LoopbackScanner {
  readonly port: number
  readonly received: Buffer[]
  close(): Promise<void>
}

async function listening(answer: (socket: Socket, received: Buffer[]) => void): Promise<LoopbackScanner> {
  const received: Buffer[] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => undefined)
    answer(socket, received)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    received,
    close: () => {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  }
}

/** Speaks as much of clamd as is needed, and finds `what`; beyond `limit` bytes it says what clamd says. */
export const loopbackClamd = (what: string, limit = Number.POSITIVE_INFINITY): Promise<LoopbackScanner> =>
  listening((socket, received) => {
    let bytes = Buffer.alloc(0)
    let asked: string | undefined
    const content: Buffer[] = []
    socket.on('data', (piece) => {
      bytes = Buffer.concat([bytes, piece])
      if (!asked && bytes.includes(0)) {
        asked = bytes.toString('latin1', 0, bytes.indexOf(0))
        bytes = bytes.subarray(asked.length + 1)
      }
      if (asked === 'zPING') return void socket.end('PONG\0')
      if (asked !== 'zINSTREAM') return
      while (bytes.length >= 4) {
        const length = bytes.readUInt32BE(0)
        if (length === 0) {
          const whole = Buffer.concat(content)
          received.push(whole)
          if (whole.length > limit) return void socket.end('INSTREAM size limit exceeded. ERROR\0')
          return void socket.end(whole.includes(what) ? 'stream: Invented-Virus FOUND\0' : 'stream: OK\0')
        }
        if (4 + length > bytes.length) return
        content.push(bytes.subarray(4, 4 + length))
        bytes = bytes.subarray(4 + length)
      }
    })
  })

/** Speaks as much of ICAP as is needed: `204` where there is nothing, a page in its place where it finds `what`. */
export const loopbackIcap = (what: string, { allows204 = true } = {}): Promise<LoopbackScanner> =>
  listening((socket, received) => {
    let bytes = Buffer.alloc(0)
    socket.on('data', (piece) => {
      bytes = Buffer.concat([bytes, piece])
      if (bytes.toString('latin1', 0, 8) === 'OPTIONS ' && bytes.includes('\r\n\r\n'))
        return void socket.end('ICAP/1.0 200 OK\r\nMethods: RESPMOD\r\nEncapsulated: null-body=0\r\n\r\n')
      if (!bytes.subarray(-5).equals(Buffer.from('0\r\n\r\n'))) return
      const parts = bytes.toString('latin1').split('\r\n\r\n')
      const chunked = Buffer.from(parts.slice(2).join('\r\n\r\n'), 'latin1')
      const line = chunked.indexOf('\r\n')
      const content = chunked.subarray(line + 2, line + 2 + Number.parseInt(chunked.toString('latin1', 0, line), 16))
      received.push(Buffer.from(content))
      const reply = (http: string, body: Buffer, more = '') =>
        void socket.end(
          Buffer.concat([
            Buffer.from(
              `ICAP/1.0 200 OK\r\n${more}Encapsulated: res-hdr=0, res-body=${http.length}\r\n\r\n${http}${body.length.toString(16)}\r\n`,
            ),
            body,
            Buffer.from('\r\n0\r\n\r\n'),
          ]),
        )
      if (content.includes(what))
        return reply(
          'HTTP/1.1 403 Forbidden\r\n\r\n',
          Buffer.from('found'),
          'X-Infection-Found: Type=0; Threat=Invented;\r\n',
        )
      if (allows204) return void socket.end('ICAP/1.0 204 No modifications needed\r\nEncapsulated: null-body=0\r\n\r\n')
      return reply('HTTP/1.1 200 OK\r\n\r\n', content)
    })
  })
