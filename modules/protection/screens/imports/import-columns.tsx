import { wordsIn } from '@gloact/forms'
import { Button, Callout, ChoiceField, DataTable, Row, Stack, Tag, Text, useMessages, type Column } from '@gloact/ui'
import { useState } from 'react'
import type { ImportPreview } from '../../contract/imports.ts'
import { HTCDS_FIELDS, HTCDS_KEYS, isHtcdsKey, type HtcdsKey } from '../../domain/import/htcds-fields.ts'

interface Line {
  readonly index: number
  readonly header: string
  readonly filled: number
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
  const { t, language, formatNumber } = useMessages()
  const shown = preview.columns.map(({ key }) => key)
  const [keys, setKeys] = useState<readonly (HtcdsKey | null)[]>(shown)
  const [seen, setSeen] = useState(preview)
  if (seen !== preview) {
    setSeen(preview)
    setKeys(shown)
  }
  const changed = keys.some((key, index) => key !== shown[index])
  const twice = keys.filter((key, index) => key !== null && keys.indexOf(key) !== index)
  const people = preview.kind === 'htcds'
  const options = HTCDS_KEYS.map((key) => ({ value: key, label: `${HTCDS_FIELDS[key].label} (${key})` }))
  const lines = preview.columns.map(({ header, filled, question, restricted }, index): Line => ({
    index,
    header: header || t('protection.import.no_header', { number: index + 1 }),
    filled,
    question: question && wordsIn(question, language),
    restricted,
  }))

  const columns: Column<Line>[] = [
    { id: 'header', header: t('protection.import.column'), primary: true, cell: ({ header }) => header },
    { id: 'filled', header: t('protection.import.filled'), numeric: true, cell: ({ filled }) => formatNumber(filled) },
    ...(people
      ? ([
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
        <Callout tone="notice">{t('protection.import.twice', { column: String(twice[0]) })}</Callout>
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

function Becomes({ line, key_, same }: { line: Line; key_: HtcdsKey | null; same: boolean }) {
  const { t } = useMessages()
  if (key_ === null) return <Text tone="quiet">{t('protection.import.left_out')}</Text>
  if (!same) return <Text tone="quiet">{t('protection.import.after_use')}</Text>
  if (line.restricted) return <Tag tone="notice">{t('protection.import.restricted')}</Tag>
  return line.question === null ? <Text tone="quiet">{t('protection.import.in_words')}</Text> : line.question
}
