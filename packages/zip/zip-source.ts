/** Bytes that are read where they lie: a file, an upload that is sealed, or what is in memory. */
export interface ZipSource {
  size(): Promise<number>
  /** The bytes at a place; fewer at the end. */
  read(position: number, length: number): Promise<Uint8Array>
  /** From `start` to before `end`, in pieces. */
  stream(start: number, end: number): AsyncIterable<Uint8Array>
}

/** An archive that is in memory. */
export const bytesSource = (bytes: Uint8Array): ZipSource => ({
  size: async () => bytes.length,
  read: async (position, length) => bytes.subarray(position, position + length),
  async *stream(start, end) {
    yield bytes.subarray(start, end)
  },
})
