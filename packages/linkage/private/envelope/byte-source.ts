import { concatBytes } from '@noble/hashes/utils.js'

/** Bytes that come in chunks, taken in the lengths that a format has. */
export class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>
  #held: Uint8Array[] = []
  #length = 0

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** So many bytes, or more, or all that are left, in one. */
  async #atLeast(count: number): Promise<Uint8Array> {
    while (this.#length < count) {
      const next = await this.#chunks.next()
      if (next.done === true) break
      this.#held.push(next.value)
      this.#length += next.value.length
    }
    if (this.#held.length !== 1) this.#hold(concatBytes(...this.#held))
    return this.#held[0]!
  }

  #hold(bytes: Uint8Array): void {
    this.#held = [bytes]
    this.#length = bytes.length
  }

  /** The next bytes, which stay; fewer where there are no more. */
  async peek(count: number): Promise<Uint8Array> {
    const held = await this.#atLeast(count)
    return held.subarray(0, count)
  }

  /** The next bytes; undefined where there are not so many. */
  async take(count: number): Promise<Uint8Array | undefined> {
    const held = await this.#atLeast(count)
    if (held.length < count) return undefined
    this.#hold(held.subarray(count))
    return held.subarray(0, count)
  }

  /** Whatever is left, as it comes; where nobody wants more of it, the source is closed. */
  async *rest(): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#held
      this.#hold(new Uint8Array(0))
      for (let next = await this.#chunks.next(); next.done !== true; next = await this.#chunks.next()) yield next.value
    } finally {
      await this.#chunks.return?.()
    }
  }
}
