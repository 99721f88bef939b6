/** A code of conduct as it is drawn: what stands before the list, the promises, and what stands after. */
export interface ConductText {
  readonly title: string | null
  readonly before: readonly string[]
  /** Each with the words that are set off at its beginning. */
  readonly promises: readonly { readonly lead: string; readonly rest: string }[]
  readonly after: readonly string[]
}

/** Reads the Markdown that a country writes: a heading, paragraphs, and one numbered list. Anything else is plain text. */
export function readConductText(markdown: string): ConductText {
  const lines = markdown
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const heading = lines.find((line) => line.startsWith('# '))
  const first = lines.findIndex((line) => PROMISE.test(line))
  const isText = (line: string) => line !== heading && !PROMISE.test(line)
  return {
    title: heading ? heading.slice(2) : null,
    before: lines.slice(0, first < 0 ? undefined : first).filter(isText),
    promises: lines.flatMap((line) => {
      const words = PROMISE.exec(line)?.[1]
      if (words === undefined) return []
      const [, lead = '', rest = words] = LEAD.exec(words) ?? []
      return [{ lead, rest }]
    }),
    after: first < 0 ? [] : lines.slice(first).filter(isText),
  }
}

const PROMISE = /^\p{Nd}+[.)]\s+(.+)$/u
const LEAD = /^\*\*(.+?)\*\*\s*(.*)$/
