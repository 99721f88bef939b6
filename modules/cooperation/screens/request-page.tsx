import { useParams } from '@tanstack/react-router'
import { asPlainDate, valueOf } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import {
  ActionMenu,
  Button,
  Callout,
  FileNumber,
  FormRenderer,
  KeyValueList,
  LoadingState,
  PageHeader,
  QueryError,
  Row,
  saveFile,
  Section,
  Stack,
  Tag,
  useClient,
} from '@gloact/ui'
import { RequestPage, type StepToSend, takeStep } from '@gloact/ui/request'
import { useState } from 'react'
import { printLetter, takeRequestStep, type RequestContent } from '../contract/requests.ts'
import { ANSWER_FORMS } from '../domain/answer-forms.ts'
import { mayBeClosed } from '../domain/other-types.ts'
import { requestForm } from '../domain/request-form.ts'
import {
  assistance,
  awaitsSecond,
  FROM_ABROAD,
  mayBeWithdrawn,
  sendsResult,
  USUAL_WAY,
  WAY_IN,
} from '../domain/request-kind.ts'
import { ApproveRequest } from './approve-request.tsx'
import { ContentCheck } from './content-check.tsx'
import { useCooperationWords } from './cooperation-words.ts'
import { Crossings } from './crossings.tsx'
import { Files } from './files.tsx'
import { useRenew, useRequest } from './queries.ts'
import { SendResult } from './send-result.tsx'
import { useNow } from './use-now.ts'

const FORMS = { request: requestForm, ...ANSWER_FORMS }

/** A request as this side sees it: where it stands, what it says, what can be done, what crossed the border. */
export function OneRequestPage() {
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const { t } = useCooperationWords()
  const { request, content } = useRequest(requestId)
  if (request.isPending || content.isPending) return <LoadingState what={t('cooperation.loading')} />
  if (request.isError) return <QueryError query={request} />
  if (content.isError) return <QueryError query={content} />
  return <Shown request={request.data} content={content.data} />
}

/** Steps with a button of their own, and those that no button takes: they come from abroad, or from the platform. */
function offered({ open, state, facts }: RequestShown, { prepared }: RequestContent): RequestShown['open'] {
  const sends = valueOf(prepared?.['extent']) === 'part' ? 'send_part' : 'send_result'
  return open.filter(({ step }) => {
    const declared: { readonly permission?: string } = assistance.steps[step as keyof typeof assistance.steps]
    if (declared.permission === FROM_ABROAD || step === 'amend' || step === 'submit') return false
    if (step === 'withdraw') return mayBeWithdrawn(state)
    if (step === 'close') return mayBeClosed(facts['type'], state)
    return !sendsResult(step) || (awaitsSecond(state) && step === sends)
  })
}

function Shown({ request, content }: { request: RequestShown; content: RequestContent }) {
  const { t, type, number, lists, problem } = useCooperationWords()
  const client = useClient()
  const renew = useRenew()
  const now = useNow()
  const ours = request.you.includes('requesting')
  const mayWrite = request.open.some(({ step, barredBy }) => step === 'amend' && barredBy === undefined)
  const take = (step: StepToSend) => takeStep({ client, route: takeRequestStep, request, renew }, step)
  return (
    <>
      <PageHeader
        title={
          <>
            {type(request.facts['type'])} <FileNumber>{number(request.facts['number'])}</FileNumber>
          </>
        }
        back={{ to: '/cooperation', label: t('cooperation.title') }}
        actions={
          <Row>
            <Letter request={request} content={content} problem={problem} />
            {mayWrite && (
              <Button kind="primary" icon="edit" to={`/cooperation/requests/${request.id}/write`}>
                {t('cooperation.write.open')}
              </Button>
            )}
          </Row>
        }
      />
      <RequestPage
        kind={assistance}
        request={{ ...request, open: offered(request, content) }}
        way={ours ? USUAL_WAY : WAY_IN}
        forms={FORMS}
        codeLists={lists}
        now={now}
        onTake={take}
        apart={{
          approve: <ApproveRequest request={request} content={content} onSent={renew} />,
          send_part: <SendResult request={request} content={content} onSent={renew} />,
          send_result: <SendResult request={request} content={content} onSent={renew} />,
        }}
      >
        <Stack gap="lg">
          {!ours && content.permitted.length === 0 && <Callout tone="notice">{t('cooperation.withheld')}</Callout>}
          {request.state === 'undelivered' && <Callout tone="notice">{t('cooperation.undelivered')}</Callout>}
          <Summary request={request} content={content} />
          {ours && (request.state === 'draft' || request.state === 'in_review') && (
            <ContentCheck missing={content.missing} stale={content.staleSheet} />
          )}
          <Section title={t('cooperation.content.title')}>
            <FormRenderer
              form={requestForm}
              codeLists={lists}
              answers={content.answers}
              onChange={() => undefined}
              readOnly
            />
          </Section>
          <Files requestId={request.id} />
          <Crossings requestId={request.id} />
        </Stack>
      </RequestPage>
    </>
  )
}

