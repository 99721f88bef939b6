/** What was measured: milliseconds, sorted. */
export interface Sample {
  readonly p50: number
  readonly p95: number
  readonly count: number
}

export function sampleOf(milliseconds: readonly number[]): Sample {
  const sorted = milliseconds.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), count: sorted.length }
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** One line of a report: what, how long, and how many times the reference that was measured beside it in the same run. */
export interface Line {
  readonly what: string
  readonly measured: string
  readonly reference: string
  readonly ratio: string
  readonly goal: string
}

const round = (value: number, digits = 1): string => value.toFixed(digits)

export const milliseconds = ({ p50, p95 }: Sample): string => `p50 ${round(p50)} ms, p95 ${round(p95)} ms`

export function against(what: string, measured: Sample, reference: Sample, goal: string): Line {
  return {
    what,
    measured: milliseconds(measured),
    reference: milliseconds(reference),
    ratio: `p50 × ${round(measured.p50 / reference.p50)}, p95 × ${round(measured.p95 / reference.p95)}`,
    goal,
  }
}

/** The lines as a Markdown table. */
export function tableOf(lines: readonly Line[]): string {
  const cells = (line: Line): string =>
    `| ${[line.what, line.measured, line.reference, line.ratio, line.goal].join(' | ')} |`
  return [
    '| what | measured | reference, same run | ratio | goal |',
    '| --- | --- | --- | --- | --- |',
    ...lines.map(cells),
  ].join('\n')
}

/** Where a script is run by itself: its table on standard output, for people. */
export const print = (title: string, lines: readonly Line[]): void =>
  void process.stdout.write(`## ${title}\n\n${tableOf(lines)}\n`)
