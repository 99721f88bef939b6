import type { LawText, Provision } from './law-text.ts'

/** A law as plain text that `readLaw` reads again: a line a paragraph, numbers in front, an empty line between. */
export function plainText({ preface, longTitle, preamble, body }: LawText): string {
  const front = [...preface, ...(longTitle === '' ? [] : [longTitle]), ...preamble]
  return `${[...front, ...body.flatMap(lines)].join('\n\n')}\n`
}

function lines({ kind, num, heading, text, children, after }: Provision): readonly string[] {
  const below = [...children.flatMap(lines), ...after]
  if (num === '' && heading === '') return [...text, ...below]
  const headed = ['book', 'title', 'part', 'chapter', 'division', 'schedule', 'section', 'article'].includes(kind)
  if (headed) return [[num, heading].filter(Boolean).join(' '), ...text, ...below]
  const [first, ...more] = text
  return [[num, heading, first].filter(Boolean).join(' '), ...more, ...below]
}
