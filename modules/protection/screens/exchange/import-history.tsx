import { useQueryClient } from '@tanstack/react-query'
import { asInstant, newId } from '@gloact/kernel'
import {
  Button,
  Card,
  DataTable,
  EmptyState,
  LongText,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  useClient,
  useConfirm,
  useMessages,
  useToast,
  type Column,
  problemWords,
  QueryState,
} from '@gloact/ui'
import { useState } from 'react'
import {
  confirmUndo,
  declineUndo,
  restoreImport,
  undoImport,
  type ImportBatchView,
} from '../../contract/exchange/imports.ts'
import { ALONE_AT_MOST } from '../../domain/exchange/undo-import.ts'
import { useDirectory } from '../directory.ts'
import { queryKeys } from '../keys.ts'
import { useMe } from '../panel/use-me.ts'
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

  const me = useMe()
  /** The import whose undoing is being asked for: its reason is written in the page. */
  const [asked, setAsked] = useState<{
    readonly id: string
    readonly batch: ImportBatchView
    readonly what: 'undo' | 'restore'
  } | null>(null)
  const [reason, setReason] = useState('')

  const send = async (
    batch: ImportBatchView,
    what: 'undo' | 'restore',
    call: () => Promise<Awaited<ReturnType<typeof callUndo>>>,
  ) => {
    setUndoing(batch.id)
    const result = await call()
    setUndoing(null)
    if (result.ok) {
      const { state, undone, kept, whole } = result.value
      const done = state === 'restored' ? 'restored' : 'undone'
      if (state === 'asked') say(t(`protection.import.${what}_asked_said`))
      else if (undone !== null && kept !== null) say(t(`protection.import.${done}_said`, { undone, kept }))
      else say(t(`protection.import.${done}_${whole ? 'whole' : 'in_part'}`))
      setAsked(null)
      setReason('')
    } else {
      say(problemWords(messages, result.error), { tone: 'notice' })
      // Imports of a few files add up within a day.
      if (result.error.code === 'protection.import_undo_reason') setAsked({ id: newId(), batch, what })
    }
    await queries.invalidateQueries({ queryKey: queryKeys.imports })
  }
  const callUndo = (batch: ImportBatchView, id: string, why: string) =>
    client.call(undoImport, { params: { batchId: batch.id }, body: { id, reason: why } })

  const callRestore = (batch: ImportBatchView, id: string, why: string) =>
    client.call(restoreImport, { params: { batchId: batch.id }, body: { id, reason: why } })

  const sureToRestore = () =>
    confirm({
      title: t('protection.import.restore_title'),
      body: t('protection.import.restore_about'),
      confirm: t('protection.import.restore'),
    })

  // Alone where they are few; the server says where a second person is needed.
  const restore = async (batch: ImportBatchView) => {
    if (await sureToRestore()) await send(batch, 'restore', () => callRestore(batch, newId(), ''))
  }

  const sure = (batch: ImportBatchView) =>
    confirm({
      title: t('protection.import.undo_title'),
      body:
        typeof batch.imported === 'number'
          ? t(`protection.import.undo_${batch.kind}`, { count: batch.imported })
          : t('protection.import.undo_few'),
      confirm: t('protection.import.undo'),
      danger: true,
    })

  const undo = async (batch: ImportBatchView) => {
    // Of another agency's no number is told: the server asks for the reason where it is needed.
    const many = typeof batch.imported === 'number' && batch.imported > ALONE_AT_MOST
    if (batch.kind === 'htcds' && many) setAsked({ id: newId(), batch, what: 'undo' })
    else if (await sure(batch)) await send(batch, 'undo', () => callUndo(batch, newId(), ''))
  }

  const confirmAsked = async (batch: ImportBatchView) => {
    const what = batch.undoAsked?.what ?? 'undo'
    if (await (what === 'undo' ? sure(batch) : sureToRestore()))
      await send(batch, what, () => client.call(confirmUndo, { params: { batchId: batch.id } }))
  }

  const decline = async (batch: ImportBatchView) => {
    setUndoing(batch.id)
    const result = await client.call(declineUndo, { params: { batchId: batch.id } })
    setUndoing(null)
    if (result.ok) say(t('protection.import.undo_declined_said'))
    else say(problemWords(messages, result.error), { tone: 'notice' })
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
        batch.undoAsked !== null ? (
          <Stack>
            <Tag>{t(`protection.import.${batch.undoAsked.what}_asked`)}</Tag>
            {batch.undoAsked.reason !== null && <Text>{batch.undoAsked.reason}</Text>}
            <Row>
              {batch.undoAsked.askedBy !== me?.userId && (
                <Button size="sm" busy={undoing === batch.id} onPress={() => void confirmAsked(batch)}>
                  {t(`protection.import.${batch.undoAsked.what}_confirm`)}
                </Button>
              )}
              <Button size="sm" disabled={undoing !== null} onPress={() => void decline(batch)}>
                {t(
                  batch.undoAsked.askedBy === me?.userId
                    ? 'protection.import.undo_withdraw'
                    : 'protection.import.undo_decline',
                )}
              </Button>
            </Row>
          </Stack>
        ) : batch.undoneAt === null ? (
          <Button size="sm" busy={undoing === batch.id} disabled={undoing !== null} onPress={() => void undo(batch)}>
            {t('protection.import.undo')}
          </Button>
        ) : (
          <Tag>{t('protection.import.undone')}</Tag>
        ),
    },
    {
      id: 'restore',
      header: t('protection.import.restore'),
      cell: (batch) =>
        batch.restorableUntil !== null && batch.undoAsked === null ? (
          <Stack gap="xs">
            <div>
              <Button
                size="sm"
                busy={undoing === batch.id}
                disabled={undoing !== null}
                onPress={() => void restore(batch)}
              >
                {t('protection.import.restore')}
              </Button>
            </div>
            <Text size="sm" tone="quiet">
              {t('protection.import.restorable', { when: formatInstant(asInstant(batch.restorableUntil), 'date') })}
            </Text>
          </Stack>
        ) : batch.restoredAt !== null ? (
          t('protection.import.restored', { when: formatInstant(asInstant(batch.restoredAt)) })
        ) : null,
    },
  ]
  return (
    <Section title={t('protection.import.history')}>
      {asked && (
        <Card>
          <Stack>
            <LongText
              label={t(`protection.import.${asked.what}_reason`)}
              help={t('protection.import.undo_reason_about')}
              value={reason}
              onChange={setReason}
              maxLength={1_000}
            />
            <Row>
              <Button
                kind={asked.what === 'undo' ? 'danger' : 'primary'}
                busy={undoing === asked.batch.id}
                onPress={() =>
                  void send(asked.batch, asked.what, () =>
                    (asked.what === 'undo' ? callUndo : callRestore)(asked.batch, asked.id, reason),
                  )
                }
              >
                {t(`protection.import.${asked.what}`)}
              </Button>
              <Button onPress={() => setAsked(null)}>{t('protection.panel.cancel')}</Button>
            </Row>
          </Stack>
        </Card>
      )}
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
