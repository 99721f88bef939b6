import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { RequestShown } from '@gloact/records/contract'
import { Button, Callout, FileNumber, PageHeader, Procedures, QueryState, Row, Tag, useClient } from '@gloact/ui'
import { RequestPage, type StepToSend, takeStep } from '@gloact/ui/request'
import { readAround, referrals } from '../contract/referrals.ts'
import { COPY_FORMS } from '../domain/copied.ts'
import { feedbackOf, formsAt } from '../domain/feedback.ts'
import { REFERRAL_FORMS, REFERRAL_LISTS } from '../domain/forms.ts'
import { referralKind, USUAL_WAY } from '../domain/referral-kind.ts'
import { CopyIntoFile } from './copy-into.tsx'
import { FeedbackAgreed } from './feedback-agreed.tsx'
import { Around, RecallWarning } from './around.tsx'
import { LinkSection, useSenderLink } from './link-section.tsx'
import { NextServices } from './next-services.tsx'
import { useNow } from './use-now.ts'
import { SendDraft } from './send-draft.tsx'
import { SentPackage } from './package-shown.tsx'
import { ServiceDetails } from './service-details.tsx'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** One referral, as the side sees it that looks: where it stands, what was told, what can be done, what happened. */
export function ReferralPage() {
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const { t } = useReferralWords()
  const client = useClient()
  const found = useQuery({
    queryKey: REFERRAL_KEYS.one(requestId),
    queryFn: () => client.callOrThrow(referrals.read, { params: { requestId } }),
  })
  if (!found.isSuccess) return <QueryState query={found} loading={t('referral.loading')} />
  return <Shown request={found.data} />
}

function Shown({ request }: { request: RequestShown }) {
  const { t, need, number } = useReferralWords()
  const client = useClient()
  const queries = useQueryClient()
  const now = useNow()
  const renew = async () => {
    await Promise.all(
      [REFERRAL_KEYS.all, ['work'], ['protection']].map((queryKey) => queries.invalidateQueries({ queryKey })),
    )
  }
  const take = (step: StepToSend) => takeStep({ client, route: referrals.take, request, renew }, step)
  const sender = request.you.includes('sender')
  const link = useSenderLink(request.id, sender)
  // One press sends it, and mails the link where the service has no accounts.
  const onSent = async () => {
    await renew()
    if (link.byLink) await link.make()
  }
  const forms = { ...formsAt(feedbackOf(request.facts), REFERRAL_FORMS), ...COPY_FORMS }
  const around = useQuery({
    queryKey: REFERRAL_KEYS.around(request.id),
    queryFn: () => client.callOrThrow(readAround, { params: { requestId: request.id } }),
  })
  const byLink = link.byLink || (link.state?.claimed.length ?? 0) > 0
  return (
    <>
      <PageHeader
        title={
          <>
            {need(request.facts['need'])} <FileNumber>{number(request.facts['number'])}</FileNumber>
          </>
        }
        back={{ to: '/referral', label: t('referral.title') }}
        actions={
          !sender &&
          request.facts['child'] === true && (
            <Button to={`/children/referred/${request.id}`}>{t('referral.child_interviews')}</Button>
          )
        }
      />
      <RequestPage
        kind={referralKind}
        request={request}
        way={USUAL_WAY}
        forms={forms}
        codeLists={REFERRAL_LISTS}
        now={now}
        agencyName={(agency) =>
          byLink && agency === request.parties['receiver']
            ? t('referral.link.party')
            : ((agency === request.parties['receiver'] ? around.data?.receiver : around.data?.sender) ?? undefined)
        }
        onTake={take}
        apart={{
          copy: <CopyIntoFile requestId={request.id} />,
          send: (
            <SendDraft
              requestId={request.id}
              emergency={request.facts['urgency'] === 'emergency'}
              byLink={link.byLink}
              onSent={onSent}
            />
          ),
        }}
      >
        <RecallWarning request={request} />
        {around.data && <Around around={around.data} sender={sender} />}
        <Procedures use="referral" on={sentOn(request)} />
        <Connected facts={request.facts} />
        <SentPackage request={request} sender={sender} byLink={byLink} />
        <FeedbackAgreed request={request} />
        {sender && <AskPerson request={request} />}
        {sender && <LinkSection link={link} request={request} />}
        {sender && typeof request.facts['service_id'] === 'string' && (
          <ServiceDetails serviceId={request.facts['service_id']} />
        )}
        {sender && <NextServices request={request} now={now} />}
      </RequestPage>
    </>
  )
}

/** Consent ended with a service that took the person in: whether it goes on is theirs to say, and the sender asks. */
function AskPerson({ request }: { request: RequestShown }) {
  const { t } = useReferralWords()
  const runs = request.clocks.some(({ clock, stoppedAt }) => clock === 'ask_person' && stoppedAt === null)
  return runs ? <Callout tone="notice">{t('referral.ask_person')}</Callout> : null
}

/** The day on which it was sent; none of a draft, which follows what is in force. */
const sentOn = ({ steps }: RequestShown): string | undefined =>
  steps.find(({ step }) => step === 'send')?.happenedAt.slice(0, 10)

/** That the same is offered elsewhere, for its sender; and the how-manieth referral of the need it is. */
function Connected({ facts }: Pick<RequestShown, 'facts'>) {
  const { t } = useReferralWords()
  const { hop, offer_set: offered } = facts
  if (typeof hop !== 'number' && typeof offered !== 'string') return null
  return (
    <Row>
      {typeof offered === 'string' && <Tag>{t('referral.offered')}</Tag>}
      {typeof hop === 'number' && <Tag>{t('referral.hop', { hop })}</Tag>}
    </Row>
  )
}
