import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import { EmptyState, FileNumber, Grid, Link, PageHeader, QueryState, Text, useClient } from '@gloact/ui'
import { RequestPage, type StepToSend } from '@gloact/ui/request'
import { incidents } from '../contract/incidents.ts'
import { INCIDENT_FORMS, INCIDENT_LISTS, incidentKind } from '../domain/incident-kind.ts'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'
import { useNow } from './use-now.ts'

/** What was sent to the wrong agency and opened there, with until when it has to be assessed. */
export function IncidentsPage() {
  const { t, need, number, formatInstant } = useReferralWords()
  const client = useClient()
  const found = useQuery({
    queryKey: REFERRAL_KEYS.incidents,
    queryFn: () => client.callOrThrow(incidents.list, { query: { list: 'all' } }),
  })
  return (
    <>
      <PageHeader title={t('referral.incidents.title')} about={t('referral.incidents.about')} />
      {!found.isSuccess ? (
        <QueryState query={found} loading={t('referral.loading')} />
      ) : found.data.items.length === 0 ? (
        <EmptyState icon="check" title={t('referral.incidents.none')} />
      ) : (
        <Grid
          caption={t('referral.incidents.title')}
          columns={[
            t('referral.late.number'),
            t('referral.need'),
            t('referral.incidents.stands'),
            t('referral.late.due'),
          ]}
          rows={found.data.items.map(({ id, facts, state, nextDueAt }) => ({
            id,
            header: (
              <Link to={`/referral/incidents/${id}`}>
                <FileNumber>{number(facts['number'])}</FileNumber>
              </Link>
            ),
            cells: [
              need(facts['need']),
              t(requestWords.state(incidentKind.kind, state)),
              nextDueAt === null ? '' : formatInstant(asInstant(nextDueAt)),
            ],
          }))}
        />
      )}
    </>
  )
}

/** One incident: what is known of it, and its assessment. */
export function IncidentPage() {
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const { t, need, number } = useReferralWords()
  const client = useClient()
  const queries = useQueryClient()
  const now = useNow()
  const found = useQuery({
    queryKey: [...REFERRAL_KEYS.incidents, requestId],
    queryFn: () => client.callOrThrow(incidents.read, { params: { requestId } }),
  })
  if (!found.isSuccess) return <QueryState query={found} loading={t('referral.loading')} />
  const request = found.data
  const take = async ({ id, step, happenedAt, answers }: StepToSend) => {
    const body = { id, step, happenedAt, answers }
    const taken = await client.call(
      incidents.take,
      { params: { requestId }, body },
      { ifMatch: `"${request.version}"` },
    )
    await Promise.all([REFERRAL_KEYS.incidents, ['work']].map((queryKey) => queries.invalidateQueries({ queryKey })))
    return taken.ok ? null : taken.error
  }
  return (
    <>
      <PageHeader
        title={
          <>
            {t(requestWords.title(incidentKind.kind))} <FileNumber>{number(request.facts['number'])}</FileNumber>
          </>
        }
        about={need(request.facts['need'])}
        back={{ to: '/referral/incidents', label: t('referral.incidents.title') }}
      />
      <RequestPage
        kind={incidentKind}
        request={request}
        way={['open', 'assessed']}
        forms={INCIDENT_FORMS}
        codeLists={INCIDENT_LISTS}
        now={now}
        onTake={take}
      >
        <Text>{t('referral.incidents.what')}</Text>
      </RequestPage>
    </>
  )
}
