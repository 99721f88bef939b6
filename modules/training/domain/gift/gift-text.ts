import { GIFT_FORMATS, type GiftFormat, type GiftText } from './gift-question.ts'

/** Whether the character at this place is taken literally: an odd number of backslashes stands before it. */
export function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text[at - 1 - slashes] === '\\') slashes += 1
  return slashes % 2 === 1
}

/**
 * The parts of a text that are HTML tags, as a mask: banks that were exported from web pages hold `=` and `#` within them that were
 * never escaped. A tag ends on its line or the next few; a lone `<` is no tag.
 */
export function tagMask(text: string): Uint8Array {
  const mask = new Uint8Array(text.length)
  for (const { 0: tag, index } of text.matchAll(TAG)) mask.fill(1, index, index + tag.length)
  return mask
}

const TAG = /<[a-zA-Z/!][^<>]{0,2000}>/g
const FORMAT = new RegExp(`^\\s*\\[(${GIFT_FORMATS.join('|')})\\]`)

/** A text of the file as people read it: its format, without escapes. Line ends count where the format keeps them. */
export function readText(raw: string, otherwise: GiftFormat): GiftText {
  const named = FORMAT.exec(raw)
  const format = (named?.[1] as GiftFormat | undefined) ?? otherwise
  const rest = named ? raw.slice(named[0].length) : raw
  const keepsLines = format === 'markdown' || format === 'html'
  const laid = keepsLines ? rest : rest.replaceAll(/[ \t]*\n[ \t]*/g, ' ')
  return { format, text: withoutEscapes(laid).trim() }
}

/** `\~ \= \# \{ \} \:` are the characters themselves, `\\` is a backslash and `\n` a new line; other backslashes stand. */
export const withoutEscapes = (text: string): string =>
  text.replaceAll(/\\([~=#{}:\\n])/g, (_, character: string) => (character === 'n' ? '\n' : character))
