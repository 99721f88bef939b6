import type { SmallCounts } from '@gloact/estimation'
import type { ReportBlock } from '../document.ts'

export const heading = (text: string): ReportBlock => ({ kind: 'heading', level: 2, text })
export const paragraph = (text: string): ReportBlock => ({ kind: 'paragraph', text })

/** That rows of the table before it are left out, where some are. */
export const withheldNote = (withheld: number, { threshold }: SmallCounts): ReportBlock[] =>
  withheld === 0
    ? []
    : [
        paragraph(
          `Left out: ${withheld} more, of which a number of people is below ${threshold}, or would be told by the others.`,
        ),
      ]
