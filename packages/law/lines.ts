/** A line of a source without what lays it out: Markdown's marks, HTML tags that a scanner left, indentation. */
export interface SourceLine {
  /** From 1. */
  readonly at: number
  readonly text: string
  /** A heading of Markdown; 0 where it is none. */
  readonly level: number
  /** The whole line was bold: often a heading in the margin. */
  readonly bold: boolean
  readonly bullet: boolean
}

// Of bounded length: a mark that is never closed would be looked for to the line's end, once for each mark.
const EMPHASIS = /(\*\*|__)(?=\S)(.{1,600}?)(?<=\S)\1/g
const SLANTED = /(?<![\p{L}\p{N}_*\\])([_*])(?=\S)([^_*]+?)(?<=\S)\1(?![\p{L}\p{N}_*])/gu

// A text from outside may hold what XML cannot: control characters, halves of surrogate pairs, and marks of direction that
// would turn a line around where it is quoted.
// oxlint-disable-next-line no-control-regex -- they are what is taken out
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g

/** A source cut into lines. Lines end as any system ends them. */
export function linesOf(source: string): readonly SourceLine[] {
  return source.split(/\r\n|\r|\n|\u2028|\u2029/).map((raw, index) => lineOf(raw.toWellFormed(), index + 1))
}

/** A heading without the `#` that may close it. */
function withoutMarks(heading: string): string {
  const words = heading.trimEnd()
  let end = words.length
  while (words[end - 1] === '#') end -= 1
  return words.slice(0, end)
}

function lineOf(raw: string, at: number): SourceLine {
  const bare = raw.replaceAll(UNPRINTABLE, ' ').replaceAll(/<\/?[a-z][a-z0-9]*>/gi, ' ')
  const heading = /^\s{0,3}(#{1,6})\s+(.*)$/.exec(bare)
  const listed = heading ? null : /^\s*[-*+•·–]\s+(.*)$/.exec(bare)
  const inner = (heading ? withoutMarks(heading[2] ?? '') : (listed?.[1] ?? bare)).trim()
  const bold = /^(\*\*|__)[^*_]+\1$/.test(inner)
  // A line of a book's length is no Markdown, and looking for its pairs would take for ever.
  const plain = inner.length > 20_000 ? inner : inner.replaceAll(EMPHASIS, '$2').replaceAll(SLANTED, '$2')
  const text = plain
    .replaceAll(/\\([()[\]._*#+\-!>])/g, '$1')
    .replaceAll(/[\s\u00a0\u200b\u2060]+/g, ' ')
    .trim()
  return { at, text, level: heading?.[1]?.length ?? 0, bold, bullet: listed !== null && text !== '' }
}
