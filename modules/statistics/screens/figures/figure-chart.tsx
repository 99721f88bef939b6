import { BarChart, MOST_SERIES, Text } from '@gloact/ui'
import type { Ref } from 'react'
import type { FigureTableView } from '../../contract/figures.ts'
import { codeWord, figureWord, lengthOf, titleWord, useFigureWords } from './words.ts'

interface Props {
  readonly table: FigureTableView
  readonly image: Ref<SVGSVGElement>
}

/** The table’s rows as bars, side by side by column where there are few. It says nothing that the table does not. */
export function FigureChart({ table, image }: Props) {
  const messages = useFigureWords()
  const { t } = messages
  const many = table.columns.length > MOST_SERIES
  const columns = many ? [] : table.columns
  const series = columns.length === 0 ? [table.columns.length] : columns.map((_, at) => at)
  return (
    <>
      {many && <Text tone="quiet">{t('statistics.chart.totals_only')}</Text>}
      <BarChart
        label={titleWord(messages, table.query)}
        image={image}
        series={columns.map((code) => codeWord(messages, table.query.columns ?? '', code))}
        rows={table.rows.map((row, at) => {
          const cells = series.map((column) => table.cells[at]![column]!)
          return {
            id: row,
            label: codeWord(messages, table.query.rows, row),
            values: cells.map(lengthOf),
            said: cells.map((shown) => figureWord(messages, shown)),
          }
        })}
      />
    </>
  )
}

export interface ChartFile {
  readonly file: Blob
  readonly width: number
  readonly height: number
}

const MARGIN = 16
const LINE = 18
const HEADING = 28
/** About so many pixels a letter takes. */
const LETTER = 7

/** Words in lines that are no wider than the picture. */
function inLines(words: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && (last.length + 1 + word.length) * LETTER <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** The chart as a file of its own, on white, whatever the screen is: with its title above, and below what it counts and how near that is. */
export function chartFile(
  image: SVGSVGElement,
  { title, lines }: { readonly title: string; readonly lines: readonly string[] },
): ChartFile {
  const SVG = 'http://www.w3.org/2000/svg'
  const make = (name: string, attributes: Readonly<Record<string, string | number>>, words = ''): SVGElement => {
    const element = document.createElementNS(SVG, name)
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value))
    element.textContent = words
    return element
  }
  const isRight = image.getAttribute('direction') === 'rtl'
  // A picture has the size it has here; without it a browser draws nothing.
  const width = image.clientWidth + 2 * MARGIN
  const heading = inLines(title, image.clientWidth)
  const foot = lines.flatMap((line) => inLines(line, image.clientWidth))
  const top = MARGIN + heading.length * HEADING
  const height = top + image.clientHeight + MARGIN + foot.length * LINE + MARGIN
  const copy = image.cloneNode(true) as SVGSVGElement
  const chart = make('g', { transform: `translate(${MARGIN} ${top})` })
  chart.append(...copy.childNodes)
  const start = isRight ? width - MARGIN : MARGIN
  const line = (words: string, y: number, look: Readonly<Record<string, string | number>>) =>
    make('text', { x: start, y, fill: 'currentColor', 'text-anchor': 'start', ...look }, words)
  copy.setAttribute('color', '#1c2629')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`)
  copy.setAttribute('xmlns', SVG)
  copy.replaceChildren(
    make('title', {}, title),
    make('desc', {}, lines.join(' ')),
    make('rect', { width: '100%', height: '100%', fill: '#ffffff' }),
    ...heading.map((words, at) => line(words, MARGIN + 14 + at * HEADING, { 'font-size': 16, 'font-weight': 600 })),
    chart,
    ...foot.map((words, at) => line(words, top + image.clientHeight + MARGIN + 12 + at * LINE, { 'font-size': 12 })),
  )
  return { file: new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }), width, height }
}

/** Dots of the picture for each of the chart’s own: sharp in a printed document. */
const SHARP = 2

/** The chart as dots, for documents that take no drawings. */
export async function pictureOf({ file, width, height }: ChartFile): Promise<Blob> {
  const address = URL.createObjectURL(file)
  try {
    const drawn = new Image(width * SHARP, height * SHARP)
    drawn.src = address
    await drawn.decode()
    const canvas = document.createElement('canvas')
    canvas.width = drawn.width
    canvas.height = drawn.height
    canvas.getContext('2d')?.drawImage(drawn, 0, 0, drawn.width, drawn.height)
    return await new Promise<Blob>((done, fail) => {
      canvas.toBlob((made) => (made ? done(made) : fail(new Error('the picture was not made'))), 'image/png')
    })
  } finally {
    URL.revokeObjectURL(address)
  }
}
