import { said } from '@gloact/kernel'
import type { TraceStep, Tracing } from '@gloact/linkage/tracing'
import { type CommandContext, EXIT, interruptible, type Outcome, type Pause, refused, usage } from '@gloact/command'
import { wordsOf, wrongPlace } from '@gloact/command/files'
import { loadReportWords } from '@gloact/reports/node/words'
import { noteSaid, notesInJson } from './notes.ts'

const STEPS: Readonly<Record<TraceStep, string>> = {
  chance: 'Counting how often children agree by chance',
  compare: 'Comparing',
  estimate: 'Estimating how often records of one child agree',
}

const MOST_RANKED = 100

/** Ranks the cases for each request and writes them. Ctrl-C ends it and leaves no file. */
export async function runTrace(context: CommandContext): Promise<Outcome> {
  const top = Number(context.text('top') ?? 10)
  if (!Number.isInteger(top) || top < 1 || top > MOST_RANKED)
    return usage(`--top is a whole number of cases from 1 to ${MOST_RANKED}, such as 10.`)
  return interruptible((signal, pause) => traceFiles(context, top, { signal, pause }))
}

async function traceFiles(
  context: CommandContext,
  top: number,
  { signal, pause }: { readonly signal: AbortSignal; readonly pause: Pause },
): Promise<Outcome> {
  const [{ traceChildren }, { writeTogether }, { readTracing }, { rankedFile }] = await Promise.all([
    import('@gloact/linkage/tracing'),
    import('@gloact/csv/node'),
    import('./read-tracing.ts'),
    import('./write-trace.ts'),
  ])
  const words = await wordsOf(context)
  if (!words.ok) return words.error
  const out = context.text('out') ?? 'ranked.csv'
  const wrong = await wrongPlace([...context.arguments, context.text('schema')], [['out', out]])
  if (wrong) return wrong
  const read = await readTracing(context, signal)
  if (!read.ok) return refused(read.error)
  const { tables, schema, warnings } = read.value
  const traced = await traceChildren(tables, {
    top,
    consent: context.flag('without-consent') ? 'any' : 'required',
    signal,
    onProgress: (step, done, total) => context.progress(`${STEPS[step]} (${done} of ${total})`),
    pause,
  })
  if (!traced.ok) return refused(traced.error)
  const tracing = traced.value
  context.progress('Writing')
  context.writes()
  const written = await writeTogether([rankedFile(out, tracing)], { signal })
  if (!written.ok) return refused(written.error)
  const bands = countBands(tracing)
  const all = [...warnings, ...tracing.warnings]
  const { expectedMatches, withoutConsent, likelyFrom, model } = tracing
  // Programs always read English.
  const english = await loadReportWords('en')
  const lines = [
    ...all.map(noteSaid),
    said('trace.counted', { cases: tables.cases.length, requests: tables.requests.length }),
    ...(withoutConsent === 0 ? [] : [said('trace.without_consent', { cases: withoutConsent })]),
    said('trace.expected', { expected: Math.round(expectedMatches), from: likelyFrom, ...bands }),
    // Even where something was found: a rank is no match.
    said('trace.nothing_matched'),
    said('text.written', { path: out }),
  ]
  return {
    exit: EXIT.ok,
    text: lines.map(words.value.word).join('\n'),
    json: {
      ok: true,
      cases: tables.cases.length,
      requests: tables.requests.length,
      withoutConsent,
      expectedMatches,
      likelyFrom,
      bands,
      schema,
      model,
      warnings: await notesInJson(all),
      note: english.t('reports.trace.nothing_matched'),
      out,
      written: [out],
    },
  }
}

/** For how many requests the best case is likely, possible or not. */
function countBands({ requests }: Tracing) {
  const bands = { likely: 0, possible: 0, not: 0 }
  for (const { cases } of requests) bands[cases[0]?.band ?? 'not']++
  return bands
}
