import type { ReportFigure } from './document.ts'
import { escapeMarkup as e } from './escape.ts'

export interface Axis {
  readonly label: string
  readonly logarithmic?: boolean
  /** Begins at nothing, so that heights can be held against one another. Not for a logarithmic axis. */
  readonly fromZero?: boolean
}

export interface PlotPoint {
  readonly x: number
  readonly y: number
}

export interface PlotOptions {
  readonly x: Axis
  readonly y: Axis
  /** Small grey marks. */
  readonly points?: readonly PlotPoint[]
  /** Points joined by a line, each with a mark. */
  readonly line?: readonly PlotPoint[]
  /** A band between two lines, from the least to the greatest x. */
  readonly band?: readonly { readonly x: number; readonly lower: number; readonly upper: number }[]
  /** Points that are named, each by a shape of its own. */
  readonly marked?: readonly (PlotPoint & { readonly label: string })[]
  readonly caption: string
  readonly alternative: string
  /**
   * The direction that its labels are written in; the axes run from left to right in any case. Labels from right to left are in
   * letters of their script alone: what draws SVG in PDF has one font for a text whose letters join, and no direction of a text.
   */
  readonly direction?: 'ltr' | 'rtl'
  /** How numbers are written on the axes. */
  readonly format?: (value: number) => string
}

const WIDTH = 640
const HEIGHT = 360
const FRAME = { left: 76, right: 16, top: 30, bottom: 48 }
/** Marks within this many pixels of each other are drawn once: thousands of models make no larger file. */
const NEAR = 1.5
const INK = '#1c2226'
const ACCENT = '#0b5c66'

/** A plot of points and lines as SVG, for a report: drawn on white, told by shape as well as by colour. */
export function plot(options: PlotOptions): ReportFigure {
  const { x, y, points = [], line = [], band = [], marked = [], caption, alternative } = options
  const format = options.format ?? ((value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 }))
  const bounds = band.flatMap(({ x: at, lower, upper }) => [
    { x: at, y: lower },
    { x: at, y: upper },
  ])
  const all = [...points, ...line, ...marked, ...bounds].filter(isDrawable)
  const across = scale(
    all.map((point) => point.x),
    x,
    [FRAME.left, WIDTH - FRAME.right],
  )
  const up = scale(
    all.map((point) => point.y),
    y,
    [HEIGHT - FRAME.bottom, FRAME.top],
  )
  const at = (point: PlotPoint): string => `${round(across.place(point.x))},${round(up.place(point.y))}`
  const parts = [
    ...up.ticks.map((tick) => {
      const height = round(up.place(tick))
      return `<path d="M${FRAME.left},${height}H${WIDTH - FRAME.right}" stroke="#dde3e6"/><text x="${FRAME.left - 8}" y="${height + 4}" text-anchor="end">${e(format(tick))}</text>`
    }),
    ...across.ticks.map((tick) => {
      const place = round(across.place(tick))
      return `<path d="M${place},${HEIGHT - FRAME.bottom}v5" stroke="${INK}"/><text x="${place}" y="${HEIGHT - FRAME.bottom + 19}" text-anchor="middle">${e(format(tick))}</text>`
    }),
    `<path d="M${FRAME.left},${FRAME.top}V${HEIGHT - FRAME.bottom}H${WIDTH - FRAME.right}" fill="none" stroke="${INK}"/>`,
    `<text x="${(FRAME.left + WIDTH - FRAME.right) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${e(x.label)}</text>`,
    `<text x="8" y="16">${e(y.label)}</text>`,
    ...(band.length > 1 ? [bandPath(band, across, up)] : []),
    ...thin(points.filter(isDrawable), across, up).map(
      ([left, top]) => `<circle cx="${left}" cy="${top}" r="2" fill="#7b8790" fill-opacity="0.6"/>`,
    ),
    ...(line.length > 1
      ? [`<path d="M${line.filter(isDrawable).map(at).join('L')}" fill="none" stroke="${ACCENT}" stroke-width="2"/>`]
      : []),
    ...line.filter(isDrawable).map((point) => {
      const [left, top] = [round(across.place(point.x)), round(up.place(point.y))]
      return `<rect x="${left - 3}" y="${top - 3}" width="6" height="6" fill="${ACCENT}"/>`
    }),
    ...marked.filter(isDrawable).map((point, number) => mark(point, number, across, up)),
  ]
  const families = options.direction === 'rtl' ? 'Noto Sans Arabic, Noto Sans, sans-serif' : 'Noto Sans, sans-serif'
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${e(alternative)}" direction="ltr" font-family="${families}" font-size="12" fill="${INK}">` +
    `<title>${e(alternative)}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>${parts.join('')}</svg>`
  return { svg, alternative, caption, width: WIDTH, height: HEIGHT }
}

