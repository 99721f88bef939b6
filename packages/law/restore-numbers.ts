import { containerMarker, itemMarker, wordedUnit } from './markers.ts'
import { readLaw } from './structure.ts'

/** A number that a line is proposed to begin with. */
export interface RestoredNumber {
  readonly line: number
  readonly number: string
}

/**
 * Proposes numbers that a scanner lost, in the order in which sections stand: for headings of Markdown without one, for
 * paragraphs after a subsection `(1)`, and letters for bullets. It is a proposal that a person looks through; reading a law
 * never does it by itself. Answers with the text as it would be, and what was added.
 */
export function restoreNumbers(source: string): { readonly text: string; readonly added: readonly RestoredNumber[] } {
  const { notUnderstood } = readLaw(source)
  const sections = new Set(notUnderstood.flatMap(({ remark, line }) => (remark === 'no_number' ? [line] : [])))
  const leftOut = new Set(
    notUnderstood.flatMap(({ remark, line, lastLine }) =>
      remark === 'page' || remark === 'note' || remark === 'contents' || remark === 'metadata'
        ? Array.from({ length: lastLine - line + 1 }, (_, at) => line + at)
        : [],
    ),
  )
  const added: RestoredNumber[] = []
  const lines = source.split(/\r\n|\r|\n/)
  let section = 0
  let subsection = 0
  let letter = 0
  let inLetters = false
  const restored = lines.map((raw, index) => {
    const line = index + 1
    const text = raw.replace(/^\s{0,3}#{1,6}\s+/, '').trim()
    if (text === '' || leftOut.has(line)) return raw
    const add = (number: string, mark = '') => {
      added.push({ line, number })
      return `${mark}${number} ${text.replace(/^[-*•]\s+/, '')}`
    }
    if (sections.has(line)) {
      section += 1
      subsection = 0
      letter = 0
      inLetters = false
      return add(`${section}.`, '# ')
    }
    const own = /^(\d{1,3})[a-z]{0,2}\.\s/i.exec(text)
    if (own ?? wordedUnit(text) ?? containerMarker(text)) {
      section = own ? Number(own[1]) : section
      subsection = 0
      inLetters = false
      return raw
    }
    if (section === 0) return raw
    const item = itemMarker(text)
    const first = item?.readings[0]
    if (first) {
      const numbered = first.style === '(1)'
      if (numbered) subsection = first.value
      letter = numbered ? 0 : first.value
      inLetters = !numbered
      return raw
    }
    if (/^\s*[-*•]\s+/.test(raw)) {
      letter = inLetters ? letter + 1 : 1
      inLetters = true
      return add(`(${String.fromCharCode(96 + Math.min(letter, 26))})`)
    }
    const begins =
      /^\p{Lu}/u.test(text) && (lines[index - 1] ?? '').trim() === '' && !/^(?:provided|explanation)\b/iu.test(text)
    if (subsection > 0 && !inLetters && begins) {
      subsection += 1
      return add(`(${subsection})`)
    }
    return raw
  })
  return { text: restored.join('\n'), added }
}
