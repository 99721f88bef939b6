import type { ReleaseManifest, ShownCount } from '@gloact/disclosure'
import { plot, type ReportBlock, type ReportDocument } from '@gloact/reports'
import type { ReportWords } from '@gloact/reports/words'

/** The name of a method as manifests have it, to that of its sentence. */
export const methodIn = ({ method }: ReleaseManifest): 'aim' | 'all_pairs' =>
  method.startsWith('AIM') ? 'aim' : 'all_pairs'

/**
 * The report that is published with synthetic records: what protects the persons, one estimate with its interval for each count
 * shown, and how sure they are. Nothing in it is computed from the sensitive records without noise.
 */
export function releaseReport(
  manifest: ReleaseManifest,
  shown: readonly ShownCount[],
  words: ReportWords,
): ReportDocument {
  const { epsilon, delta, rho, records, displayFloor, codeLists, withheld, software, ledger } = manifest
  const { t, count, significant } = words
  const heading = (text: string): ReportBlock => ({ kind: 'heading', level: 2, text })
  return {
    title: t('reports.release.title'),
    subtitle: manifest.release,
    language: words.language,
    direction: words.direction,
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: t('reports.release.records'), value: count(records), note: t('reports.release.records_note') },
          {
            label: t('reports.release.epsilon'),
            value: significant(epsilon, 4),
            note: t('reports.release.epsilon_note'),
          },
          {
            label: t('reports.release.delta'),
            value: significant(delta, 2, 2),
            note: t('reports.release.delta_note'),
          },
          { label: t('reports.release.rho'), value: significant(rho, 3, 3), note: t('reports.release.rho_note') },
        ],
      },
      heading(t('reports.release.protects')),
      {
        kind: 'paragraph',
        text: words.sentences([
          t('reports.release.protects_about'),
          t(`reports.release.method_${methodIn(manifest)}`),
          t('reports.release.noise'),
        ]),
      },
      heading(t('reports.release.read')),
      {
        kind: 'list',
        items: [
          t('reports.release.read_interval'),
          t('reports.release.read_floor', { floor: displayFloor }),
          ...(withheld ? [t('reports.release.read_withheld', withheld)] : []),
          t('reports.release.read_not_recorded'),
          t('reports.release.read_add_up'),
        ],
      },
      heading(t('reports.release.sure')),
      {
        kind: 'figure',
        ...plot({
          x: { label: t('reports.release.plot_estimate'), logarithmic: true },
          y: { label: t('reports.release.plot_half') },
          points: shown.map(({ estimate, lower, upper }) => ({
            x: Math.max(1, estimate),
            y: Math.min(2, (upper - lower) / 2 / Math.max(1, estimate)),
          })),
          direction: words.direction,
          format: words.number,
          caption: t('reports.release.plot'),
          alternative: t('reports.release.plot_described'),
        }),
      },
      heading(t('reports.release.counts')),
      ...tablesOf(manifest, shown, words),
    ],
    colophon: [
      t('reports.release.made_by', {
        software: software.name,
        version: software.version,
        lists: codeLists.version,
        digest: codeLists.digest.slice(0, 12),
        status: codeLists.status,
        line: ledger.line,
        hash: ledger.hash.slice(0, 12),
      }),
    ],
  }
}

/** A table for each column, and for each official table. */
function tablesOf(
  manifest: ReleaseManifest,
  shown: readonly ShownCount[],
  { t, count, list }: ReportWords,
): ReportBlock[] {
  const byColumns = new Map<string, ShownCount[]>()
  const official = new Set(manifest.officialTables.map((table) => table.join('\n')))
  for (const one of shown) {
    const key = one.columns.join('\n')
    if (one.columns.length > 1 && !official.has(key)) continue
    byColumns.set(key, [...(byColumns.get(key) ?? []), one])
  }
  return [...byColumns.values()].map((counts) => ({
    kind: 'table',
    caption: list(counts[0]!.columns),
    columns: [
      { label: t('reports.release.code') },
      { label: t('reports.release.people'), numeric: true },
      { label: t('reports.release.from'), numeric: true },
      { label: t('reports.release.to'), numeric: true },
    ],
    rows: counts.map(({ codes, estimate, lower, upper }) => [
      codes.map((code) => (code === '' ? t('reports.not_recorded') : code)).join(' · '),
      count(estimate),
      count(lower),
      count(upper),
    ]),
  }))
}
