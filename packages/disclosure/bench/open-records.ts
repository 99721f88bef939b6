import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type CodeLists, type CodedRecords, NOT_RECORDED } from '../index.ts'

/** The record sets lie beside the repository, not in it. */
export const DATA =
  process.env['GLOACT_SHARED_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url))

export interface OpenRecords {
  readonly records: CodedRecords
  readonly codeLists: CodeLists
  readonly sizes: readonly number[]
}

/** A set of `synth/`, coded; its lists stand for public ones. Undefined where it is not on this machine. */
export function openRecords(name: string): OpenRecords | undefined {
  const file = `${DATA}/synth/${name}.csv`
  if (!existsSync(file)) return undefined
  const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const names = header.split(',')
  const known = names.map(() => new Map([[NOT_RECORDED, 0]]))
  const values = names.map(() => new Uint16Array(lines.length))
  for (const [row, line] of lines.entries()) {
    for (const [column, value] of line.split(',').entries()) {
      const codes = known[column]!
      if (!codes.has(value)) codes.set(value, codes.size)
      values[column]![row] = codes.get(value)!
    }
  }
  return coded(
    { count: lines.length, values },
    known.map((codes, column) => ({ name: names[column]!, codes: [...codes.keys()], notRecorded: 0 })),
  )
}

/** Invented records of any size: columns of 2 to 40 codes, each leaning on the one before and on a hidden kind. */
export function inventedRecords(count: number, columns: number): OpenRecords {
  let state = 20_261_124
  const below = (bound: number): number => {
    state = (Math.imul(state ^ (state >>> 15), state | 1) + 0x6d2b79f5) | 0
    return (((state ^ (state >>> 13)) >>> 0) / 2 ** 32) * bound
  }
  const widths = Array.from({ length: columns }, (_, column) => [41, 21, 10, 6, 4, 3, 3, 3][column % 8]!)
  const values = widths.map(() => new Uint16Array(count))
  for (let row = 0; row < count; row++) {
    const kind = Math.floor(below(5))
    let before = kind
    for (const [column, width] of widths.entries()) {
      const leaning = below(1) < 0.5 ? before * 7 + kind + column : below(1) ** 2 * width
      before = below(1) < 0.35 ? 0 : Math.floor(leaning) % width
      values[column]![row] = before
    }
  }
  return coded(
    { count, values },
    widths.map((width, column) => ({
      name: `column ${column + 1}`,
      codes: Array.from({ length: width }, (_, code) => (code === 0 ? NOT_RECORDED : `code ${code}`)),
      notRecorded: 0,
    })),
  )
}

const coded = (records: CodedRecords, columns: CodeLists['columns']): OpenRecords => ({
  records,
  sizes: columns.map(({ codes }) => codes.length),
  codeLists: { version: 'bench', status: 'reviewed', columns, zeros: [], official: [] },
})
