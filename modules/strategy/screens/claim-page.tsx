import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { asInstant, type Instant } from '@gloact/kernel'
import { rowTitle } from '@gloact/registers/screens'
import { Button, PageHeader, QueryState, Row, saveFile, useClient, useMessages } from '@gloact/ui'
import { RequestPage, takeStep } from '@gloact/ui/request'
import { useState } from 'react'
import { openEvidence, readClaim, takeClaimStep } from '../contract/claims.ts'
import { actionRoutes, actions } from '../contract/registers.ts'
import { claim } from '../domain/claim.ts'
import { CLAIM_FORMS } from '../domain/claim-forms.ts'
import { useAgencies } from './use-agencies.ts'
import { useRenew } from './use-renew.ts'

const WAY = ['claimed', 'verified']

/** A report that an action was done: for its lead to follow, for the office to verify or send back. */
export function ClaimPage() {
  const { t, formatInstant, language } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const [now] = useState(() => new Date().toISOString() as Instant)
  const agencies = useAgencies()['agencies']
  const shown = useQuery({
    queryKey: ['strategy', 'claim', requestId],
    queryFn: () => client.callOrThrow(readClaim, { params: { requestId } }),
  })
  const actionId = String(shown.data?.facts['actionId'] ?? '')
  const action = useQuery({
    queryKey: ['strategy', 'claim', 'action', actionId],
    enabled: actionId !== '',
    queryFn: () => client.callOrThrow(actionRoutes.read, { params: { id: actionId } }),
  })
  if (!shown.isSuccess) return <QueryState query={shown} loading={t('strategy.claim.title')} />
  const request = shown.data
  const evidenceId = String(request.facts['evidenceId'] ?? '')
  const open = async () => {
    const got = await client.call(openEvidence, { params: { id: actionId, evidenceId } })
    if (got.ok) saveFile(got.value as Blob, `evidence-${evidenceId}`)
  }
  return (
    <>
      <PageHeader
        title={t('strategy.claim.title')}
        back={{ to: `/strategy/actions/${actionId}`, label: t('strategy.claims.to_action') }}
        about={action.data && <bdi>{rowTitle(actions, action.data, language)}</bdi>}
        meta={formatInstant(asInstant(request.openedAt), 'date')}
      />
      <RequestPage
        kind={claim}
        request={request}
        way={WAY}
        forms={CLAIM_FORMS}
        now={now}
        agencyName={(id) => agencies?.codes.find(({ code }) => code === id)?.label.en}
        onTake={(step) => takeStep({ client, route: takeClaimStep, request, renew }, step)}
      >
        <Row>
          <Button icon="download" onPress={() => void open()}>
            {t('strategy.claims.evidence_open')}
          </Button>
        </Row>
      </RequestPage>
    </>
  )
}
