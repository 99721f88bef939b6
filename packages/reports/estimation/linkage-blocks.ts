import type { Estimate } from '@gloact/estimation'
import type { ReportBlock } from '../document.ts'
import type { ReportWords } from '../words.ts'
import { heading, numeric, paragraph } from './blocks.ts'

/** What the tables drawn from a linkage say. */
export function linkageBlocks({ linkage }: Estimate, words: ReportWords): ReportBlock[] {
  if (!linkage) return []
  const { t, count, percent } = words
  const finite = [...linkage.estimates].filter(Number.isFinite).toSorted((a, b) => a - b)
  return [
    heading(t('reports.linkage.title')),
    paragraph(
      words.sentences([t('reports.linkage.about', { draws: linkage.draws }), t(`reports.linkage.${linkage.pooled}`)]),
    ),
    {
      kind: 'table',
      caption: t('reports.linkage.caption'),
      columns: [{ label: t('reports.linkage.of') }, numeric(t('reports.all'))],
      rows: [
        [t('reports.linkage.lowest'), count(finite[0] ?? null)],
        [t('reports.linkage.middle'), count(finite[Math.floor((finite.length - 1) / 2)] ?? null)],
        [t('reports.linkage.highest'), count(finite.at(-1) ?? null)],
        [t('reports.linkage.together'), count(linkage.estimate)],
        [t('reports.linkage.share'), percent(linkage.share)],
      ],
    },
  ]
}
