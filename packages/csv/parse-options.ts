/** No table of people comes near; a quote that is never closed does not fill the memory. In bytes of UTF-8. */
export const LONGEST_RECORD = 1 << 20

/** How csv-parse is to read anybody's text. */
export const parseOptions = (delimiter: string, longestRecord: number = LONGEST_RECORD, strictQuotes = false) => ({
  bom: true,
  delimiter,
  relax_column_count: true,
  // A quote inside a cell that does not begin with one (5" pipe) is a character like any other, unless damage has to be seen.
  relax_quotes: !strictQuotes,
  skip_empty_lines: true,
  max_record_size: longestRecord,
})

const SEPARATOR_LINE = /^\uFEFF?sep=(.)(?:\r\n|\n|\r)/

/** Excel's line `sep=;` before the header, if the text begins with one: the separator, and the text after it. */
export function separatorLine(text: string): { readonly delimiter: string; readonly rest: string } | undefined {
  const [line, delimiter] = SEPARATOR_LINE.exec(text) ?? []
  return line !== undefined && delimiter !== undefined ? { delimiter, rest: text.slice(line.length) } : undefined
}
