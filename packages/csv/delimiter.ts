export const DELIMITERS = [',', ';', '\t', '|'] as const

export type Delimiter = (typeof DELIMITERS)[number]

/** Whether a text can separate cells: one character, neither a quote nor the end of a line. */
export const isDelimiter = (text: string): boolean => /^[^"\r\n]$/.test(text)

const SAMPLE = 65_536
const LINES = 50

/**
 * The separator of a text, from its beginning: that which the header has most of outside quotes, and the lines below it as
 * often. A comma where there is none.
 */
export function delimiterOf(text: string, among: readonly Delimiter[] = DELIMITERS): Delimiter {
  const cut = text.length > SAMPLE
  const lines = text
    .slice(0, SAMPLE)
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '')
    .slice(0, LINES)
  // The last line of a sample may be half a line.
  if (cut && lines.length > 1) lines.pop()
  const score = (delimiter: string): number => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const header = counts[0] ?? 0
    return header * (1 + counts.filter((count) => count === header).length / counts.length)
  }
  return among.reduce((best, next) => (score(next) > score(best) ? next : best))
}
