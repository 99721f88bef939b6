import { createInflateRaw } from 'node:zlib'

/** What lies in one stream of a PDF, unpacked as far as it can be, in pieces. */
export type Unpacked = AsyncGenerator<string>

/** Small enough that little is lost where a stream breaks off in the middle: a reader shows what came before. */
const PIECE = 4_096

/**
 * A stream of a PDF unpacked: FlateDecode, within ASCII85 and hexadecimal too. Nothing for what is none of these. Whatever
 * was unpacked before damage counts, as readers of PDF have it: checksums are not looked at.
 */
export async function* unpackedStream(bytes: Buffer, start: number, end: number): Unpacked {
  if (looksDeflated(bytes, start)) {
    // Where it ends it says itself: what calls itself its end may stand in its middle.
    yield* inflated(bytes.subarray(start + 2))
    return
  }
  const text = asciiDecoded(bytes.subarray(start, end))
  if (!text) return
  if (looksDeflated(text, 0)) yield* inflated(text.subarray(2))
  else yield text.toString('latin1')
}

/** The two bytes that zlib begins with (RFC 1950 §2.2). */
const looksDeflated = (bytes: Buffer, at: number): boolean =>
  at + 2 < bytes.length && (bytes[at]! & 0x0f) === 8 && (bytes[at]! * 256 + bytes[at + 1]!) % 31 === 0

async function* inflated(packed: Buffer): Unpacked {
  const inflate = createInflateRaw()
  const feed = (async () => {
    for (let at = 0; at < packed.length && !inflate.destroyed && !inflate.writableEnded; at += PIECE) {
      if (!inflate.write(packed.subarray(at, at + PIECE)))
        await new Promise<void>((resolve) => {
          const go = () => {
            inflate.off('drain', go).off('close', go).off('end', go)
            resolve()
          }
          inflate.on('drain', go).on('close', go).on('end', go)
        })
      if (inflate.readableEnded) return
    }
    if (!inflate.destroyed) inflate.end()
  })()
  // Its failure destroys the stream, where the reader below meets it; here it only must not count as unhandled.
  feed.catch(() => undefined)
  try {
    for await (const piece of inflate) yield (piece as Buffer).toString('latin1')
  } catch {
    // Damaged from here on; what came before was given.
  } finally {
    inflate.destroy()
    // It ends because the stream was destroyed, which is no error of its own.
    await feed.catch(() => undefined)
  }
}

/** ASCII85 (with its end) or hexadecimal text, decoded; undefined for anything else (ISO 32000-1 §7.4.2 and §7.4.3). */
function asciiDecoded(body: Buffer): Buffer | undefined {
  const text = body.toString('latin1').replace(/[\0\t\n\f\r ]+/g, '')
  if (/^[0-9A-Fa-f]+>?$/.test(text)) return Buffer.from(text.replace('>', '').padEnd(text.length + 1, '0'), 'hex')
  const ascii85 = /^(?:<~)?([!-uz]+)~>?/.exec(text)?.[1]
  return ascii85 === undefined ? undefined : fromAscii85(ascii85)
}

function fromAscii85(text: string): Buffer {
  const out: number[] = []
  const group: number[] = []
  const flush = (): void => {
    const digits = group.length
    while (group.length < 5) group.push(84)
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0) >>> 0
    out.push(...[value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].slice(0, digits - 1))
    group.length = 0
  }
  for (const sign of text) {
    if (sign === 'z' && group.length === 0) out.push(0, 0, 0, 0)
    else group.push(sign.charCodeAt(0) - 33)
    if (group.length === 5) flush()
  }
  if (group.length > 1) flush()
  return Buffer.from(out)
}
