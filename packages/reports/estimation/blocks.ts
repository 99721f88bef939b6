import type { ReportBlock } from '../document.ts'

export const heading = (text: string): ReportBlock => ({ kind: 'heading', level: 2, text })
export const paragraph = (text: string): ReportBlock => ({ kind: 'paragraph', text })
