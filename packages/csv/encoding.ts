export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/**
 * The encoding that the first bytes tell: a byte order mark, or the zeros that every second byte of UTF-16 has where the
 * text is mostly Latin. `utf-8` where they tell nothing (whether it is valid shows only at the end).
 */
export function encodingOf(start: Uint8Array): TextEncoding {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  const sample = start.subarray(0, 1024)
  const zeros = [0, 0]
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]!++
  })
  const half = sample.length / 2
  if (zeros[1]! > half * 0.4 && zeros[0] === 0) return 'utf-16le'
  if (zeros[0]! > half * 0.4 && zeros[1] === 0) return 'utf-16be'
  return 'utf-8'
}

/** The first bytes of what is often taken for CSV: zip (and so .xlsx and .ods), the old .xls, PDF, gzip. */
const PACKED = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46],
  [0x1f, 0x8b],
]

/** Whether the first bytes are no text in any encoding, and whether they are a workbook or another packed file. */
export function looksBinary(start: Uint8Array): 'csv.workbook' | 'csv.binary' | undefined {
  if (PACKED.some((magic) => magic.every((byte, at) => start[at] === byte))) return 'csv.workbook'
  return encodingOf(start) === 'utf-8' && start.subarray(0, 4096).includes(0) ? 'csv.binary' : undefined
}

const RUN = 3

/**
 * Whether bytes that are not UTF-8 can be Windows-1252, where letters with marks stand alone or in twos among plain ones. In
 * Cyrillic, Arabic, Greek or Chinese bytes of other encodings they stand in whole words.
 */
export function looksWestern(bytes: Uint8Array): boolean {
  let marked = 0
  let inRuns = 0
  let run = 0
  for (const byte of bytes) {
    if (byte < 0x80) {
      run = 0
      continue
    }
    marked++
    run++
    if (run === RUN) inRuns += RUN
    else if (run > RUN) inRuns++
  }
  return inRuns * 2 <= marked
}
