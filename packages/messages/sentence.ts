import { IntlMessageFormat } from 'intl-messageformat'
import { IsolatedArgument } from './isolate.ts'

export type SentenceValues = Readonly<Record<string, string | number | IsolatedArgument>>

/** A compiled sentence: fills in its values. Throws where one that it needs is missing. */
export type Sentence = (values: SentenceValues | undefined) => string

/** Text and names in braces, and nothing else of ICU MessageFormat: no choice, no format, nothing quoted. */
const WITH_NAMES_ALONE = /^[^{}'<]*(?:\{\w+\}[^{}'<]*)*$/u

/**
 * Compiles a sentence of ICU MessageFormat. Most have names in braces at most: those are filled in without the grammar, whose reading
 * takes longer than a small command's work.
 *
 * @throws {SyntaxError} where the text does not parse.
 */
export function compileSentence(text: string, locale: string): Sentence {
  if (WITH_NAMES_ALONE.test(text)) return withNames(text)
  const message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })
  return (values) =>
    message
      .formatToParts(values)
      .map(({ value }: { readonly value: unknown }) => filledIn(value))
      .join('')
}

function withNames(text: string): Sentence {
  if (!text.includes('{')) return () => text
  // Text and names take turns.
  const parts = text.split(/\{(\w+)\}/u)
  return (values = {}) =>
    parts
      .map((part, at) => {
        if (at % 2 === 0) return part
        if (!Object.hasOwn(values, part)) throw new RangeError(`no value for ${part}`)
        return filledIn(values[part])
      })
      .join('')
}

/** A value that came out of data and is not there is said as nothing, and never as a word of the programming language. */
const filledIn = (value: unknown): string => (value instanceof IsolatedArgument ? value.isolated : String(value ?? ''))
