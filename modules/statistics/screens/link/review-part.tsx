import { Button, ChoiceField, Grid, Row, saveFile, Section, Stack, Text, useMessages } from '@gloact/ui'
import type { Decision, Verdict } from '@gloact/linkage/plain'
import { useState } from 'react'
import { csvFile } from '../worker/csv-file.ts'
import type { PairToDecide } from './link-task.ts'

/** In the order of a form. Named here, since the package that has them is loaded in the worker alone. */
const VERDICTS = ['same', 'not_same', 'unsure'] as const satisfies readonly Verdict[]

/** What was decided, by the places of the two records. */
export type Verdicts = Readonly<Record<string, Verdict>>

const keyOf = ({ a, b }: Pick<Decision, 'a' | 'b'>): string => `${a} ${b}`

export const decisionsOf = (pairs: readonly PairToDecide[], verdicts: Verdicts): readonly Decision[] =>
  pairs.flatMap(({ a, b }) => {
    const verdict = verdicts[keyOf({ a, b })]
    return verdict === undefined ? [] : [{ a, b, verdict }]
  })

interface ReviewPartProps {
  readonly pairs: readonly PairToDecide[]
  readonly verdicts: Verdicts
  readonly disabled: boolean
  /** What is saved is named after it. */
  readonly name: string
  readonly onVerdicts: (verdicts: Verdicts) => void
  readonly onApply: () => void
}

/** Doubtful pairs one by one, with what both records say: a score suggests, a person decides. */
export function ReviewPart({ pairs, verdicts, disabled, name, onVerdicts, onApply }: ReviewPartProps) {
  const { t, formatNumber } = useMessages()
  const [at, setAt] = useState(0)
  const pair = pairs[at]
  if (!pair) return null
  const decided = decisionsOf(pairs, verdicts).length
  const side = (place: 0 | 1): string =>
    pair.lists === null ? pair.ids[place] : `${pair.lists[place]}: ${pair.ids[place]}`
  const caption = t('statistics.link.review_at', { at: at + 1, count: pairs.length })
  return (
    <Section title={t('statistics.link.review')} about={t('statistics.link.review_about')}>
      <Stack>
        <Text tone="strong">{caption}</Text>
        <Grid
          caption={caption}
          columns={[t('statistics.link.column'), <bdi key="one">{side(0)}</bdi>, <bdi key="other">{side(1)}</bdi>]}
          rows={pair.cells.map(({ column, one, other }) => ({
            id: column,
            header: <bdi>{column}</bdi>,
            cells: [<bdi key="one">{one || '–'}</bdi>, <bdi key="other">{other || '–'}</bdi>],
          }))}
        />
        <Text>
          {t('statistics.link.probability')}: {formatNumber(pair.probability, { maximumFractionDigits: 3 })}
        </Text>
        <div lang="en" dir="ltr">
          <Text size="sm" tone="quiet">
            {pair.reasons.join('; ')}
          </Text>
        </div>
        <ChoiceField
          key={keyOf(pair)}
          label={t('statistics.link.decision')}
          disabled={disabled}
          options={VERDICTS.map((value) => ({ value, label: t(`statistics.link.verdict_${value}`) }))}
          value={verdicts[keyOf(pair)] ?? null}
          onChange={(value) => {
            const { [keyOf(pair)]: _, ...others } = verdicts
            const verdict = VERDICTS.find((one) => one === value)
            onVerdicts(verdict === undefined ? others : { ...others, [keyOf(pair)]: verdict })
          }}
        />
        <Row>
          <Button disabled={at === 0} onPress={() => setAt(at - 1)}>
            {t('statistics.link.pair_before')}
          </Button>
          <Button disabled={at + 1 >= pairs.length} onPress={() => setAt(at + 1)}>
            {t('statistics.link.pair_next')}
          </Button>
        </Row>
        <Text>{t('statistics.link.decided_count', { decided, count: pairs.length })}</Text>
        <Row>
          <Button kind="primary" disabled={disabled || decided === 0} onPress={onApply}>
            {t('statistics.link.apply')}
          </Button>
          <Button
            icon="download"
            disabled={decided === 0}
            onPress={() => saveFile(decisionsFile(pairs, verdicts), `${name}.review.csv`)}
          >
            {t('statistics.link.save_decisions')}
          </Button>
        </Row>
      </Stack>
    </Section>
  )
}

const PLACES = 6

/** As `gloact link --review` lays pairs out, so that `--decisions` reads it: what nobody has decided is left open. */
function decisionsFile(pairs: readonly PairToDecide[], verdicts: Verdicts): Blob {
  const hasLists = pairs.some(({ lists }) => lists !== null)
  const columns = pairs[0]?.cells.map(({ column }) => column) ?? []
  return csvFile({
    columns: [
      'decision',
      'id_a',
      'id_b',
      ...(hasLists ? ['list_a', 'list_b'] : []),
      'probability_alone',
      'band',
      'stands_for',
      'reasons',
      ...columns.flatMap((column) => [`a_${column}`, `b_${column}`]),
    ],
    rows: pairs.map(({ a, b, ids, lists, probability, band, standsFor, reasons, cells }) => [
      verdicts[keyOf({ a, b })] ?? '',
      ...ids,
      ...(hasLists ? (lists ?? ['', '']) : []),
      probability.toFixed(PLACES),
      band,
      String(standsFor),
      reasons.join('; '),
      ...cells.flatMap(({ one, other }) => [one, other]),
    ]),
  })
}
