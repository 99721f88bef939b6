import { useParams } from '@tanstack/react-router'
import { REQUEST_LISTS, type RequestList, type RequestRowView } from '@gloact/records/contract'
import { FileNumber, PageHeader, Tabs, Tag, useClient, type Column } from '@gloact/ui'
import { useState } from 'react'
import { RECORDS } from '../contract/records.ts'
import { KIND_NAMES, type KindName } from '../domain/kinds.ts'
import { isAlone } from '../domain/pressing.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
import { Due } from './due.tsx'
import { PagedList } from './paged-list.tsx'

/** Records of a kind: for the authority that is asked for guardians, and the panel that determines. */
export function RecordsPage() {
  const { kind }: { readonly kind?: string } = useParams({ strict: false })
  const words = useChildrenWords()
  const name = KIND_NAMES.find((each) => each === kind) ?? 'guardianship'
  const [list, setList] = useState<RequestList>('my_turn')
  return (
    <>
      <PageHeader title={words.kind(name)} about={words.t(`children.kind_about.${name}`)} />
      <Tabs
        label={words.kind(name)}
        value={list}
        onChange={(next) => setList(next as RequestList)}
        tabs={REQUEST_LISTS.filter((each) => each !== 'all').map((each) => ({
          value: each,
          label: words.t(`children.list.${each}`),
        }))}
      >
        <Records name={name} list={list} />
      </Tabs>
    </>
  )
}

function Records({ name, list }: { name: KindName; list: RequestList }) {
  const { t, kind, state, number } = useChildrenWords()
  const client = useClient()
  const columns: readonly Column<RequestRowView>[] = [
    {
      id: 'number',
      header: t('children.number'),
      primary: true,
      cell: ({ facts }) => <FileNumber>{number(facts['number'])}</FileNumber>,
    },
    { id: 'state', header: t('children.tracing.stands'), cell: (item) => <Tag>{state(name, item.state)}</Tag> },
    {
      id: 'due',
      header: t('children.next.title'),
      cell: ({ nextDueAt, state: stands }) =>
        nextDueAt !== null && <Due dueAt={nextDueAt} danger={isAlone({ kind: name, state: stands })} />,
    },
  ]
  return (
    <PagedList
      caption={kind(name)}
      queryKey={CHILDREN_KEYS.records(name, list)}
      load={(page) => client.callOrThrow(RECORDS[name].list, { query: { list, ...page } })}
      columns={columns}
      idOf={({ id }) => id}
      to={({ id }) => `/children/records/${name}/${id}`}
    />
  )
}
