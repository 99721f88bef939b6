import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { FormAnswers } from '@gloact/forms'
import type { ReceivedProblem } from '@gloact/http/client'
import { asInstant } from '@gloact/kernel'
import {
  ActionMenu,
  Button,
  Callout,
  FormRenderer,
  PageHeader,
  problemWords,
  QueryState,
  Refusal,
  Row,
  Stack,
  Tag,
  Text,
  useClient,
  useConfirm,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import type { RegisterRow, RowTitles } from '../contract/index.ts'
import { changedPaths } from '../differences.ts'
import { Differences, RowHistory } from './row-history.tsx'
import { RowForm } from './row-form.tsx'
import { listKey, rowTitle, useFiles, useLists, useReferences, type RegisterParts } from './use-register.ts'

type Seen = RegisterRow & { readonly titles: RowTitles; readonly mayEdit: boolean }

/** A row to read: what it says first, then what is particular, then its history. */
export function RowPage({ parts }: { readonly parts: RegisterParts }) {
  const { of, routes } = parts
  const { t } = useMessages()
  const client = useClient()
  const { rowId = '' }: { readonly rowId?: string } = useParams({ strict: false })
  const row = useQuery({
    queryKey: [...listKey(of), 'row', rowId],
    queryFn: () => client.callOrThrow(routes.read, { params: { id: rowId } }),
  })
  if (!row.isSuccess) return <QueryState query={row} loading={t(`${of.kind}.many`)} />
  return <ReadRow key={rowId} parts={parts} row={row.data} />
}

function ReadRow({ parts, row }: { readonly parts: RegisterParts; readonly row: Seen }) {
  const { of, slots } = parts
  const { t, language, formatInstant } = useMessages()
  const queries = useQueryClient()
  const [editing, setEditing] = useState<{ readonly version: number; readonly from: FormAnswers } | null>(null)
  // What was typed when somebody else was faster.
  const [mine, setMine] = useState<{ readonly answers: FormAnswers; readonly from: FormAnswers } | null>(null)
  // Why it was not archived: it says what to do first, and stays until somebody has read it.
  const [refused, setRefused] = useState<string | null>(null)
  const lists = useLists(parts)
  const references = useReferences(parts, row.titles)
  const files = useFiles(parts, row.id)
  const renew = () => {
    void queries.invalidateQueries({ queryKey: listKey(of) })
    void queries.invalidateQueries({ queryKey: ['work'] })
  }
  const mayEdit = row.mayEdit && row.archivedAt === null && (slots.mayEditHere?.(row) ?? true)
  const [Extra, Actions] = [slots.OnRow, slots.RowActions]
  const header = (
    <PageHeader
      title={<bdi>{rowTitle(of, row, language)}</bdi>}
      back={{ to: of.path, label: t(`${of.kind}.many`) }}
      meta={
        <Row>
          {row.archivedAt !== null && <Tag>{t('registers.tag.archived')}</Tag>}
          <Text as="span" tone="quiet" size="sm">
            {t('registers.row.changed', { when: formatInstant(asInstant(row.changedAt), 'date') })}
          </Text>
        </Row>
      }
      actions={
        editing === null && (
          <Row>
            {mayEdit && (
              <Button icon="edit" onPress={() => setEditing({ version: row.version, from: row.answers })}>
                {t('registers.row.edit')}
              </Button>
            )}
            {Actions && <Actions row={row} renew={renew} />}
            {row.mayEdit && <ArchiveMenu parts={parts} row={row} renew={renew} onRefused={setRefused} />}
          </Row>
        )
      }
    />
  )
  if (editing !== null && mine === null) {
    return (
      <>
        {header}
        <RowForm
          parts={parts}
          id={row.id}
          version={editing.version}
          initial={editing.from}
          titles={row.titles}
          onCancel={() => setEditing(null)}
          onSaved={() => {
            setEditing(null)
            renew()
          }}
          onMovedOn={(answers) => {
            setMine({ answers, from: editing.from })
            renew()
          }}
        />
      </>
    )
  }
  if (mine !== null) {
    const theirs = changedPaths(mine.from, row.answers)
    return (
      <>
        {header}
        <Stack>
          <Callout tone="notice" urgent title={t('registers.meanwhile.title')}>
            {t('registers.meanwhile.about')}
          </Callout>
          <Differences
            parts={parts}
            titles={row.titles}
            changes={changedPaths(row.answers, mine.answers).map((path) => ({
              path,
              before: row.answers[path] ?? null,
              after: mine.answers[path] ?? null,
            }))}
            labels={['registers.meanwhile.theirs', 'registers.meanwhile.mine']}
          />
          <Row>
            <Button
              kind="primary"
              onPress={() => {
                // Where only they changed something, theirs stands; where both did, or only I, mine does.
                const kept: Record<string, FormAnswers[string]> = { ...row.answers }
                for (const path of changedPaths(mine.from, mine.answers)) {
                  const answer = mine.answers[path]
                  if (answer === undefined) delete kept[path]
                  else kept[path] = answer
                }
                setEditing({ version: row.version, from: kept })
                setMine(null)
              }}
            >
              {t('registers.meanwhile.keep_mine')}
            </Button>
            <Button
              onPress={() => {
                setMine(null)
                setEditing(null)
              }}
            >
              {t('registers.meanwhile.take_theirs', { count: theirs.length })}
            </Button>
          </Row>
        </Stack>
      </>
    )
  }
  return (
    <>
      {header}
      <Stack gap="lg">
        <Refusal>{refused}</Refusal>
        <FormRenderer
          form={of.form}
          codeLists={lists}
          answers={row.answers}
          references={references}
          files={files}
          readOnly
          onChange={() => undefined}
        />
        {Extra && <Extra row={row} mayEdit={row.mayEdit} renew={renew} />}
        <RowHistory parts={parts} rowId={row.id} version={row.version} />
      </Stack>
    </>
  )
}

interface ArchiveMenuProps {
  readonly parts: RegisterParts
  readonly row: RegisterRow
  readonly renew: () => void
  readonly onRefused: (why: string | null) => void
}

function ArchiveMenu({ parts: { of, routes }, row, renew, onRefused }: ArchiveMenuProps) {
  const messages = useMessages()
  const { t, has } = messages
  const client = useClient()
  const confirm = useConfirm()
  // What rests on a row is known to the register alone: its own words say it, where it has any.
  const wordsOf = (problem: ReceivedProblem): string =>
    problem.code === 'registers.rested_on' && has(`${of.kind}.rested_on`)
      ? t(`${of.kind}.rested_on`, problem.params)
      : problemWords(messages, problem)
  const archived = row.archivedAt === null
  const change = async () => {
    if (archived) {
      const sure = await confirm({
        title: t('registers.archive.title'),
        body: t('registers.archive.about'),
        confirm: t('registers.archive.confirm'),
      })
      if (!sure) return
    }
    const done = await client.call(
      routes.archive,
      { params: { id: row.id }, body: { archived } },
      { ifMatch: `"${row.version}"` },
    )
    onRefused(done.ok ? null : wordsOf(done.error))
    renew()
  }
  return (
    <ActionMenu
      label={t('registers.row.more')}
      items={[
        {
          label: t(archived ? 'registers.archive.confirm' : 'registers.archive.restore'),
          icon: archived ? 'folder' : 'undo',
          onChoose: () => void change(),
        },
      ]}
    />
  )
}
