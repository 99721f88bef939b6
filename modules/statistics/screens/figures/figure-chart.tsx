import { BarChart, MOST_SERIES, Text } from '@gloact/ui'
import type { Ref } from 'react'
import type { FigureTableView } from '../../contract/figures.ts'
import { codeWord, figureWord, lengthOf, useFigureWords } from './words.ts'

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
        label={t('statistics.chart.label')}
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

/** The chart as a file of its own: on white, whatever the screen is. */
export function chartFile(image: SVGSVGElement): Blob {
  const copy = image.cloneNode(true) as SVGSVGElement
  copy.setAttribute('color', '#1c2629')
  // A picture has the size it has here; without it a browser draws nothing.
  copy.setAttribute('width', String(image.clientWidth))
  copy.setAttribute('height', String(image.clientHeight))
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  ground.setAttribute('width', '100%')
  ground.setAttribute('height', '100%')
  ground.setAttribute('fill', '#ffffff')
  copy.prepend(ground)
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' })
}

/** Dots of the picture for each of the chart’s own: sharp in a printed document. */
const SHARP = 2

/** The chart as dots, for documents that take no drawings. */
export async function pictureOf(chart: Blob, { clientWidth, clientHeight }: SVGSVGElement): Promise<Blob> {
  const address = URL.createObjectURL(chart)
  try {
    const drawn = new Image(clientWidth * SHARP, clientHeight * SHARP)
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
