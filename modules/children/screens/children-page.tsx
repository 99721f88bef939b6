import { Button, FileNumber, PageHeader, Row, Tabs, Tag, Text, useClient, type Column } from '@gloact/ui'
import { useState } from 'react'
import { CHILD_LISTS, listChildren, type ChildView } from '../contract/records.ts'
import { isAlone, isMissing, pressing } from '../domain/pressing.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
import { Due } from './due.tsx'
import { PagedList } from './paged-list.tsx'
import { useNow } from './use-now.ts'

type List = (typeof CHILD_LISTS)[number]

/** Children whose files the reader sees, what is due first. */
export function ChildrenPage() {
  const { t } = useChildrenWords()
  const [list, setList] = useState<List>('due')
  return (
    <>
      <PageHeader
        title={t('children.title')}
        about={t('children.about')}
        actions={<Button to="/children/import">{t('children.import.title')}</Button>}
      />
      <Tabs
        label={t('children.title')}
        value={list}
        onChange={(next) => setList(next as List)}
        tabs={CHILD_LISTS.map((each) => ({ value: each, label: t(`children.list.${each}`) }))}
      >
        <Children list={list} />
      </Tabs>
    </>
  )
}

function Children({ list }: { list: List }) {
  const { t } = useChildrenWords()
  const client = useClient()
  const columns: readonly Column<ChildView>[] = [
    {
      id: 'number',
      header: t('children.number'),
      primary: true,
      cell: ({ number }) => <FileNumber>{number}</FileNumber>,
    },
    { id: 'next', header: t('children.next.title'), cell: (child) => <Next child={child} /> },
    {
      id: 'lacks',
      header: t('children.lacking'),
      cell: ({ lacks }) => lacks.length > 0 && <Lacking lacks={lacks} />,
    },
  ]
  return (
    <PagedList
      caption={t(`children.list.${list}`)}
      queryKey={CHILDREN_KEYS.list(list)}
      load={(page) => client.callOrThrow(listChildren, { query: { list, ...page } })}
      columns={columns}
      idOf={({ fileId }) => fileId}
      to={({ fileId }) => `/children/files/${fileId}`}
    />
  )
}

/** What presses most of all that runs for the child: the rest is on the child's page. */
function Next({ child }: { child: ChildView }) {
  const { clock, due } = useChildrenWords()
  const now = useNow()
  const first = child.records
    .filter(({ nextDueAt }) => nextDueAt !== null)
    .toSorted((a, b) => pressing(a, now).localeCompare(pressing(b, now)))[0]
  if (!first) return null
  if (isMissing(first))
    return (
      <Row gap="xs">
        <Tag tone="danger" icon="warning">
          {due('care', null, first.state, first.clock)}
        </Tag>
        <Due label={clock('care', first.clock!)} dueAt={first.nextDueAt!} danger />
      </Row>
    )
  return <Due label={clock(first.kind, first.clock!)} dueAt={first.nextDueAt!} danger={isAlone(first)} />
}

/** What every child has and this one does not: a guardian first, and as one that must not be overlooked. */
function Lacking({ lacks }: Pick<ChildView, 'lacks'>) {
  const { kind, formatFacts } = useChildrenWords()
  const others = lacks.filter((name) => name !== 'guardianship').map(kind)
  return (
    <Row gap="xs">
      {others.length < lacks.length && (
        <Tag tone="danger" icon="circle">
          {kind('guardianship')}
        </Tag>
      )}
      {others.length > 0 && <Text as="span">{formatFacts(others)}</Text>}
    </Row>
  )
}
