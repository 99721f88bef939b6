import type { SmallCounts } from '@gloact/estimation'
import type { ReportBlock } from '../document.ts'
import type { ReportWords } from '../words.ts'

export const heading = (text: string): ReportBlock => ({ kind: 'heading', level: 2, text })
export const paragraph = (text: string): ReportBlock => ({ kind: 'paragraph', text })

/** A column of a table whose cells are numbers. */
export const numeric = (label: string) => ({ label, numeric: true })

/** That rows of the table before it are left out, where some are. */
export const withheldNote = (withheld: number, { threshold }: SmallCounts, { t }: ReportWords): ReportBlock[] =>
  withheld === 0 ? [] : [paragraph(t('reports.withheld', { count: withheld, threshold }))]
