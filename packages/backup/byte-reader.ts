import { backupError } from './failures.ts'

/** Reads exact numbers of bytes off pieces of any size. */
export interface ByteReader {
  /** Fails with `backup.damaged` where the end comes first. */
  exactly(count: number): Promise<Buffer>
  /** Up to and without the byte; fails with `backup.damaged` where it does not come within `most` bytes. */
  until(byte: number, most: number): Promise<Buffer>
  atEnd(): Promise<boolean>
}

export function byteReader(pieces: AsyncIterable<Uint8Array>): ByteReader {
  const source = pieces[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)

  const more = async (): Promise<boolean> => {
    for (;;) {
      const next = await source.next()
      if (next.done) return false
      if (next.value.length === 0) continue
      held = held.length === 0 ? Buffer.from(next.value) : Buffer.concat([held, next.value])
      return true
    }
  }
  const take = (count: number): Buffer => {
    const taken = held.subarray(0, count)
    held = held.subarray(count)
    return taken
  }

  return {
    async exactly(count) {
      // Gathered and joined once: joining at every piece would copy large frames again and again.
      const gathered: Buffer[] = [held]
      let size = held.length
      while (size < count) {
        const next = await source.next()
        if (next.done) throw backupError('backup.damaged')
        gathered.push(Buffer.from(next.value))
        size += next.value.length
      }
      held = gathered.length === 1 ? held : Buffer.concat(gathered)
      return take(count)
    },
    async until(byte, most) {
      for (;;) {
        const at = held.indexOf(byte)
        if (at >= 0 && at <= most) {
          const taken = take(at)
          take(1)
          return taken
        }
        if (at > most || held.length > most || !(await more())) throw backupError('backup.damaged')
      }
    },
    atEnd: async () => held.length === 0 && !(await more()),
  }
}
