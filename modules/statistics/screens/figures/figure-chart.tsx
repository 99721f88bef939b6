import { BarChart, MOST_SERIES, Text, useMessages } from '@gloact/ui'
import type { Ref } from 'react'
import type { FigureTableView } from '../../contract/figures.ts'
import { codeWord, figureWord, lengthOf } from './words.ts'

interface Props {
  readonly table: FigureTableView
  readonly image: Ref<SVGSVGElement>
}

/** The table’s rows as bars, side by side by column where there are few. It says nothing that the table does not. */
export function FigureChart({ table, image }: Props) {
  const messages = useMessages()
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
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  ground.setAttribute('width', '100%')
  ground.setAttribute('height', '100%')
  ground.setAttribute('fill', '#ffffff')
  copy.prepend(ground)
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' })
}
