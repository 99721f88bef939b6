import { useParams } from '@tanstack/react-router'
import { asInstant } from '@gloact/kernel'
import { REQUEST_LISTS, type RequestList } from '@gloact/records/contract'
import { Card, FileNumber, Link, PageHeader, Row, Tabs, Tag, useClient } from '@gloact/ui'
import { useState } from 'react'
import { RECORDS } from '../contract/records.ts'
import { KIND_NAMES, type KindName } from '../domain/kinds.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
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
  const { t, state, number, formatInstant } = useChildrenWords()
  const client = useClient()
  return (
    <PagedList
      queryKey={CHILDREN_KEYS.records(name, list)}
      load={(page) => client.callOrThrow(RECORDS[name].list, { query: { list, ...page } })}
      idOf={({ id }) => id}
      show={(item) => (
        <Card>
          <Row justify="between">
            <Link to={`/children/records/${name}/${item.id}`}>
              <FileNumber>{number(item.facts['number'])}</FileNumber>
            </Link>
            <Row>
              <Tag>{state(name, item.state)}</Tag>
              {item.nextDueAt !== null && (
                <Tag icon="clock">{t('children.due', { when: formatInstant(asInstant(item.nextDueAt)) })}</Tag>
              )}
            </Row>
          </Row>
        </Card>
      )}
    />
  )
}
