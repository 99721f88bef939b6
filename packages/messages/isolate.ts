import type { Direction } from './languages.ts'

const RIGHT_TO_LEFT =
  '\\p{sc=Arab}\\p{sc=Hebr}\\p{sc=Syrc}\\p{sc=Thaa}\\p{sc=Nkoo}\\p{sc=Adlm}\\p{sc=Rohg}\\p{sc=Mand}\\p{sc=Samr}'

/** Letters that are written the other way than those of a text of this direction. */
const AGAINST: Readonly<Record<Direction, RegExp>> = {
  ltr: new RegExp(`[${RIGHT_TO_LEFT}]`, 'u'),
  rtl: new RegExp(`(?![${RIGHT_TO_LEFT}])\\p{L}`, 'u'),
}

/**
 * The text, isolated (U+2068, U+2069; UAX #9) where some of it is written the other way than what it is put into. A Latin
 * name before a date would take the day's number to its own side otherwise.
 */
export const isolate = (text: string, within: Direction): string =>
  AGAINST[within].test(text) ? `\u2068${text}\u2069` : text

/** A parameter of a sentence: a choice reads it as it is, and what is put into the sentence is isolated. */
export class IsolatedArgument {
  readonly text: string
  readonly isolated: string

  constructor(text: string, within: Direction) {
    this.text = text
    this.isolated = isolate(text, within)
  }

  toString(): string {
    return this.text
  }
}
