import { err, ok, type Result } from '@gloact/kernel'
import { encodingOf, looksBinary, looksWestern, type TextEncoding } from './encoding.ts'
import { parseTable, type ParsedTable, type ParseTableOptions } from './parse-table.ts'
import { tableProblem, type TableProblem } from './problem.ts'
import { readAsWindows1252 } from './layout.ts'

/**
 * A table from the bytes of a file that somebody picked in a browser, its encoding and separator found out as `loadTable`
 * of `@gloact/csv/node` does.
 */
export function parseBytes(
  bytes: Uint8Array,
  options: ParseTableOptions = {},
): Result<ParsedTable & { readonly encoding: TextEncoding }, TableProblem> {
  const binary = looksBinary(bytes.subarray(0, 4096))
  if (binary) return err(tableProblem(binary))
  const told = encodingOf(bytes)
  let encoding = told
  let text = decoded(bytes, told)
  if (text === undefined && told === 'utf-8') {
    if (!looksWestern(bytes)) return err(tableProblem('csv.encoding_unknown'))
    encoding = 'windows-1252'
    text = decoded(bytes, encoding)
  }
  if (text === undefined) return err(tableProblem('csv.encoding'))
  if (text.includes('\u0000')) return err(tableProblem('csv.binary'))
  const table = parseTable(text, options)
  if (!table.ok) return table
  const { warnings } = table.value
  return ok({
    ...table.value,
    encoding,
    warnings: encoding === 'windows-1252' ? [readAsWindows1252, ...warnings] : warnings,
  })
}

/** The text, or undefined where the bytes are none in this encoding. */
function decoded(bytes: Uint8Array, encoding: TextEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
