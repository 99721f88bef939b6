import { useQuery } from '@tanstack/react-query'
import { asInstant } from '@gloact/kernel'
import { EmptyState, PageHeader, QueryState, useClient } from '@gloact/ui'
import { draftReport, listReportDesks } from '../../contract/intelligence.ts'
import { ChooseDesk } from '../choose-desk.tsx'
import { useCooperationWords } from '../cooperation-words.ts'
import { REPORT_KEYS } from './report-words.ts'

/** To which country's desk for intelligence a report goes. Then it is written. */
export function NewReportPage() {
  const { t, country, language } = useCooperationWords()
  const client = useClient()
  const found = useQuery({ queryKey: REPORT_KEYS.desks, queryFn: () => client.callOrThrow(listReportDesks) })
  return (
    <>
      <PageHeader
        title={t('cooperation.intelligence.new')}
        about={t('cooperation.intelligence.new_about')}
        back={{ to: '/cooperation/intelligence', label: t('cooperation.intelligence.many') }}
      />
      {!found.isSuccess ? (
        <QueryState query={found} loading={t('cooperation.authority.many')} />
      ) : found.data.items.length === 0 ? (
        <EmptyState
          icon="book"
          title={t('cooperation.new.nobody')}
          about={t('cooperation.intelligence.nobody_about')}
        />
      ) : (
        <ChooseDesk
          label={t('cooperation.new.to')}
          choose={t('cooperation.new.choose')}
          action={t('cooperation.new.begin')}
          options={found.data.items.map(({ id, name, country: code }) => ({
            value: id,
            label: name[language] ?? name['en'] ?? Object.values(name)[0] ?? '',
            help: country(code),
          }))}
          begin={(ids, authorityId) =>
            client.call(draftReport, {
              body: { ...ids, authorityId, happenedAt: asInstant(Date.now()), answers: {} },
            })
          }
          to={(id) => `/cooperation/intelligence/${id}`}
        />
      )}
    </>
  )
}
