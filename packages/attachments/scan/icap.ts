import { err, ok, type Result } from '@gloact/kernel'
import { exchange } from './exchange.ts'
import type { ScannerAddress, ScanProblem, Verdict, VirusScanner } from './scanner.ts'

/** Headers by which scanners say that they found something. */
const FOUND = /^(?:x-infection-found|x-violations-found|x-virus-id|x-virus-name):/im

/**
 * A scanner behind ICAP (RFC 3507): what is uploaded is sent as the body of a response (`RESPMOD`) with no name, no address and
 * no kind. `204` is clean; one that changes or replaces what it was sent has found something.
 */
export function icapScanner(address: ScannerAddress, service: string, name: string): VirusScanner {
  const host = 'host' in address.connect ? `${address.connect.host}:${address.connect.port}` : 'localhost'
  const url = `icap://${host}/${service}`
  return {
    name,
    async scan(content) {
      const response = Buffer.from(
        `HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: ${content.length}\r\n\r\n`,
      )
      const head = Buffer.from(
        `RESPMOD ${url} ICAP/1.0\r\nHost: ${host}\r\nAllow: 204\r\nConnection: close\r\n` +
          `Encapsulated: res-hdr=0, res-body=${response.length}\r\n\r\n`,
      )
      const body =
        content.length === 0 ? [] : [Buffer.from(`${content.length.toString(16)}\r\n`), content, Buffer.from('\r\n')]
      const answer = await exchange(
        address,
        [head, response, ...body, Buffer.from('0\r\n\r\n')],
        (so_far) => parsed(so_far) !== undefined,
      )
      const said = answer && parsed(answer)
      return said ? verdictOf(said, content) : err('unreachable')
    },
    async ping() {
      const asked = Buffer.from(`OPTIONS ${url} ICAP/1.0\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      const answer = await exchange(address, [asked], (so_far) => so_far.includes('\r\n\r\n'))
      return answer !== undefined && answer.toString('latin1').startsWith('ICAP/1.0 200 ')
    },
  }
}

interface Said {
  readonly status: number
  readonly headers: string
  /** The status that it would have the response be, and its body; none where it sends none. */
  readonly response: { readonly status: number; readonly body: Buffer } | null
}

function verdictOf({ status, headers, response }: Said, content: Uint8Array): Result<Verdict, ScanProblem> {
  if (status === 204) return ok('clean')
  if (status !== 200) return err('unreachable')
  if (FOUND.test(headers) || !response) return ok('infected')
  return ok(response.status === 200 && response.body.equals(content) ? 'clean' : 'infected')
}

/** An answer that has come whole; undefined until then. */
function parsed(answer: Buffer): Said | undefined {
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const headers = answer.toString('latin1', 0, end)
  const status = Number(/^ICAP\/1\.0 (\d{3})\b/.exec(headers)?.[1] ?? '0')
  const encapsulated = /^encapsulated:\s*(.*)$/im.exec(headers)?.[1] ?? ''
  if (status !== 200 || !/res-hdr=/i.test(encapsulated)) return { status, headers, response: null }
  const rest = answer.subarray(end + 4)
  const hdrEnd = rest.indexOf('\r\n\r\n')
  if (hdrEnd < 0) return undefined
  const of = Number(/^HTTP\/1\.[01] (\d{3})\b/.exec(rest.toString('latin1', 0, hdrEnd))?.[1] ?? '0')
  if (!/res-body=/i.test(encapsulated)) return { status, headers, response: { status: of, body: Buffer.alloc(0) } }
  const body = dechunked(rest.subarray(hdrEnd + 4))
  return body && { status, headers, response: { status: of, body } }
}

/** A body in chunks (RFC 9112 §7.1), once its last has come. */
function dechunked(bytes: Buffer): Buffer | undefined {
  const pieces: Buffer[] = []
  for (let at = 0; ;) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return undefined
    const length = Number.parseInt(bytes.toString('latin1', at, line), 16)
    if (!Number.isSafeInteger(length)) return undefined
    if (length === 0) return Buffer.concat(pieces)
    if (line + 2 + length > bytes.length) return undefined
    pieces.push(bytes.subarray(line + 2, line + 2 + length))
    at = line + 2 + length + 2
  }
}
