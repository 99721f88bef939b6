import { wordsIn } from '@gloact/forms'
import { Button, Callout, ChoiceField, DataTable, Row, Stack, Tag, Text, useMessages, type Column } from '@gloact/ui'
import { useState } from 'react'
import type { ImportPreview } from '../../contract/exchange/imports.ts'
import { HTCDS_FIELDS, HTCDS_KEYS, isHtcdsKey, type HtcdsKey } from '@gloact/standards'

interface Line {
  readonly index: number
  readonly header: string
  readonly filled: number
  readonly samples: readonly string[]
  readonly guess: ImportPreview['columns'][number]['guess']
  readonly question: string | null
  readonly restricted: boolean
}

/** What each column of the file holds and which question it becomes; of people's files it can be said otherwise. */
export function ImportColumns({
  preview,
  onChoose,
}: {
  preview: ImportPreview
  onChoose: (columns: readonly (HtcdsKey | null)[]) => void
}) {
  const { t, language, formatNumber, formatFacts } = useMessages()
  const shown = preview.columns.map(({ key }) => key)
  // What nobody has said is proposed; a person confirms it.
  const proposed = preview.columns.map(({ key, guess }) => (preview.recognised ? key : (key ?? guess?.key ?? null)))
  const [keys, setKeys] = useState<readonly (HtcdsKey | null)[]>(proposed)
  const [seen, setSeen] = useState(preview)
  if (seen !== preview) {
    setSeen(preview)
    setKeys(proposed)
  }
  const changed = keys.some((key, index) => key !== shown[index])
  const twice = keys.filter((key, index) => key !== null && keys.indexOf(key) !== index)
  const people = preview.kind === 'htcds'
  const options = optionsOf(preview, language)
  const lines = preview.columns.map(({ header, filled, samples, guess, question, restricted }, index): Line => ({
    index,
    header: header || t('protection.import.no_header', { number: index + 1 }),
    filled,
    samples,
    guess,
    question: question && wordsIn(question, language),
    restricted,
  }))

  const columns: Column<Line>[] = [
    { id: 'header', header: t('protection.import.column'), primary: true, cell: ({ header }) => header },
    { id: 'filled', header: t('protection.import.filled'), numeric: true, cell: ({ filled }) => formatNumber(filled) },
    ...(people
      ? ([
          {
            id: 'samples',
            header: t('protection.import.samples'),
            hideOnPhone: true,
            cell: ({ samples }) => (
              <Text as="span" tone="quiet" size="sm">
                <bdi>{formatFacts(samples)}</bdi>
              </Text>
            ),
          },
          {
            id: 'key',
            header: t('protection.import.holds'),
            cell: ({ index, header }) => (
              <ChoiceField
                label={t('protection.import.holds_of', { column: header })}
                hideLabel
                as="select"
                options={[{ value: '', label: t('protection.import.left_out') }, ...options]}
                value={keys[index] ?? ''}
                onChange={(next) =>
                  setKeys(keys.map((key, at) => (at === index ? (next && isHtcdsKey(next) ? next : null) : key)))
                }
              />
            ),
          },
          {
            id: 'question',
            header: t('protection.import.becomes'),
            cell: (line) => (
              <Becomes line={line} key_={keys[line.index] ?? null} same={keys[line.index] === shown[line.index]} />
            ),
          },
        ] satisfies Column<Line>[])
      : []),
  ]
  return (
    <Stack>
      {!preview.recognised && (
        <Callout tone="notice" title={t('protection.import.not_recognised')}>
          {t('protection.import.not_recognised_about')}
        </Callout>
      )}
      <DataTable
        caption={t('protection.import.columns')}
        columns={columns}
        items={lines}
        itemKey={({ index }) => String(index)}
        empty={<Text tone="quiet">{t('protection.import.no_columns')}</Text>}
      />
      {twice.length > 0 && (
        <Callout tone="notice">
          {t('protection.import.twice', {
            column: options.find(({ value }) => value === twice[0])?.label ?? String(twice[0]),
          })}
        </Callout>
      )}
      {changed && (
        <Row>
          <Button kind="primary" disabled={twice.length > 0} onPress={() => onChoose(keys)}>
            {t('protection.import.use_columns')}
          </Button>
          <Button kind="quiet" onPress={() => setKeys(shown)}>
            {t('protection.import.reset_columns')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

/** What a column may be said to hold: in the words of the country's questions, else of the standard; no two alike. */
function optionsOf({ questions }: ImportPreview, language: string) {
  const labels = HTCDS_KEYS.map((key) => {
    const question = questions[key]
    return { key, label: question ? wordsIn(question, language) : HTCDS_FIELDS[key].label }
  })
  const times = Map.groupBy(labels, ({ label }) => label)
  return labels.map(({ key, label }) => ({
    value: key,
    label: (times.get(label)?.length ?? 0) > 1 ? `${label} (${HTCDS_FIELDS[key].label}, ${key.slice(0, 3)})` : label,
  }))
}

function Becomes({ line, key_, same }: { line: Line; key_: HtcdsKey | null; same: boolean }) {
  const { t } = useMessages()
  if (key_ === null) return <Text tone="quiet">{t('protection.import.left_out')}</Text>
  if (!same) {
    const by = line.guess?.key === key_ ? line.guess.by : undefined
    return (
      <Text tone="quiet">
        {t(by === undefined ? 'protection.import.after_use' : `protection.import.guessed.${by}`)}
      </Text>
    )
  }
  if (line.restricted) return <Tag tone="notice">{t('protection.import.restricted')}</Tag>
  return line.question === null ? <Text tone="quiet">{t('protection.import.in_words')}</Text> : line.question
}
