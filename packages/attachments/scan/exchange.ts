import { connect } from 'node:net'
import type { ScannerAddress } from './scanner.ts'

/** No answer of a scanner is longer; one that is says nothing. */
const MOST_ANSWER = 64_000_000

/**
 * Sends pieces over a connection of its own and gives what comes back, up to the end of the connection or until `whole` says
 * that it is all; undefined where there is no connection, no answer in time, or none that ends.
 */
export function exchange(
  { connect: to, timeoutMs }: ScannerAddress,
  pieces: readonly Uint8Array[],
  whole: (answer: Buffer) => boolean,
): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const socket = connect(to)
    let answer: Buffer = Buffer.alloc(0)
    // Of the whole exchange: a scanner that sends a byte now and then holds nobody up.
    const late = setTimeout(() => end(undefined), timeoutMs)
    function end(outcome: Buffer | undefined): void {
      clearTimeout(late)
      socket.destroy()
      resolve(outcome)
    }
    socket.on('connect', () => {
      for (const piece of pieces) socket.write(piece)
    })
    socket.on('data', (piece) => {
      answer = Buffer.concat([answer, piece])
      if (answer.length > MOST_ANSWER) end(undefined)
      else if (whole(answer)) end(answer)
    })
    socket.on('end', () => end(answer))
    socket.on('error', () => end(undefined))
    socket.on('close', () => end(answer.length > 0 ? answer : undefined))
  })
}
