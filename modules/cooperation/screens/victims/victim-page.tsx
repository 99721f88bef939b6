import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { RequestShown } from '@gloact/records/contract'
import {
  Callout,
  FileNumber,
  KeyValueList,
  Link,
  LoadingState,
  PageHeader,
  QueryState,
  Stack,
  useClient,
} from '@gloact/ui'
import { RequestPage, type StepToSend, takeStep } from '@gloact/ui/request'
import {
  listVictimMessages,
  previewVictim,
  readVictim,
  takeVictimStep,
  type VictimPreview,
} from '../../contract/victims.ts'
import { FROM_ABROAD } from '../../domain/request-kind.ts'
import { VICTIM_FORMS } from '../../domain/victims/forms.ts'
import { mayBeCalledBack, VICTIM_WAY, VICTIM_WAY_IN, victimReferral } from '../../domain/victims/kind.ts'
import { MessagesWithProof } from '../crossings.tsx'
import { useNow } from '../use-now.ts'
import { ConsentAbroad } from './consent-abroad.tsx'
import { PersonHanded } from './person-handed.tsx'
import { Prepare } from './prepare.tsx'
import { SendStep } from './send-step.tsx'
import { useRenewVictims, useVictimWords, VICTIM_KEYS } from './victim-words.ts'

/** A referral as this side sees it: where it stands, what would be sent, what can be done, what crossed the border. */
export function VictimPage() {
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const { t } = useVictimWords()
  const client = useClient()
  const request = useQuery({
    queryKey: VICTIM_KEYS.one(requestId),
    queryFn: () => client.callOrThrow(readVictim, { params: { requestId } }),
  })
  if (!request.isSuccess) return <QueryState query={request} loading={t('cooperation.victims.title')} />
  return request.data.you.includes('sending') ? <Sent request={request.data} /> : <Shown request={request.data} />
}

/** On the sending side, with what would be sent next. A colleague who may only read sees it without. */
function Sent({ request }: { request: RequestShown }) {
  const { t } = useVictimWords()
  const client = useClient()
  const preview = useQuery({
    queryKey: VICTIM_KEYS.preview(request.id),
    queryFn: () => client.callOrThrow(previewVictim, { params: { requestId: request.id } }),
    // Who the person is may be in it: not kept in memory longer than it is looked at.
    gcTime: 0,
    retry: false,
  })
  if (preview.isPending) return <LoadingState what={t('cooperation.victims.title')} />
  return <Shown request={request} preview={preview.data} />
}

function offered({ open, state }: RequestShown): RequestShown['open'] {
  return open.filter(({ step }) => {
    const declared: { readonly permission?: string } = victimReferral.steps[step as keyof typeof victimReferral.steps]
    if (declared.permission === FROM_ABROAD || step === 'amend') return false
    return step !== 'withdraw' || mayBeCalledBack(state)
  })
}

const HAS_PERSON: readonly string[] = ['handed_over', 'missing', 'arrived', 'concluded', 'closed']

function Shown({ request, preview }: { request: RequestShown; preview?: VictimPreview | undefined }) {
  const { t, number, country, recipientName, lists } = useVictimWords()
  const client = useClient()
  const renew = useRenewVictims()
  const now = useNow()
  const ours = request.you.includes('sending')
  const take = (step: StepToSend) => takeStep({ client, route: takeVictimStep, request, renew }, step)
  const where = preview?.recipient ? `${recipientName(preview.recipient.name)}, ` : ''
  const mayWrite = preview !== undefined && request.open.some(({ step, barredBy }) => step === 'amend' && !barredBy)
  const send = preview && <SendStep request={request} preview={preview} onSent={renew} />
  return (
    <>
      <PageHeader
        title={
          <>
            {t('cooperation.victims.one')} <FileNumber>{number(request.facts['number'])}</FileNumber>
          </>
        }
        back={{ to: '/cooperation/victims', label: t('cooperation.victims.title') }}
      />
      <RequestPage
        kind={victimReferral}
        request={{ ...request, open: offered(request) }}
        way={ours ? VICTIM_WAY : VICTIM_WAY_IN}
        forms={VICTIM_FORMS}
        codeLists={lists}
        now={now}
        onTake={take}
        apart={{ ask: send, offer: send, hand_over: send }}
      >
        <Stack gap="lg">
          {request.state === 'missing' && <Callout tone="danger">{t('cooperation.victims.is_missing')}</Callout>}
          {request.state === 'recalled' && (
            <Callout tone="notice">
              {t(ours ? 'cooperation.victims.is_recalled' : 'cooperation.victims.was_recalled')}
            </Callout>
          )}
          {request.facts['not_taken'] === true && (
            <Callout tone="notice">{t('cooperation.victims.was_not_taken')}</Callout>
          )}
          <KeyValueList
            items={[
              {
                label: t(ours ? 'cooperation.to' : 'cooperation.from'),
                value: (
                  <>
                    <bdi>{where}</bdi>
                    {country(request.facts['country'])}
                  </>
                ),
              },
              ...(preview
                ? [
                    {
                      label: t('cooperation.victims.file'),
                      value: <Link to={`/files/${preview.fileId}/plan`}>{preview.fileNumber ?? ''}</Link>,
                    },
                  ]
                : []),
            ]}
          />
          {mayWrite && preview && <Prepare request={request} preview={preview} onSaved={renew} />}
          {preview?.step === 'hand_over' && !preview.child && preview.notAgreed.length > 0 && preview.recipient && (
            <ConsentAbroad preview={preview} recipient={preview.recipient} onRecorded={renew} />
          )}
          {HAS_PERSON.includes(request.state) && <PersonHanded requestId={request.id} ours={ours} />}
          <MessagesWithProof
            queryKey={VICTIM_KEYS.messages(request.id)}
            read={() => client.callOrThrow(listVictimMessages, { params: { requestId: request.id } })}
          />
        </Stack>
      </RequestPage>
    </>
  )
}