/** To or from whom, and how it is to be handled. */
function Summary({ request, content }: { request: RequestShown; content: RequestContent }) {
  const { t, tlp, country, language, urgency, formatDate } = useCooperationWords()
  const { authority, handling, permitted } = content
  const name = authority.name[language] ?? authority.name['en'] ?? Object.values(authority.name)[0] ?? authority.desk
  const refused = (['print', 'export', 'forward', 'use_in_court'] as const).filter(
    (action) => !permitted.includes(action),
  )
  return (
    <Stack>
      <KeyValueList
        items={[
          {
            label: t(request.you.includes('requesting') ? 'cooperation.to' : 'cooperation.from'),
            value: (
              <>
                <bdi>{name}</bdi>, {country(authority.country)}
              </>
            ),
          },
          ...(authority.urgentLine === null
            ? []
            : [{ label: t('cooperation.urgent_line'), value: <bdi dir="ltr">{authority.urgentLine}</bdi> }]),
          ...(authority.confirmedOn === null
            ? []
            : [{ label: t('cooperation.confirmed_on'), value: formatDate(asPlainDate(authority.confirmedOn)) }]),
          { label: t('cooperation.urgency'), value: urgency(request.facts['urgency']) },
          {
            label: t('cooperation.handling.title'),
            value: (
              <Row gap="xs">
                <Tag icon="shield">{tlp(handling.tlp)}</Tag>
                {handling.h.map((code) => (
                  <Tag key={code}>{code.toUpperCase()}</Tag>
                ))}
              </Row>
            ),
          },
          ...(handling.text === null ? [] : [{ label: t('cooperation.handling.note'), value: handling.text }]),
        ]}
      />
      {refused.length > 0 && (
        <Callout tone="notice" title={t('cooperation.handling.ask')}>
          <ul>
            {refused.map((action) => (
              <li key={action}>{t(`cooperation.handling.not.${action}`)}</li>
            ))}
          </ul>
        </Callout>
      )}
    </Stack>
  )
}

const LANGUAGES = ['en', 'ar', 'es', 'fr', 'pt', 'ru'] as const

/** Print, where the handling allows it: what is not allowed is not there to be pressed. */
function Letter({
  request,
  content,
  problem,
}: {
  request: RequestShown
  content: RequestContent
  problem: (error: { readonly code: string }) => string
}) {
  const { t, language } = useCooperationWords()
  const client = useClient()
  const [refused, setRefused] = useState<string | null>(null)
  const formats = [
    ...(content.permitted.includes('print') ? (['pdf'] as const) : []),
    ...(content.permitted.includes('export') ? (['docx'] as const) : []),
  ]
  if (formats.length === 0) return null
  const print = async (format: 'pdf' | 'docx') => {
    const letter = await client.call(printLetter, {
      params: { requestId: request.id },
      query: { format, language: LANGUAGES.find((one) => one === language) ?? 'en' },
    })
    setRefused(letter.ok ? null : problem(letter.error))
    if (letter.ok) saveFile(letter.value as Blob, `request.${format}`)
  }
  return (
    <>
      <ActionMenu
        label={t('cooperation.letter.title')}
        words
        items={formats.map((format) => ({
          label: t(`cooperation.letter.${format}`),
          onChoose: () => void print(format),
        }))}
      />
      {refused && <Callout tone="notice">{refused}</Callout>}
    </>
  )
}
