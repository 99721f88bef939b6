import { Button, ChoicesField, Dialog, IconButton, Row, Stack, Text, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { LIST_COLUMNS, USUAL_COLUMNS, type ListColumn } from '../../domain/lists/file-list.ts'
import { columnLabel } from './list-columns.tsx'

interface ColumnChoiceProps {
  readonly columns: readonly ListColumn[]
  readonly onChange: (columns: readonly ListColumn[]) => void
}

/** Which columns the list shows, and in which order. Remembered; done with the keyboard alone as well. */
export function ColumnChoice({ columns, onChange }: ColumnChoiceProps) {
  const { t } = useMessages()
  const [open, setOpen] = useState(false)
  const choose = (values: readonly string[]) => {
    const kept = columns.filter((column) => values.includes(column))
    const added = LIST_COLUMNS.filter((column) => values.includes(column) && !columns.includes(column))
    if (kept.length + added.length > 0) onChange([...kept, ...added])
  }
  const move = (column: ListColumn, by: -1 | 1) => {
    const at = columns.indexOf(column)
    const next = columns.filter((one) => one !== column)
    onChange([...next.slice(0, at + by), column, ...next.slice(at + by)])
  }
  return (
    <>
      <Button kind="quiet" size="sm" icon="settings" onPress={() => setOpen(true)}>
        {t('protection.files.columns')}
      </Button>
      <Dialog title={t('protection.files.columns')} open={open} onClose={() => setOpen(false)}>
        <Stack>
          <ChoicesField
            label={t('protection.files.columns_shown')}
            options={LIST_COLUMNS.map((column) => ({ value: column, label: t(columnLabel(column)) }))}
            value={columns}
            onChange={choose}
          />
          <Stack gap="xs">
            <Text tone="strong">{t('protection.files.columns_order')}</Text>
            {columns.map((column, at) => (
              <Row key={column} justify="between" wrap={false}>
                <span>{t(columnLabel(column))}</span>
                <Row gap="xs" wrap={false}>
                  {at > 0 && (
                    <IconButton
                      icon="back"
                      label={t('protection.files.column_earlier', { column: t(columnLabel(column)) })}
                      onPress={() => move(column, -1)}
                    />
                  )}
                  {at < columns.length - 1 && (
                    <IconButton
                      icon="forward"
                      label={t('protection.files.column_later', { column: t(columnLabel(column)) })}
                      onPress={() => move(column, 1)}
                    />
                  )}
                </Row>
              </Row>
            ))}
          </Stack>
          <Row justify="between">
            <Button onPress={() => onChange(USUAL_COLUMNS)}>{t('protection.files.columns_usual')}</Button>
            <Button kind="primary" onPress={() => setOpen(false)}>
              {t('protection.files.done')}
            </Button>
          </Row>
        </Stack>
      </Dialog>
    </>
  )
}
