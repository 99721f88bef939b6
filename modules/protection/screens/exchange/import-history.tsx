import { useQueryClient } from '@tanstack/react-query'
import { asInstant } from '@gloact/kernel'
import {
  Button,
  DataTable,
  EmptyState,
  Section,
  Tag,
  useClient,
  useConfirm,
  useMessages,
  useToast,
  type Column,
  problemWords,
  QueryState,
} from '@gloact/ui'
import { useState } from 'react'
import { undoImport, type ImportBatchView } from '../../contract/exchange/imports.ts'
import { useDirectory } from '../directory.ts'
import { queryKeys } from '../keys.ts'
import { useImports } from './use-imports.ts'

/** What was imported, whose it became, and the button that undoes it. */
export function ImportHistory() {
  const messages = useMessages()
  const { t, formatInstant, formatNumber } = messages
  const client = useClient()
  const queries = useQueryClient()
  const directory = useDirectory()
  const confirm = useConfirm()
  const { say } = useToast()
  const [undoing, setUndoing] = useState<string | null>(null)
  const imports = useImports()

  const undo = async (batch: ImportBatchView) => {
    const sure = await confirm({
      title: t('protection.import.undo_title'),
      body:
        typeof batch.imported === 'number'
          ? t(`protection.import.undo_${batch.kind}`, { count: batch.imported })
          : t('protection.import.undo_few'),
      confirm: t('protection.import.undo'),
      danger: true,
    })
    if (!sure) return
    setUndoing(batch.id)
    const result = await client.call(undoImport, { params: { batchId: batch.id } })
    setUndoing(null)
    if (result.ok) {
      const { undone, kept, whole } = result.value
      if (undone !== null && kept !== null) say(t('protection.import.undone_said', { undone, kept }))
      else say(t(whole ? 'protection.import.undone_whole' : 'protection.import.undone_in_part'))
    } else say(problemWords(messages, result.error), { tone: 'notice' })
    await queries.invalidateQueries({ queryKey: queryKeys.imports })
  }

  /** What another agency imported is told from so many persons on. */
  const figure = (shown: ImportBatchView['imported']): string => {
    if (shown === null) return t('protection.import.not_told')
    return typeof shown === 'number' ? formatNumber(shown) : t('protection.import.fewer_than', { count: shown.below })
  }

  const columns: Column<ImportBatchView>[] = [
    {
      id: 'when',
      header: t('protection.import.when'),
      primary: true,
      cell: ({ startedAt }) => formatInstant(asInstant(startedAt)),
    },
    { id: 'kind', header: t('protection.import.kind'), cell: ({ kind }) => t(`protection.import.kind.${kind}`) },
    {
      id: 'agency',
      header: t('protection.import.agency'),
      cell: ({ agencyId }) =>
        agencyId === null ? t('protection.import.the_country') : (directory.agencyName(agencyId) ?? '—'),
    },
    {
      id: 'imported',
      header: t('protection.import.counts.imported'),
      numeric: true,
      cell: ({ imported }) => figure(imported),
    },
    {
      id: 'rejected',
      header: t('protection.import.counts.rejected'),
      numeric: true,
      cell: ({ rejected }) => figure(rejected),
    },
    {
      id: 'undo',
      header: t('protection.import.undo'),
      cell: (batch) =>
        batch.undoneAt === null ? (
          <Button size="sm" busy={undoing === batch.id} disabled={undoing !== null} onPress={() => void undo(batch)}>
            {t('protection.import.undo')}
          </Button>
        ) : (
          <Tag>{t('protection.import.undone')}</Tag>
        ),
    },
  ]
  return (
    <Section title={t('protection.import.history')}>
      {!imports.isSuccess ? (
        <QueryState query={imports} loading={t('protection.import.history')} />
      ) : (
        <DataTable
          caption={t('protection.import.history')}
          columns={columns}
          items={imports.data.items}
          itemKey={({ id }) => id}
          empty={<EmptyState title={t('protection.import.none')} about={t('protection.import.none_about')} />}
        />
      )}
    </Section>
  )
}
