/** Everything but the array’s texts may have so many characters. */
const LONGEST_REST = 2 ** 24

/**
 * JSON that comes in pieces and has one long array of texts, as a member of its own: each text is handed on as it ends, so
 * that neither the JSON nor the array has to be held. The texts are such as need no escaping.
 */
export class ArraySplitter {
  readonly #member: string
  readonly #onText: (text: string) => void
  /** Everything but the texts of the array. */
  #rest = ''
  #depth = 0
  /** In the rest: inside a text, and after a backslash there. */
  #inText = false
  #isEscaped = false
  /** Where in the rest the last text of the outermost object began and ended. */
  #textFrom = 0
  #textTo = -1
  /** In the array: between its texts, or in one; what there is of it. */
  #array: 'before' | 'between' | 'text' | 'after' = 'before'
  #text = ''
  #isWrong = false

  constructor(member: string, onText: (text: string) => void) {
    this.#member = member
    this.#onText = onText
  }

  take(piece: string): void {
    let at = 0
    while (at < piece.length && !this.#isWrong) {
      if (this.#array === 'between') at = this.#between(piece, at)
      else if (this.#array === 'text') at = this.#within(piece, at)
      else at = this.#outside(piece, at)
    }
  }

  /** Whatever comes, it is not whole. */
  get isBroken(): boolean {
    return this.#isWrong
  }

  /** What was read, its array empty; undefined where it is not whole. */
  finish(): unknown {
    if (this.#isWrong || this.#array === 'between' || this.#array === 'text') return undefined
    try {
      return JSON.parse(this.#rest)
    } catch {
      return undefined
    }
  }

  #between(piece: string, at: number): number {
    const sign = piece[at]!
    if (sign === '"') this.#array = 'text'
    else if (sign === ']') {
      this.#array = 'after'
      return at
    } else if (!/[\s,]/.test(sign)) this.#isWrong = true
    return at + 1
  }

  #within(piece: string, at: number): number {
    const end = piece.indexOf('"', at)
    this.#text += piece.slice(at, end < 0 ? piece.length : end)
    if (end < 0) return piece.length
    this.#onText(this.#text)
    this.#text = ''
    this.#array = 'between'
    return end + 1
  }

  #outside(piece: string, from: number): number {
    for (let at = from; at < piece.length; at++) {
      const sign = piece[at]!
      if (this.#inText) {
        if (this.#isEscaped) this.#isEscaped = false
        else if (sign === '\\') this.#isEscaped = true
        else if (sign === '"') {
          this.#inText = false
          this.#textTo = this.#rest.length + at - from
        }
      } else if (sign === '"') {
        this.#inText = true
        this.#textFrom = this.#rest.length + at - from + 1
      } else if (sign === '{' || sign === '[') {
        this.#depth++
        if (sign === '[' && this.#depth === 2 && this.#array === 'before' && this.#isMember(piece.slice(from, at))) {
          this.#rest += piece.slice(from, at + 1)
          this.#array = 'between'
          return at + 1
        }
      } else if (sign === '}' || sign === ']') this.#depth--
    }
    this.#rest += piece.slice(from)
    if (this.#rest.length > LONGEST_REST) this.#isWrong = true
    return piece.length
  }

  /** Whether what comes is the member’s: its name and a colon stand just before. */
  #isMember(read: string): boolean {
    const rest = this.#rest + read
    return rest.slice(this.#textFrom, this.#textTo) === this.#member && /^"\s*:\s*$/.test(rest.slice(this.#textTo))
  }
}
