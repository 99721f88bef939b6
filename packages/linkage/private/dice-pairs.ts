/** Pairs of rows and how alike they are: `first[i]` and `second[i]` are `similarity[i]` alike. */
export interface DicePairs {
  readonly first: Uint32Array
  readonly second: Uint32Array
  readonly similarity: Float64Array
  /** Every pair at least this alike is among them: what was asked for, or more where that would have been too many. */
  readonly threshold: number
}

/**
 * Collects pairs and never holds more than twice `limit`: where there are more, the least alike go (of equals the later
 * rows), and the threshold rises to what is kept. So what is kept does not depend on the order in which pairs come.
 */
export class BestPairs {
  #first = new Uint32Array(1024)
  #second = new Uint32Array(1024)
  #similarity = new Float64Array(1024)
  #length = 0
  #threshold: number
  readonly #limit: number

  constructor(limit: number, threshold: number) {
    this.#limit = limit
    this.#threshold = threshold
  }

  get threshold(): number {
    return this.#threshold
  }

  add(first: number, second: number, similarity: number): void {
    if (similarity < this.#threshold) return
    if (this.#length === this.#first.length) this.#grow()
    this.#first[this.#length] = first
    this.#second[this.#length] = second
    this.#similarity[this.#length++] = similarity
    if (this.#length >= 2 * this.#limit) this.#cut()
  }

  /** No pair less alike is taken from here on: somebody has left such out before. */
  raise(threshold: number): void {
    this.#threshold = Math.max(this.#threshold, threshold)
  }

  /** What was kept, by row of the first and then of the second. */
  pairs(): DicePairs {
    if (this.#length > this.#limit) this.#cut()
    const order = Uint32Array.from({ length: this.#length }, (_, at) => at)
      .filter((at) => this.#similarity[at]! >= this.#threshold)
      .toSorted((x, y) => this.#first[x]! - this.#first[y]! || this.#second[x]! - this.#second[y]!)
    return {
      first: Uint32Array.from(order, (at) => this.#first[at]!),
      second: Uint32Array.from(order, (at) => this.#second[at]!),
      similarity: Float64Array.from(order, (at) => this.#similarity[at]!),
      threshold: this.#threshold,
    }
  }

  #grow(): void {
    const larger = <Kind extends Uint32Array | Float64Array>(from: Kind, into: Kind): Kind => {
      into.set(from)
      return into
    }
    const length = this.#first.length * 2
    this.#first = larger(this.#first, new Uint32Array(length))
    this.#second = larger(this.#second, new Uint32Array(length))
    this.#similarity = larger(this.#similarity, new Float64Array(length))
  }

  #cut(): void {
    const order = Uint32Array.from({ length: this.#length }, (_, at) => at)
      .toSorted(
        (x, y) =>
          this.#similarity[y]! - this.#similarity[x]! ||
          this.#first[x]! - this.#first[y]! ||
          this.#second[x]! - this.#second[y]!,
      )
      .subarray(0, this.#limit)
    const [first, second] = [this.#first, this.#second].map((from) => Uint32Array.from(order, (at) => from[at]!))
    const similarity = Float64Array.from(order, (at) => this.#similarity[at]!)
    this.#first.set(first!)
    this.#second.set(second!)
    this.#similarity.set(similarity)
    this.#length = order.length
    this.#threshold = Math.max(this.#threshold, similarity.at(-1) ?? 0)
  }
}
