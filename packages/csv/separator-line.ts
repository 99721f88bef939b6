const SEPARATOR_LINE = /^\uFEFF?sep=(.)(?:\r\n|\n|\r)/

/** Excel's line `sep=;` before the header, if the text begins with one: the separator, and the text after it. */
export function separatorLine(text: string): { readonly delimiter: string; readonly rest: string } | undefined {
  const [line, delimiter] = SEPARATOR_LINE.exec(text) ?? []
  return line !== undefined && delimiter !== undefined ? { delimiter, rest: text.slice(line.length) } : undefined
}
