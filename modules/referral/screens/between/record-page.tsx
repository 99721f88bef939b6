import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { PlainDate } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import type { RequestShown } from '@gloact/records/contract'
import { Button, FileNumber, PageHeader, QueryState, Row, Tag, Text, useClient } from '@gloact/ui'
import { RequestPage, type StepToSend, takeStep } from '@gloact/ui/request'
import { BETWEEN_CONTRACTS } from '../../contract/between.ts'
import { BETWEEN_FORMS, BETWEEN_LISTS } from '../../domain/between/forms.ts'
import {
  BETWEEN,
  BETWEEN_NAMES,
  BETWEEN_WAYS,
  KEEPS_FILE,
  PACKAGE_READ_IN,
  responsibleIn,
  type BetweenName,
} from '../../domain/between/kinds.ts'
import { CopyIntoFile } from '../copy-into.tsx'
import { SentPackage } from '../package-shown.tsx'
import { useReferralWords } from '../referral-words.ts'
import { SendDraft } from '../send-draft.tsx'
import { useNow } from '../use-now.ts'
import { BETWEEN_KEYS, usePartners } from './between-words.ts'
import { FollowReferrals } from './follow-referrals.tsx'
import { SharedGoals } from './shared-goals.tsx'

interface Params {
  readonly kind?: string
  readonly requestId?: string
}

/** One of what is between agencies, as the side sees it that looks. */
export function BetweenRecordPage() {
  const { kind, requestId = '' }: Params = useParams({ strict: false })
  const { t } = useReferralWords()
  const client = useClient()
  const name = BETWEEN_NAMES.find((each) => each === kind) ?? 'transfer'
  const found = useQuery({
    queryKey: BETWEEN_KEYS.one(name, requestId),
    queryFn: () => client.callOrThrow(BETWEEN_CONTRACTS[name].read, { params: { requestId } }),
  })
  if (!found.isSuccess) return <QueryState query={found} loading={t('referral.loading')} />
  return <Shown name={name} request={found.data} />
}

function Shown({ name, request }: { name: BetweenName; request: RequestShown }) {
  const { t, number } = useReferralWords()
  const client = useClient()
  const queries = useQueryClient()
  const now = useNow()
  const { nameOf } = usePartners('')
  const renew = async () => {
    await Promise.all(
      [['referral'], ['work'], ['protection']].map((queryKey) => queries.invalidateQueries({ queryKey })),
    )
  }
  const take = (step: StepToSend) => takeStep({ client, route: BETWEEN_CONTRACTS[name].take, request, renew }, step)
  return (
    <>
      <PageHeader
        title={
          <>
            {t(requestWords.title(BETWEEN[name].kind))} <FileNumber>{number(request.facts['number'])}</FileNumber>
          </>
        }
        about={t(`referral.${name}.about`)}
        back={{ to: '/referral/between', label: t('referral.between.title') }}
      />
      <RequestPage
        kind={BETWEEN[name]}
        request={request}
        way={BETWEEN_WAYS[name]}
        forms={BETWEEN_FORMS}
        codeLists={BETWEEN_LISTS}
        now={now}
        agencyName={nameOf}
        onTake={take}
        apart={{
          copy: <CopyIntoFile requestId={request.id} />,
          send: (
            <>
              {name === 'conference' && <Text>{t('referral.between.preview_all')}</Text>}
              <SendDraft requestId={request.id} emergency={false} byLink={false} onSent={renew} />
            </>
          ),
        }}
      >
        <Particular name={name} request={request} nameOf={nameOf} />
      </RequestPage>
    </>
  )
}

/** What is particular to a kind, between how it stands and what can be done. */
function Particular({
  name,
  request,
  nameOf,
}: {
  name: BetweenName
  request: RequestShown
  nameOf: (agencyId: string) => string | undefined
}) {
  const { t, formatDate } = useReferralWords()
  const keeps = request.you.includes(KEEPS_FILE[name])
  const packaged = PACKAGE_READ_IN[name] !== undefined && (keeps || PACKAGE_READ_IN[name].includes(request.state))
  const responsible = name === 'transfer' ? request.parties[responsibleIn(request.state)] : undefined
  const conference = name === 'task' ? request.facts['conference'] : undefined
  return (
    <>
      {responsible !== undefined && (
        <Row>
          <Tag>
            {t('referral.between.responsible', {
              party: nameOf(responsible) ?? t(`referral.transfer.party.${responsibleIn(request.state)}`),
            })}
          </Tag>
        </Row>
      )}
      {name === 'conference' && typeof request.facts['on'] === 'string' && (
        <Text>{t('referral.between.meeting_on', { day: formatDate(request.facts['on'] as PlainDate) })}</Text>
      )}
      {packaged && <SentPackage request={request} sender={keeps} />}
      {!packaged && name === 'transfer' && request.state === 'sent' && (
        <Text tone="quiet">{t('referral.package.acknowledge_first')}</Text>
      )}
      {name === 'joint_work' && <SharedGoals request={request} />}
      {typeof conference === 'string' && (
        <Row>
          <Button to={`/referral/between/conference/${conference}`}>{t('referral.between.to_conference')}</Button>
        </Row>
      )}
      {name === 'transfer' && !keeps && request.state === 'taken_over' && <FollowReferrals transferId={request.id} />}
      {name === 'transfer' && !keeps && request.state === 'accepted' && (
        <Row>
          <Button to="/contact">{t('referral.between.open_file')}</Button>
        </Row>
      )}
    </>
  )
}
