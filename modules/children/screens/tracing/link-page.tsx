import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Instant } from '@gloact/kernel'
import { PageHeader, QueryState, useClient } from '@gloact/ui'
import { RequestPage, takeStep } from '@gloact/ui/request'
import { useState } from 'react'
import { links } from '../../contract/tracing/tracing.ts'
import { TRACING_FORMS } from '../../domain/tracing/forms.ts'
import { familyLink } from '../../domain/tracing/link-kind.ts'
import { TRACING_LISTS } from '../../domain/tracing/lists.ts'
import { TRACING_KEYS, useRenewTracing, useTracing } from './use-tracing.ts'

/** A family link: how it is known, and ending it with a reason where it turns out to be wrong. */
export function LinkPage() {
  const { t } = useTracing()
  const client = useClient()
  const renew = useRenewTracing()
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const [now] = useState(() => new Date().toISOString() as Instant)
  const shown = useQuery({
    queryKey: [...TRACING_KEYS.all, 'link', requestId],
    queryFn: () => client.callOrThrow(links.read, { params: { requestId } }),
  })
  if (shown.data === undefined) return <QueryState query={shown} loading={t('children.family_link.title')} />
  const link = shown.data
  return (
    <>
      <PageHeader
        title={t('children.family_link.title')}
        about={t('children.tracing.link_about')}
        back={{ to: '/children/tracing', label: t('children.tracing.title') }}
      />
      <RequestPage
        kind={familyLink}
        request={link}
        way={['current', 'ended']}
        forms={TRACING_FORMS}
        codeLists={TRACING_LISTS}
        now={now}
        onTake={(step) => takeStep({ client, route: links.take, request: link, renew }, step)}
      />
    </>
  )
}
