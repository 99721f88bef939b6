/** A piece of a PDF's page: letters, where their baseline begins, how high they stand. */
export interface PdfPiece {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Line {
  readonly y: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly text: string
}

/**
 * The words of a PDF's pages as lines. A page knows neither lines nor paragraphs, only where letters stand: those of one height
 * are a line, and a gap larger than between lines begins a paragraph.
 */
export function pdfText(pages: readonly (readonly PdfPiece[])[]): string {
  return pages
    .map((pieces) => {
      const lines = columnsOf(pieces).flatMap((column) => linesOf(asRead(column)))
      const step = usualStep(lines)
      return lines
        .flatMap(({ text, y }, at) => {
          const before = lines[at - 1]
          const apart = before !== undefined && (before.y - y > step * 1.2 || before.y < y - 1)
          return apart ? ['', text] : [text]
        })
        .join('\n')
    })
    .join('\n\n')
}

/** Pages without words, counted from 1: pictures, most likely. */
export const pagesWithoutText = (pages: readonly (readonly PdfPiece[])[]): readonly number[] =>
  pages.flatMap((pieces, at) => (pieces.some(({ text }) => /[\p{L}\p{N}]/u.test(text)) ? [] : [at + 1]))

/** A page of two columns, as gazettes in two languages are, is read column by column. */
function columnsOf(pieces: readonly PdfPiece[]): readonly (readonly PdfPiece[])[] {
  const worded = pieces.filter(({ text }) => text.trim() !== '')
  const left = Math.min(...worded.map(({ x }) => x))
  const right = Math.max(...worded.map(({ x, width }) => x + width))
  const half = (from: number) => worded.filter(({ x, width }) => x + width / 2 > from).length / worded.length
  for (let at = 0.4; at <= 0.6; at += 0.02) {
    const gutter = left + (right - left) * at
    const across = worded.filter(({ x, width }) => x < gutter && x + width > gutter)
    const begun = worded.filter(({ x }) => x > gutter && x < gutter + (right - left) * 0.08).length
    if (worded.length < 20 || across.length > worded.length * 0.05 || begun < worded.length * 0.2) continue
    if (half(gutter) < 0.3 || half(gutter) > 0.7) continue
    const first = pieces.filter(({ x, width }) => x + width / 2 <= gutter)
    return [first, pieces.filter((piece) => !first.includes(piece))]
  }
  return [pieces]
}

/** From the top down, and along each line: numbers in a margin are often drawn after all words of the page. */
function asRead(pieces: readonly PdfPiece[]): readonly PdfPiece[] {
  const rows: PdfPiece[][] = []
  for (const piece of pieces.toSorted((a, b) => b.y - a.y)) {
    const row = rows.at(-1)
    const [top] = row ?? []
    if (row && top && top.y - piece.y <= Math.max(top.height, piece.height, 1) * 0.45) row.push(piece)
    else rows.push([piece])
  }
  // Letters of a script from right to left are given in the order in which they are read: their first piece stands rightmost.
  return rows.flatMap((row) => {
    const arabic = row.filter(({ text }) => /[\u0590-\u08ff]/u.test(text)).length > row.length / 2
    return row.toSorted((a, b) => (arabic ? b.x + b.width - a.x - a.width : a.x - b.x))
  })
}

function linesOf(pieces: readonly PdfPiece[]): readonly Line[] {
  const lines: Line[] = []
  for (const { text, x, y, width, height } of pieces) {
    if (text.trim() === '' && text !== ' ') continue
    const last = lines.at(-1)
    // Letters that stand a little higher, as in 1st, are of the line.
    const same = last !== undefined && Math.abs(last.y - y) <= Math.max(last.height, height, 1) * 0.45
    if (!same) {
      if (text.trim() !== '') lines.push({ y, height, left: x, right: x + width, text: text.trimStart() })
      continue
    }
    const gap = Math.min(Math.abs(x - last.right), Math.abs(x + width - last.left))
    const apart = gap > Math.max(last.height, 1) * 0.15 && !last.text.endsWith(' ') && !text.startsWith(' ')
    lines[lines.length - 1] = {
      y: last.y,
      height: Math.max(last.height, height),
      left: x,
      right: x + width,
      text: `${last.text}${apart ? ' ' : ''}${text}`,
    }
  }
  return lines.map((line) => ({ ...line, text: line.text.replaceAll(/\s+/g, ' ').trim() }))
}

/** The distance from line to line within a paragraph: the smallest that is met often. */
function usualStep(lines: readonly Line[]): number {
  const steps = lines
    .flatMap(({ y }, at) => (at === 0 ? [] : [(lines[at - 1]?.y ?? y) - y]))
    .filter((step) => step > 0)
    .toSorted((a, b) => a - b)
  return steps[Math.floor(steps.length * 0.2)] ?? lines[0]?.height ?? 12
}
