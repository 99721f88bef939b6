import type { RequestList } from '@gloact/records/contract'
import { EmptyState, PageHeader, Stack, Tag, Text, useClient } from '@gloact/ui'
import { listVictims } from '../../contract/victims.ts'
import { victimReferral } from '../../domain/victims/kind.ts'
import { ListedRequests, RequestCard, RequestTabs } from '../listed-requests.tsx'
import { OwnDesk } from './own-desk.tsx'
import { useVictimWords, VICTIM_KEYS } from './victim-words.ts'

/** People referred to services of other countries, and from them; what waits for this side stands first. */
export function VictimsPage() {
  const { t } = useVictimWords()
  return (
    <>
      <PageHeader title={t('cooperation.victims.title')} about={t('cooperation.victims.about')} />
      <Stack gap="lg">
        <RequestTabs label={t('cooperation.victims.title')} list={(list) => <ListedVictims list={list} />} />
        <OwnDesk />
      </Stack>
    </>
  )
}

export function ListedVictims({ list, fileId }: { readonly list: RequestList; readonly fileId?: string }) {
  const { t, country } = useVictimWords()
  const client = useClient()
  return (
    <ListedRequests
      queryKey={VICTIM_KEYS.list(list, fileId)}
      page={(after) =>
        client.callOrThrow(listVictims, {
          query: { list, ...(fileId !== undefined && { fileId }), ...(after !== undefined && { after }) },
        })
      }
      mine="sending"
      titles={{ ours: t('cooperation.victims.ours'), theirs: t('cooperation.victims.theirs') }}
      loading={t('cooperation.victims.title')}
      none={
        fileId === undefined ? (
          <EmptyState icon="done" title={t('cooperation.victims.none')} about={t('cooperation.victims.none_about')} />
        ) : (
          <Text tone="quiet">{t('cooperation.victims.none_of_file')}</Text>
        )
      }
      row={(row, ours) => (
        <RequestCard
          row={row}
          ours={ours}
          kind={victimReferral.kind}
          to={`/cooperation/victims/${row.id}`}
          name={t('cooperation.victims.one')}
          country={country(row.facts['country'])}
          tags={
            row.facts['urgency'] === 'routine' ? null : (
              <Tag tone="notice">{t(`cooperation.victims.urgency.${String(row.facts['urgency'])}`)}</Tag>
            )
          }
        />
      )}
    />
  )
}
