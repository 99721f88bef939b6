import { Button, EmptyState, PageHeader, Tag, useClient } from '@gloact/ui'
import type { RequestList } from '@gloact/records/contract'
import { listReports } from '../../contract/intelligence.ts'
import { intelligence } from '../../domain/intelligence/kind.ts'
import { useCooperationWords } from '../cooperation-words.ts'
import { ListedRequests, RequestCard, RequestTabs } from '../listed-requests.tsx'
import { REPORT_KEYS } from './report-words.ts'

/** Intelligence given to other countries' police, and received from them. */
export function ReportsPage() {
  const { t } = useCooperationWords()
  return (
    <>
      <PageHeader
        title={t('cooperation.intelligence.many')}
        about={t('cooperation.intelligence.about')}
        actions={
          <Button kind="primary" icon="plus" to="/cooperation/intelligence/new">
            {t('cooperation.intelligence.new')}
          </Button>
        }
      />
      <RequestTabs label={t('cooperation.intelligence.many')} list={(list) => <Listed list={list} />} />
    </>
  )
}

function Listed({ list }: { list: RequestList }) {
  const { t, tlp, country } = useCooperationWords()
  const client = useClient()
  return (
    <ListedRequests
      queryKey={REPORT_KEYS.list(list)}
      page={(after) => client.callOrThrow(listReports, { query: { list, ...(after !== undefined && { after }) } })}
      mine="sending"
      titles={{ ours: t('cooperation.intelligence.ours'), theirs: t('cooperation.intelligence.theirs') }}
      loading={t('cooperation.intelligence.many')}
      none={
        <EmptyState
          icon="done"
          title={t('cooperation.intelligence.none')}
          about={t('cooperation.intelligence.none_about')}
        />
      }
      row={(row, ours) => (
        <RequestCard
          row={row}
          ours={ours}
          kind={intelligence.kind}
          to={`/cooperation/intelligence/${row.id}`}
          name={t('cooperation.intelligence.title')}
          country={country(row.facts['country'])}
          tags={<Tag>{tlp(row.facts['tlp'])}</Tag>}
        />
      )}
    />
  )
}
