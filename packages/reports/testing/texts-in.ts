import type { ReportBlock, ReportDocument } from '../document.ts'

/** Every text of a report, those of its figures too. */
export const textsIn = ({ title, subtitle, blocks, colophon }: ReportDocument): string[] => [
  title,
  ...(subtitle === undefined ? [] : [subtitle]),
  ...blocks.flatMap(textsOf),
  ...colophon,
]

function textsOf(block: ReportBlock): string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [block.text]
    case 'list':
      return [...block.items]
    case 'notice':
      return [block.title, ...block.items]
    case 'facts':
      return block.facts.flatMap(({ label, value, note }) => [label, value, ...(note === undefined ? [] : [note])])
    case 'table':
      return [block.caption, ...block.columns.map(({ label }) => label), ...block.rows.flat()]
    case 'figure':
      return [block.caption, block.alternative, ...labelsIn(block.svg)]
  }
}

const labelsIn = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!)
