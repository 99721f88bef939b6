import type { ReleaseManifest, ShownCount } from '@gloact/disclosure'
import { plot, type ReportBlock, type ReportDocument } from '@gloact/reports'

const number = (value: number): string => value.toLocaleString('en')
const small = (value: number): string => value.toPrecision(2)

/**
 * The report that is published with synthetic records: what protects the persons, one estimate with its interval for each count
 * shown, and how sure they are. Nothing in it is computed from the sensitive records without noise.
 */
export function releaseReport(manifest: ReleaseManifest, shown: readonly ShownCount[]): ReportDocument {
  const { epsilon, delta, rho, records, displayFloor, codeLists, withheld } = manifest
  const byColumns = new Map<string, ShownCount[]>()
  const official = new Set(manifest.officialTables.map((table) => table.join('\n')))
  for (const count of shown) {
    const key = count.columns.join('\n')
    if (count.columns.length > 1 && !official.has(key)) continue
    byColumns.set(key, [...(byColumns.get(key) ?? []), count])
  }
  const tables: ReportBlock[] = [...byColumns.values()].map((counts) => ({
    kind: 'table',
    caption: counts[0]!.columns.join(' and '),
    columns: [
      { label: 'Code' },
      { label: 'People (estimate)', numeric: true },
      { label: 'from', numeric: true },
      { label: 'to', numeric: true },
    ],
    rows: counts.map(({ codes, estimate, lower, upper }) => [
      codes.map((code) => (code === '' ? 'not recorded' : code)).join(' · '),
      number(estimate),
      number(lower),
      number(upper),
    ]),
  }))
  return {
    title: 'Synthetic records: what they tell, and how sure',
    subtitle: manifest.release,
    language: 'en',
    direction: 'ltr',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: 'Synthetic records', value: number(records), note: 'a noisy number, never the exact one' },
          { label: 'Epsilon', value: String(epsilon), note: 'how much may be told of one person' },
          { label: 'Delta', value: small(delta), note: 'the chance that this fails' },
          { label: 'Rho', value: rho.toPrecision(3), note: 'what adds up over releases' },
        ],
      },
      { kind: 'heading', level: 2, text: 'What protects the persons' },
      {
        kind: 'paragraph',
        text:
          'No record is a person’s. Whatever somebody knows already, the release tells almost the same whether or not a ' +
          'given person is in the data: differential privacy, for one person added or removed with everything recorded ' +
          `about them. Method: ${manifest.method}. Noise: ${manifest.noise}.`,
      },
      { kind: 'heading', level: 2, text: 'How to read it' },
      {
        kind: 'list',
        items: [
          'Each count is one estimate, counted in the synthetic records, with an interval that holds the true number in at least 95 of 100 cells.',
          `Counts estimated below ${displayFloor} are not shown. Of small combinations many are invented; nobody can tell which.`,
          ...(withheld
            ? [
                `${number(withheld.answers)} answers are withheld in the records and marked ${withheld.mark}: of what is left no code and ` +
                  `no pair of codes is in fewer than ${withheld.floor} records. The counts here are of all answers.`,
              ]
            : []),
          'Not recorded is a value like any other: it is no “no”. Take the recorded ones as the denominator.',
          'Several releases about the same persons add up; the privacy ledger holds the sum.',
        ],
      },
      { kind: 'heading', level: 2, text: 'How sure the counts are' },
      {
        kind: 'figure',
        ...plot({
          x: { label: 'Estimate (people)', logarithmic: true },
          y: { label: 'Half of the interval, as a share of the estimate' },
          points: shown.map(({ estimate, lower, upper }) => ({
            x: Math.max(1, estimate),
            y: Math.min(2, (upper - lower) / 2 / Math.max(1, estimate)),
          })),
          caption: 'Larger counts are surer. Each mark is a code or a pair of codes; shares above 2 are drawn at 2.',
          alternative: 'The share that the interval spans falls as the estimate grows.',
        }),
      },
      { kind: 'heading', level: 2, text: 'Counts' },
      ...tables,
    ],
    colophon: [
      `${manifest.software.name} ${manifest.software.version}; code lists ${codeLists.version} (${codeLists.digest.slice(0, 12)}; ${codeLists.status === 'not stated' ? 'review not stated' : codeLists.status}); ` +
        `ledger line ${manifest.ledger.line} (${manifest.ledger.hash.slice(0, 12)})`,
    ],
  }
}
