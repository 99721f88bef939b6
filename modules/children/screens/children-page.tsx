import { clockState } from '@gloact/calendar'
import { asInstant } from '@gloact/kernel'
import { Card, DeadlineBadge, FileNumber, Link, PageHeader, Row, Tabs, Tag, useClient } from '@gloact/ui'
import { useState } from 'react'
import { CHILD_LISTS, listChildren, type ChildView } from '../contract/records.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
import { PagedList } from './paged-list.tsx'
import { useNow } from './use-now.ts'

type List = (typeof CHILD_LISTS)[number]

/** Children whose files the reader sees, what is due first. */
export function ChildrenPage() {
  const { t } = useChildrenWords()
  const [list, setList] = useState<List>('due')
  return (
    <>
      <PageHeader title={t('children.title')} about={t('children.about')} />
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
  const client = useClient()
  return (
    <PagedList
      queryKey={CHILDREN_KEYS.list(list)}
      load={(page) => client.callOrThrow(listChildren, { query: { list, ...page } })}
      idOf={({ fileId }) => fileId}
      show={(child) => <Child child={child} />}
    />
  )
}

function Child({ child }: { child: ChildView }) {
  const { t, kind, state, clock, timeZone } = useChildrenWords()
  const now = useNow()
  const due = child.records.filter(({ nextDueAt }) => nextDueAt !== null)
  return (
    <Card>
      <Row justify="between">
        <Link to={`/children/files/${child.fileId}`}>
          <FileNumber>{child.number}</FileNumber>
        </Link>
        <Row>
          {child.lacks.map((name) => (
            <Tag key={name} tone={name === 'guardianship' ? 'danger' : 'notice'} icon="circle">
              {t('children.lacks', { what: kind(name) })}
            </Tag>
          ))}
        </Row>
      </Row>
      <Row>
        {due
          .toSorted((a, b) => a.nextDueAt!.localeCompare(b.nextDueAt!))
          .map((record) => (
            <DeadlineBadge
              key={record.id}
              label={clock(record.kind, record.clock!)}
              dueAt={asInstant(record.nextDueAt!)}
              danger={record.kind === 'guardianship' && record.state === 'asked'}
              {...clockState({ dueAt: asInstant(record.nextDueAt!), warnAt: null, stoppedAt: null }, now, timeZone)}
            />
          ))}
        {child.records
          .filter(({ nextDueAt }) => nextDueAt === null)
          .map((record) => (
            <Tag key={record.id}>{`${kind(record.kind)}: ${state(record.kind, record.state)}`}</Tag>
          ))}
      </Row>
    </Card>
  )
}
