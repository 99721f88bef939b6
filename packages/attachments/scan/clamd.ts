import { err, ok } from '@gloact/kernel'
import { exchange } from './exchange.ts'
import type { ScannerAddress, VirusScanner } from './scanner.ts'

/** As large as clamd takes a piece of a stream without a setting of its own. */
const PIECE = 1 << 20

const endsWithNull = (answer: Buffer): boolean => answer.at(-1) === 0

/** ClamAV's daemon, by its own protocol: `INSTREAM` with pieces after their length, a length of nothing at the end (clamd(8)). */
export function clamdScanner(address: ScannerAddress, name: string): VirusScanner {
  const ask = async (pieces: readonly Uint8Array[]): Promise<string | undefined> =>
    (await exchange(address, pieces, endsWithNull))?.toString('latin1').replace(/\0$/, '').trim()
  return {
    name,
    async scan(content) {
      const pieces: Uint8Array[] = [Buffer.from('zINSTREAM\0')]
      for (let at = 0; at < content.length; at += PIECE) {
        const piece = content.subarray(at, at + PIECE)
        pieces.push(lengthOf(piece.length), piece)
      }
      const said = await ask([...pieces, lengthOf(0)])
      if (said === 'stream: OK') return ok('clean')
      // Anything else, such as that a limit of its own was passed, is no word that it is clean.
      return said?.endsWith(' FOUND') ? ok('infected') : err('unreachable')
    },
    ping: async () => (await ask([Buffer.from('zPING\0')])) === 'PONG',
  }
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(length)
  return bytes
}
