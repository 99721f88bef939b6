import { type Ref, type RefObject, useEffect, useRef, useState } from 'react'
import { useMessages } from '../providers/messages.tsx'

/** Each is told from the others and from either ground (3 to 1); the table next to the chart says the same without colours. */
const COLOURS = ['#12807b', '#b9770e', '#5b6bb5', '#b3516a', '#6b7b83', '#7a8a2a'] as const
/** More bars side by side than these nobody tells apart. */
export const MOST_SERIES = COLOURS.length

const BAR = 14
const GAP = 4
const BETWEEN = 14
const LABEL = 20
const LEGEND = 24
const NUMBER = 64
/** What a name in the legend takes: its square, and so much a letter. */
const KEY = 28
const LETTER = 8

export interface BarRow {
  readonly id: string
  readonly label: string
  /** How long each bar is: one a series. */
  readonly values: readonly number[]
  /** What stands at the end of each: the number, or that it is withheld. */
  readonly said: readonly string[]
}

export interface BarChartProps {
  /** What it shows, for anyone who does not see it. */
  readonly label: string
  /** What the bars of a row are; none where there is one only. */
  readonly series: readonly string[]
  readonly rows: readonly BarRow[]
  readonly image?: Ref<SVGSVGElement>
}

/** Rows as bars, side by side by series. It stands beside a table and says nothing that the table does not. */
export function BarChart({ label, series, rows, image }: BarChartProps) {
  const { direction } = useMessages()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const bars = Math.max(1, series.length)
  const most = Math.max(1, ...rows.flatMap(({ values }) => values))
  const group = LABEL + bars * (BAR + GAP) + BETWEEN
  const keys = series.length > 1 ? series : []
  const key = KEY + LETTER * Math.max(0, ...keys.map((name) => name.length))
  const across = Math.max(1, Math.floor(width / key))
  const top = Math.ceil(keys.length / across) * LEGEND
  const height = top + rows.length * group
  const isRight = direction === 'rtl'
  const startOf = (x: number, length = 0): number => (isRight ? width - x - length : x)
  return (
    // As wide as there is room, whatever stands in it: a screen that becomes narrower makes the chart so.
    <div ref={frame} style={{ contain: 'inline-size', overflow: 'hidden' }}>
      <svg
        ref={image}
        role="img"
        aria-label={label}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        direction={direction}
        fontFamily="system-ui, sans-serif"
        fontSize="13"
        xmlns="http://www.w3.org/2000/svg"
      >
        {keys.map((name, at) => {
          const x = (at % across) * key
          const y = Math.floor(at / across) * LEGEND
          return (
            <g key={name}>
              <rect x={startOf(x, 12)} y={y + 4} width="12" height="12" fill={COLOURS[at % MOST_SERIES]} />
              <text x={startOf(x + 18)} y={y + 15} fill="currentColor" textAnchor="start">
                {name}
              </text>
            </g>
          )
        })}
        {rows.map((row, at) => {
          const y = top + at * group
          return (
            <g key={row.id}>
              <text x={startOf(0)} y={y + 14} fill="currentColor" fontWeight="600" textAnchor="start">
                {row.label}
              </text>
              {row.values.map((value, place) => {
                const length = (value / most) * Math.max(40, width - NUMBER)
                const lineY = y + LABEL + place * (BAR + GAP)
                return (
                  // A bar has no name of its own: its place is its series.
                  <g key={`${row.id} ${series[place] ?? ''}`}>
                    <rect
                      x={startOf(0, Math.max(1, length))}
                      y={lineY}
                      width={Math.max(1, length)}
                      height={BAR}
                      fill={COLOURS[place % MOST_SERIES]}
                    />
                    <text x={startOf(length + 6)} y={lineY + 11} fill="currentColor" fontSize="11" textAnchor="start">
                      {row.said[place]}
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

function useWidth(frame: RefObject<HTMLElement | null>): number {
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
