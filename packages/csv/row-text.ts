/**
 * What a spreadsheet would take for a formula (OWASP, "CSV injection"): the signs in full width and small form too, as
 * spreadsheets of East Asia read them.
 */
const FORMULA_LIKE = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212]/
const PLAIN_NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/

/** The text with an apostrophe in front where a spreadsheet would work it out; a plain number, which it may, stays one. */
export const neutraliseCell = (text: string): string =>
  FORMULA_LIKE.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text

/** One line of a table without its line end: cells neutralised, and quoted where they have to be (RFC 4180). */
export function rowText(cells: readonly string[], delimiter = ','): string {
  return cells
    .map(neutraliseCell)
    .map((text) =>
      text.includes(delimiter) || /["\r\n]/.test(text) || (text === '' && cells.length === 1)
        ? `"${text.replaceAll('"', '""')}"`
        : text,
    )
    .join(delimiter)
}
