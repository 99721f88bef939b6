import type { Estimate } from '@gloact/estimation'
import { count, percent } from '@gloact/estimation/words'
import type { ReportBlock } from '../document.ts'
import { heading, paragraph } from './blocks.ts'

/** What the tables drawn from a linkage say. */
export function linkageBlocks({ linkage }: Estimate): ReportBlock[] {
  if (!linkage) return []
  const finite = [...linkage.estimates].filter(Number.isFinite).toSorted((a, b) => a - b)
  const how = {
    rubin: 'The variance between the tables is added to that within each (Rubin 1987; Barnard and Rubin 1999).',
    replicates: 'The replicates of all tables are taken together, each table with as many.',
    posterior: 'The posterior distributions of all tables are taken together, each with the same weight.',
  }[linkage.pooled]
  const row = (label: string, value: string) => [label, value]
  return [
    heading('How sure the links are'),
    paragraph(
      `Who is one person across lists was itself found out with some uncertainty. ${count(linkage.draws)} tables were drawn from ` +
        `what the linkage leaves open, and the interval has their differences in it. ${how}`,
    ),
    {
      kind: 'table',
      caption: 'What the tables drawn from the linkage say',
      columns: [{ label: 'Of the tables' }, { label: 'In all', numeric: true }],
      rows: [
        row('the lowest', count(finite[0] ?? null)),
        row('the middle one', count(finite[Math.floor((finite.length - 1) / 2)] ?? null)),
        row('the highest', count(finite.at(-1) ?? null)),
        row('all together', count(linkage.estimate)),
        row('share of the variance that is the linkage’s', percent(linkage.share)),
      ],
    },
  ]
}