const isDrawable = ({ x, y }: PlotPoint): boolean => Number.isFinite(x) && Number.isFinite(y)
const round = (value: number): number => Math.round(value * 10) / 10

interface Scale {
  readonly place: (value: number) => number
  readonly ticks: readonly number[]
}

function scale(
  values: readonly number[],
  { logarithmic = false, fromZero = false }: Axis,
  [from, to]: readonly [number, number],
): Scale {
  const usable = logarithmic ? values.filter((value) => value > 0) : values
  const least = usable.reduce((low, value) => Math.min(low, value), fromZero && usable.length > 0 ? 0 : Infinity)
  const most = usable.reduce((high, value) => Math.max(high, value), -Infinity)
  if (!(least <= most)) return { place: () => (from + to) / 2, ticks: [] }
  const measure = logarithmic ? Math.log10 : (value: number) => value
  const [low, high] = [measure(least), measure(most)]
  const margin = (high - low) * 0.06 || Math.abs(low) * 0.1 || 1
  const [start, end] = [fromZero && low === 0 ? 0 : low - margin, high + margin]
  const place = (value: number) => from + ((measure(value) - start) / (end - start)) * (to - from)
  return { place, ticks: logarithmic ? logTicks(10 ** start, 10 ** end) : evenTicks(start, end) }
}

function evenTicks(start: number, end: number): number[] {
  const rough = (end - start) / 6
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough
  const ticks: number[] = []
  for (let at = Math.ceil(start / step); at * step <= end; at++) ticks.push(Number((at * step).toPrecision(12)))
  return ticks
}

function logTicks(start: number, end: number): number[] {
  const wide = Math.log10(end / start) > 4
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(start)); power <= Math.ceil(Math.log10(end)); power++) {
    for (const one of wide ? [1] : [1, 2, 5]) ticks.push(Number((one * 10 ** power).toPrecision(12)))
  }
  const shown = ticks.filter((tick) => tick >= start && tick <= end)
  return shown.length >= 3 ? shown : evenTicks(start, end)
}

function thin(points: readonly PlotPoint[], across: Scale, up: Scale): [number, number][] {
  const taken = new Set<string>()
  return points.flatMap((point): [number, number][] => {
    const [left, top] = [across.place(point.x), up.place(point.y)]
    const key = `${Math.round(left / NEAR)} ${Math.round(top / NEAR)}`
    if (taken.has(key)) return []
    taken.add(key)
    return [[round(left), round(top)]]
  })
}

function bandPath(band: NonNullable<PlotOptions['band']>, across: Scale, up: Scale): string {
  const drawn = band.filter(({ lower, upper }) => Number.isFinite(lower) && Number.isFinite(upper))
  const corner = (x: number, y: number) => `${round(across.place(x))},${round(up.place(y))}`
  const upper = drawn.map((one) => corner(one.x, one.upper))
  const lower = drawn.toReversed().map((one) => corner(one.x, one.lower))
  return drawn.length > 1 ? `<path d="M${[...upper, ...lower].join('L')}Z" fill="${ACCENT}" fill-opacity="0.15"/>` : ''
}

const SHAPES = ['M0,-8L8,0L0,8L-8,0Z', 'M-7,-7H7V7H-7Z', 'M0,-8L8,7H-8Z', 'M0,8L8,-7H-8Z', 'M-8,0H8M0,-8V8']

function mark(point: PlotPoint & { readonly label: string }, number: number, across: Scale, up: Scale): string {
  const [left, top] = [round(across.place(point.x)), round(up.place(point.y))]
  const nearEnd = left > WIDTH * 0.7
  const shape = SHAPES[number % SHAPES.length]!
  const text = `x="${nearEnd ? left - 13 : left + 13}" y="${top - 8}" text-anchor="${nearEnd ? 'end' : 'start'}"`
  return (
    `<path d="${shape}" transform="translate(${left},${top})" fill="${number === 0 ? ACCENT : '#fff'}" stroke="${INK}" stroke-width="1.5"/>` +
    `<text ${text} font-weight="700" stroke="#fff" stroke-width="3" paint-order="stroke">${e(point.label)}</text>`
  )
}
