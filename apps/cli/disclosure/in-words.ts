import type { ShownFigure } from '@gloact/disclosure'

/** A figure as a rule lets it be told. */
export const inWords = (figure: ShownFigure): string =>
  typeof figure === 'number' ? String(figure) : `fewer than ${figure.below}`
