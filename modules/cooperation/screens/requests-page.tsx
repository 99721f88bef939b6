import type { RequestList } from '@gloact/records/contract'
import { Button, EmptyState, PageHeader, Row, Tag, useClient } from '@gloact/ui'
import { listRequests } from '../contract/requests.ts'
import { assistance } from '../domain/request-kind.ts'
import { KEYS, useCooperationWords } from './cooperation-words.ts'
import { ListedRequests, RequestCard, RequestTabs } from './listed-requests.tsx'

/** Requests to and from other countries; what waits for this side stands first. */
export function RequestsPage() {
  const { t } = useCooperationWords()
  return (
    <>
      <PageHeader
        title={t('cooperation.title')}
        about={t('cooperation.about')}
        actions={
          <Row>
            <Button to="/cooperation/authorities">{t('cooperation.authority.many')}</Button>
            <Button kind="primary" icon="plus" to="/cooperation/new">
              {t('cooperation.new.title')}
            </Button>
          </Row>
        }
      />
      <RequestTabs label={t('cooperation.title')} list={(list) => <Listed list={list} />} />
    </>
  )
}

function Listed({ list }: { list: RequestList }) {
  const { t, type, country, urgency, tlp } = useCooperationWords()
  const client = useClient()
  return (
    <ListedRequests
      queryKey={KEYS.list(list)}
      page={(after) => client.callOrThrow(listRequests, { query: { list, ...(after !== undefined && { after }) } })}
      mine="requesting"
      titles={{ ours: t('cooperation.ours'), theirs: t('cooperation.theirs') }}
      loading={t('cooperation.loading')}
      none={<EmptyState icon="done" title={t(`cooperation.none.${list}`)} about={t('cooperation.none.begin')} />}
      row={(row, ours) => (
        <RequestCard
          row={row}
          ours={ours}
          kind={assistance.kind}
          to={`/cooperation/requests/${row.id}`}
          name={type(row.facts['type'])}
          country={country(row.facts['country'])}
          tags={
            <>
              {row.facts['urgency'] === 'routine' ? null : <Tag tone="notice">{urgency(row.facts['urgency'])}</Tag>}
              <Tag>{tlp(row.facts['tlp'])}</Tag>
            </>
          }
        />
      )}
    />
  )
}
