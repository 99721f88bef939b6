/** One statement of an SQL file, with its comments taken out and kept beside it. */
export interface SqlStatement {
  /** In lower case outside quotes, white space as single blanks, string contents emptied. */
  readonly text: string
  /** The comments before and inside it. */
  readonly comments: string
  /** The line, counted from one, that the statement begins on. */
  readonly line: number
}

const TOKENS =
  /(?<comment>--[^\n]*|\/\*[\s\S]*?\*\/)|(?<dollar>\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$)|(?<text>'(?:[^']|'')*')|(?<name>"[^"]*")|(?<end>;)|(?<rest>\$|[^-/$'";]+|[-/])/g

/** Splits SQL into statements. Knows comments, quoted text and names, and dollar quotes; nothing more is needed to read migrations. */
export function sqlStatements(sql: string): SqlStatement[] {
  const statements: SqlStatement[] = []
  let text = ''
  let comments = ''
  let line = 0
  for (const match of sql.matchAll(TOKENS)) {
    const { comment, dollar, text: quoted, name, end, rest } = match.groups ?? {}
    if (comment !== undefined) comments += `${comment}\n`
    else if (end !== undefined) {
      if (text.trim() !== '') statements.push({ text: text.replaceAll(/\s+/g, ' ').trim(), comments, line })
      text = ''
      comments = ''
    } else {
      const part = dollar !== undefined || quoted !== undefined ? "''" : (name ?? rest ?? '').toLowerCase()
      if (text.trim() === '' && part.trim() !== '') {
        const blanks = part.length - part.trimStart().length
        line = sql.slice(0, match.index + blanks).split('\n').length
      }
      text += part
    }
  }
  if (text.trim() !== '') statements.push({ text: text.replaceAll(/\s+/g, ' ').trim(), comments, line })
  return statements
}
