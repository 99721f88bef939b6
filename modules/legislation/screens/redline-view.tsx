import { changeOf, type Redline, type RedlineRow, type RowChange } from '@gloact/law/amend'
import { ChoiceField, EmptyState, Row, Stack, Tag, Text, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { Diff, Paragraphs } from './diff.tsx'

/** What differs between two texts, provision by provision. Those that stayed as they were are shown when they are asked for. */
export function RedlineView({ line, language }: { line: Redline; language: string }) {
  const { t } = useMessages()
  const [show, setShow] = useState<string | null>('changes')
  const rows = line.rows.map((row) => ({ row, change: changeOf(row) }))
  const shown = show === 'all' ? rows : rows.filter(({ change }) => change !== 'same')
  return (
    <Stack>
      <ChoiceField
        label={t('legislation.show')}
        as="select"
        options={(['changes', 'all'] as const).map((value) => ({ value, label: t(`legislation.show.${value}`) }))}
        value={show}
        onChange={setShow}
      />
      {shown.length === 0 ? (
        <EmptyState icon="check" title={t('legislation.no_changes')} />
      ) : (
        <div lang={language} dir="auto">
          <Stack>
            {shown.map(({ row, change }) => (
              <ProvisionDiff key={`${row.from?.eId ?? ''} ${row.to?.eId ?? ''}`} row={row} change={change} />
            ))}
          </Stack>
        </div>
      )}
    </Stack>
  )
}

function ProvisionDiff({ row, change }: { row: RedlineRow; change: RowChange }) {
  const { t } = useMessages()
  const place = row.to ?? row.from
  return (
    <div style={{ paddingInlineStart: `${Math.min(place?.depth ?? 0, 5)}rem` }}>
      <Row>
        <Text as="span" tone="strong">
          <Diff parts={row.num} /> <Diff parts={row.heading} />
        </Text>
        {change !== 'same' && <Tag>{t(`legislation.change.${change}`)}</Tag>}
        {change === 'moved' && row.from && row.to && row.from.eId !== row.to.eId && (
          <Text as="span" tone="quiet" size="sm">
            {t('legislation.moved_from', { from: row.from.eId, to: row.to.eId })}
          </Text>
        )}
      </Row>
      <Paragraphs paragraphs={row.text} />
      <Paragraphs paragraphs={row.after} />
    </div>
  )
}
