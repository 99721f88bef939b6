import { parseFileNumber, type FileNumber } from '../../domain/file/file-number.ts'

const BODY_LENGTH = 5
const MOST_PREFIX = 4

/**
 * The file number that a text is: in any case, with spaces, dashes or nothing between its parts. Undefined where the check
 * character does not fit. Which country's it is turns out when it is looked up.
 */
export function numberInText(text: string): FileNumber | undefined {
  const prefix = /^\s*([a-z]{1,4})/i.exec(text.normalize('NFKC'))?.[1]?.toUpperCase() ?? ''
  // The body may begin with a letter too: every way to part them is tried.
  for (let length = Math.min(prefix.length, MOST_PREFIX); length > 0; length -= 1) {
    const read = parseFileNumber(text, { prefix: prefix.slice(0, length), bodyLength: BODY_LENGTH })
    if (read.ok) return read.value
  }
  return undefined
}
