import type { Problem } from '@gloact/command'
import type { CellReader } from './code-rows.ts'

const START = 1 << 12

/**
 * Reads a column and knows whether a value came before, by 64 bits of a hash: in a hundred million values two that differ are taken
 * for one about once in four thousand files, and then something is refused or said that need not be. Empty cells are no value.
 */
function seenBefore(): (value: string) => boolean {
  let capacity = START
  let slots = new Uint32Array(2 * capacity)
  let held = 0
  /** Puts a hash in, or finds it there. */
  const place = (first: number, second: number): boolean => {
    for (let at = first & (capacity - 1); ; at = (at + 1) & (capacity - 1)) {
      if (slots[2 * at] === 0 && slots[2 * at + 1] === 0) {
        slots[2 * at] = first
        slots[2 * at + 1] = second
        return false
      }
      if (slots[2 * at] === first && slots[2 * at + 1] === second) return true
    }
  }
  return (value) => {
    const [first, second] = hashOf(value)
    if (place(first, second)) return true
    held++
    if (held * 2 > capacity) {
      const before = slots
      capacity *= 2
      slots = new Uint32Array(2 * capacity)
      for (let at = 0; at < before.length; at += 2) {
        if (before[at] !== 0 || before[at + 1] !== 0) place(before[at]!, before[at + 1]!)
      }
    }
    return false
  }
}

/** Two words of a text, mixed as murmur's third version mixes; never both zero. */
function hashOf(text: string): readonly [number, number] {
  let first = 0x9e3779b9
  let second = 0x85ebca6b
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    first = Math.imul(first ^ letter, 0xcc9e2d51)
    first = (first << 15) | (first >>> 17)
    second = Math.imul(second ^ letter, 0x1b873593)
    second = (second << 13) | (second >>> 19)
  }
  first = mixed(first ^ text.length)
  second = mixed(second ^ first)
  return [first, second === 0 && first === 0 ? 1 : second]
}

function mixed(word: number): number {
  let out = word
  out = Math.imul(out ^ (out >>> 16), 0x85ebca6b)
  out = Math.imul(out ^ (out >>> 13), 0xc2b2ae35)
  return (out ^ (out >>> 16)) >>> 0
}

/** What a hash takes while the room for all is doubled. */
const BYTES_A_ROW = 48

/** Reads the column that says who a row is about: a person who has two rows, or a row that does not say, ends the reading. */
export function personsReader(name: string): CellReader {
  const isRepeated = seenBefore()
  return {
    name,
    bytesARow: BYTES_A_ROW,
    take(value, row): Problem | undefined {
      if (value === '') {
        const message = `Row ${row} does not say in “${name}” who it belongs to. Correct the file, so that the column identifies each person.`
        return { code: 'disclosure.person_missing', message }
      }
      if (!isRepeated(value)) return undefined
      const message =
        `Row ${row} is about a person who, by “${name}”, has another row: each row would be protected separately, and the person would not. ` +
        'Join the rows of one person first.'
      return { code: 'disclosure.person_repeated', message }
    },
  }
}

/** Reads a column of identifiers that is not published, to say whether one comes twice. */
export function repeatsReader(name: string): CellReader & { isRepeated(): boolean } {
  const isRepeated = seenBefore()
  let found = false
  return {
    name,
    bytesARow: BYTES_A_ROW,
    take(value) {
      if (!found && value !== '') found = isRepeated(value)
      return undefined
    },
    isRepeated: () => found,
  }
}
