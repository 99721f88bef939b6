import { Text, useMessages } from '@gloact/ui'
import { type Ref, useEffect, useRef, useState } from 'react'
import type { FigureTableView } from '../../contract/figures.ts'
import { codeWord, figureWord, lengthOf } from './words.ts'

/** Each is told from the others and from either ground (3 to 1); the table next to the chart says the same without colours. */
const COLOURS = ['#12807b', '#b9770e', '#5b6bb5', '#b3516a', '#6b7b83', '#7a8a2a'] as const
const MOST_SERIES = COLOURS.length

const BAR = 14
const GAP = 4
const BETWEEN = 14
const LABEL = 20
const LEGEND = 24
const NUMBER = 64

interface Props {
  readonly table: FigureTableView
  readonly image: Ref<SVGSVGElement>
}

/** The table’s rows as bars, side by side by column where there are few. It says nothing that the table does not. */
export function FigureChart({ table, image }: Props) {
  const messages = useMessages()
  const { t, direction } = messages
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const many = table.columns.length > MOST_SERIES
  const columns = many ? [] : table.columns
  const series = columns.length === 0 ? [table.columns.length] : columns.map((_, at) => at)
  const most = Math.max(1, ...table.rows.flatMap((_, row) => series.map((at) => lengthOf(table.cells[row]![at]!))))
  const group = LABEL + series.length * (BAR + GAP) + BETWEEN
  const legends = columns.length === 0 ? 0 : Math.ceil(columns.length / Math.max(1, Math.floor(width / 160)))
  const top = legends * LEGEND
  const height = top + table.rows.length * group
  const isRight = direction === 'rtl'
  const startOf = (x: number, length = 0): number => (isRight ? width - x - length : x)
  const anchor = 'start'
  return (
    // As wide as there is room, whatever stands in it: a screen that becomes narrower makes the chart so.
    <div ref={frame} style={{ contain: 'inline-size', overflow: 'hidden' }}>
      {many && <Text tone="quiet">{t('statistics.chart.totals_only')}</Text>}
      <svg
        ref={image}
        role="img"
        aria-label={t('statistics.chart.label')}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        direction={direction}
        fontFamily="system-ui, sans-serif"
        fontSize="13"
        xmlns="http://www.w3.org/2000/svg"
      >
        {columns.map((code, at) => {
          const a = Math.max(1, Math.floor(width / 160))
          const x = (at % a) * 160
          const y = Math.floor(at / a) * LEGEND
          return (
            <g key={code}>
              <rect x={startOf(x, 12)} y={y + 4} width="12" height="12" fill={COLOURS[at]} />
              <text x={startOf(x + 18)} y={y + 15} fill="currentColor" textAnchor={anchor}>
                {codeWord(messages, table.query.columns ?? '', code)}
              </text>
            </g>
          )
        })}
        {table.rows.map((row, at) => {
          const y = top + at * group
          return (
            <g key={row}>
              <text x={startOf(0)} y={y + 14} fill="currentColor" fontWeight="600" textAnchor={anchor}>
                {codeWord(messages, table.query.rows, row)}
              </text>
              {series.map((column, place) => {
                const shown = table.cells[at]![column]!
                const length = (lengthOf(shown) / most) * Math.max(40, width - NUMBER)
                const lineY = y + LABEL + place * (BAR + GAP)
                return (
                  <g key={column}>
                    <rect
                      x={startOf(0, Math.max(1, length))}
                      y={lineY}
                      width={Math.max(1, length)}
                      height={BAR}
                      fill={COLOURS[columns.length === 0 ? 0 : column]}
                    />
                    <text x={startOf(length + 6)} y={lineY + 11} fill="currentColor" fontSize="11" textAnchor={anchor}>
                      {figureWord(messages, shown)}
                    </text>
                  </g>
                )
              })}
            </g>
          )
        })}
      </svg>
    </div>
  )
}

function useWidth(frame: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(640)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const watch = new ResizeObserver(([entry]) => {
      const found = Math.floor(entry?.contentRect.width ?? 0)
      if (found > 0) setWidth(Math.max(240, found))
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [frame])
  return width
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
