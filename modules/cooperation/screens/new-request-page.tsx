import { useQuery } from '@tanstack/react-query'
import { asInstant } from '@gloact/kernel'
import { titleIn } from '@gloact/registers/screens'
import { EmptyState, PageHeader, QueryState, useClient } from '@gloact/ui'
import { authorityRoutes } from '../contract/directory.ts'
import { draftRequest } from '../contract/requests.ts'
import { EVIDENCE_MATTERS } from '../domain/authority.ts'
import { ChooseDesk } from './choose-desk.tsx'
import { KEYS, useCooperationWords, useOwnCountry } from './cooperation-words.ts'

/** To whom a request goes: an authority for these matters that this system reaches. Then it is written. */
export function NewRequestPage() {
  const { t } = useCooperationWords()
  const client = useClient()
  const found = useQuery({
    queryKey: KEYS.reachable,
    queryFn: () =>
      client.callOrThrow(authorityRoutes.list, {
        body: {
          filters: {
            matters: { any: [...EVIDENCE_MATTERS] },
            channels: { any: ['exchange'] },
            desk: { blank: false },
          },
          limit: 200,
        },
      }),
  })
  return (
    <>
      <PageHeader
        title={t('cooperation.new.title')}
        about={t('cooperation.new.about')}
        back={{ to: '/cooperation', label: t('cooperation.title') }}
      />
      {!found.isSuccess ? (
        <QueryState query={found} loading={t('cooperation.authority.many')} />
      ) : found.data.items.length === 0 ? (
        <EmptyState icon="book" title={t('cooperation.new.nobody')} about={t('cooperation.new.nobody_about')} />
      ) : (
        <Begin authorities={found.data.items} />
      )}
    </>
  )
}

interface Listed {
  readonly id: string
  readonly title: Record<string, string>
  readonly answers: Readonly<Record<string, unknown>>
}

const countryOf = ({ answers }: Listed) => (answers['country'] as { readonly value?: string } | undefined)?.value

function Begin({ authorities }: { authorities: readonly Listed[] }) {
  const { t, language, country } = useCooperationWords()
  const own = useOwnCountry()
  const client = useClient()
  return (
    <ChooseDesk
      label={t('cooperation.new.to')}
      choose={t('cooperation.new.choose')}
      action={t('cooperation.new.begin')}
      options={authorities
        .filter((authority) => countryOf(authority) !== own)
        .map((authority) => ({
          value: authority.id,
          label: titleIn(authority.title, language),
          help: country(countryOf(authority)),
        }))}
      begin={(ids, authorityId) =>
        client.call(draftRequest, { body: { ...ids, authorityId, happenedAt: asInstant(Date.now()), answers: {} } })
      }
      to={(id) => `/cooperation/requests/${id}/write`}
    />
  )
}
