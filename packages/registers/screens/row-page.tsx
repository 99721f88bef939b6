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
  useKeptAnswers,
  useMessages,
  useNavigation,
  useTypedNames,
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
  const { path } = useNavigation()
  const unsent = useTypedNames(path)
  // Undefined: nothing was pressed yet; what was left unsent here is open.
  const [pressed, setPressed] = useState<boolean>()
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
  const editing = mayEdit && (pressed ?? unsent?.includes(EDIT) ?? false)
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
        !editing && (
          <Row>
            {mayEdit && (
              <Button icon="edit" onPress={() => setPressed(true)}>
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
  if (editing) {
    return (
      <>
        {header}
        <EditRow parts={parts} row={row} renew={renew} onDone={() => setPressed(false)} />
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

/** The name under which what is typed into a row is kept on its page. */
const EDIT = 'edit'

interface EditRowProps {
  readonly parts: RegisterParts
  readonly row: Seen
  readonly renew: () => void
  readonly onDone: () => void
}

/** What is typed is kept on the device until it is saved or given up; where somebody else was faster, both are shown. */
function EditRow({ parts, row, renew, onDone }: EditRowProps) {
  const { t } = useMessages()
  const kept = useKeptAnswers<{ readonly version: number; readonly from: FormAnswers }>(EDIT, {
    answers: row.answers,
    beside: { version: row.version, from: row.answers },
  })
  const { answers, beside, typed } = kept
  const [moved, setMoved] = useState(false)
  if (!typed.ready) return null
  if (!moved) {
    return (
      <RowForm
        parts={parts}
        id={row.id}
        version={beside.version}
        kept={kept}
        titles={row.titles}
        onCancel={onDone}
        onSaved={() => {
          onDone()
          renew()
        }}
        onMovedOn={() => {
          setMoved(true)
          renew()
        }}
      />
    )
  }
  const theirs = changedPaths(beside.from, row.answers)
  return (
    <Stack>
      <Callout tone="notice" urgent title={t('registers.meanwhile.title')}>
        {t('registers.meanwhile.about')}
      </Callout>
      <Differences
        parts={parts}
        titles={row.titles}
        changes={changedPaths(row.answers, answers).map((path) => ({
          path,
          before: row.answers[path] ?? null,
          after: answers[path] ?? null,
        }))}
        labels={['registers.meanwhile.theirs', 'registers.meanwhile.mine']}
      />
      <Row>
        <Button
          kind="primary"
          onPress={() => {
            // Where only they changed something, theirs stands; where both did, or only I, mine does.
            const merged: Record<string, FormAnswers[string]> = { ...row.answers }
            for (const path of changedPaths(beside.from, answers)) {
              const answer = answers[path]
              if (answer === undefined) delete merged[path]
              else merged[path] = answer
            }
            kept.change(() => merged)
            kept.set({ version: row.version, from: row.answers })
            setMoved(false)
          }}
        >
          {t('registers.meanwhile.keep_mine')}
        </Button>
        <Button onPress={() => void typed.forget().then(onDone)}>
          {t('registers.meanwhile.take_theirs', { count: theirs.length })}
        </Button>
      </Row>
    </Stack>
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
