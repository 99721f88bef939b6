import { useParams } from '@tanstack/react-router'
import { asInstant, newId } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import {
  Button,
  Callout,
  FileNumber,
  FormRenderer,
  KeyValueList,
  LoadingState,
  PageHeader,
  QueryError,
  Refusal,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  useClient,
} from '@gloact/ui'
import { RequestPage, type StepToSend, takeStep } from '@gloact/ui/request'
import { useState } from 'react'
import {
  approveReport,
  listReportMessages,
  submitReport,
  takeReportStep,
  type ReportContent,
} from '../../contract/intelligence.ts'
import { REPORT_FORMS, reportForm } from '../../domain/intelligence/forms.ts'
import { intelligence, mayCloseReport, REPORT_WAY, REPORT_WAY_IN } from '../../domain/intelligence/kind.ts'
import { FROM_ABROAD } from '../../domain/request-kind.ts'
import { mayName, ReasonToName } from '../reason-to-name.tsx'
import { useCooperationWords } from '../cooperation-words.ts'
import { MessagesWithProof } from '../crossings.tsx'
import { DraftForm } from '../draft-form.tsx'
import { useDraft } from '../use-draft.ts'
import { useNow } from '../use-now.ts'
import { REPORT_KEYS, useRenewReports, useReport } from './report-words.ts'

/** A report as this side sees it: where it stands, what it says and how it is graded, what can be done, what crossed the border. */
export function ReportPage() {
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const { t } = useCooperationWords()
  const { request, content } = useReport(requestId)
  if (request.isPending || content.isPending) return <LoadingState what={t('cooperation.intelligence.title')} />
  if (request.isError) return <QueryError query={request} />
  if (content.isError) return <QueryError query={content} />
  return <Shown request={request.data} content={content.data} />
}

function offered({ open, state }: RequestShown): RequestShown['open'] {
  return open.filter(({ step }) => {
    const declared: { readonly permission?: string } = intelligence.steps[step as keyof typeof intelligence.steps]
    if (declared.permission === FROM_ABROAD || step === 'amend' || step === 'submit') return false
    return step !== 'close' || mayCloseReport(state)
  })
}

function Shown({ request, content }: { request: RequestShown; content: ReportContent }) {
  const { t, number, country, tlp, lists, language } = useCooperationWords()
  const client = useClient()
  const renew = useRenewReports()
  const now = useNow()
  const ours = request.you.includes('sending')
  const mayWrite = request.open.some(({ step, barredBy }) => step === 'amend' && barredBy === undefined)
  const take = (step: StepToSend) => takeStep({ client, route: takeReportStep, request, renew }, step)
  const { name } = content.desk
  const refused = (['forward', 'use_in_court'] as const).filter((action) => !content.permitted.includes(action))
  return (
    <>
      <PageHeader
        title={
          <>
            {t('cooperation.intelligence.title')} <FileNumber>{number(request.facts['number'])}</FileNumber>
          </>
        }
        back={{ to: '/cooperation/intelligence', label: t('cooperation.intelligence.many') }}
      />
      <RequestPage
        kind={intelligence}
        request={{ ...request, open: offered(request) }}
        way={ours ? REPORT_WAY : REPORT_WAY_IN}
        forms={REPORT_FORMS}
        codeLists={lists}
        now={now}
        onTake={take}
        apart={{ approve: <ApproveReport request={request} content={content} onSent={renew} /> }}
      >
        <Stack gap="lg">
          {request.facts['recalled'] === true && <Callout tone="notice">{t('cooperation.withheld')}</Callout>}
          <KeyValueList
            items={[
              {
                label: t(ours ? 'cooperation.to' : 'cooperation.from'),
                value: (
                  <>
                    <bdi>{name[language] ?? name['en'] ?? Object.values(name)[0] ?? content.desk.country}</bdi>,{' '}
                    {country(content.desk.country)}
                  </>
                ),
              },
              {
                label: t('cooperation.handling.title'),
                value: (
                  <Row gap="xs">
                    <Tag icon="shield">{tlp(content.handling.tlp)}</Tag>
                    {content.handling.h.map((code) => (
                      <Tag key={code}>{code.toUpperCase()}</Tag>
                    ))}
                  </Row>
                ),
              },
            ]}
          />
          <Callout tone="notice" title={t('cooperation.intelligence.not_evidence')}>
            {!ours && refused.length > 0 && (
              <ul>
                {refused.map((action) => (
                  <li key={action}>{t(`cooperation.handling.not.${action}`)}</li>
                ))}
              </ul>
            )}
          </Callout>
          {mayWrite ? (
            <WriteReport key={request.id} request={request} content={content} onSaved={renew} />
          ) : (
            <Section title={t('cooperation.intelligence.what')}>
              <FormRenderer
                form={reportForm}
                codeLists={lists}
                answers={content.answers}
                onChange={() => undefined}
                readOnly
              />
            </Section>
          )}
          <MessagesWithProof
            queryKey={REPORT_KEYS.messages(request.id)}
            read={() => client.callOrThrow(listReportMessages, { params: { requestId: request.id } })}
          />
        </Stack>
      </RequestPage>
    </>
  )
}

interface Written {
  readonly request: RequestShown
  readonly content: ReportContent
}

/** Writing and grading it, with what is still missing, until it is put forward. */
function WriteReport({ request, content, onSaved }: Written & { readonly onSaved: () => Promise<void> }) {
  const { t, lists } = useCooperationWords()
  const client = useClient()
  const [submitId] = useState(() => newId())
  const params = { requestId: request.id }
  const draft = useDraft(
    content.answers,
    (id, answers) =>
      client.call(takeReportStep, {
        params,
        body: { id, step: 'amend', happenedAt: asInstant(Date.now()), answers },
      }),
    onSaved,
  )
  const submit = async () => {
    const sent = await client.call(submitReport, {
      params,
      body: { stepId: submitId, happenedAt: asInstant(Date.now()) },
    })
    draft.refuse(sent.ok ? null : sent.error)
    await onSaved()
  }
  return (
    <Section title={t('cooperation.intelligence.what')}>
      <DraftForm form={reportForm} codeLists={lists} draft={draft} onSubmit={submit}>
        {content.missing.length > 0 && (
          <Callout tone="notice" title={t('cooperation.check.count', { count: content.missing.length })}>
            <ul>
              {content.missing.map((problem) => (
                <li key={problem}>{t(`cooperation.report_missing.${problem}`)}</li>
              ))}
            </ul>
          </Callout>
        )}
      </DraftForm>
    </Section>
  )
}

/** The second officer says yes to exactly what stands there. */
function ApproveReport({ request, content, onSent }: Written & { readonly onSent: () => Promise<void> }) {
  const { t, problem } = useCooperationWords()
  const client = useClient()
  const [stepId] = useState(() => newId())
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [reason, setReason] = useState('')
  const approve = async () => {
    setBusy(true)
    const sent = await client.call(approveReport, {
      params: { requestId: request.id },
      body: {
        stepId,
        digest: content.digest,
        happenedAt: asInstant(Date.now()),
        ...(reason.trim() !== '' && { identifying: reason.trim() }),
      },
    })
    setBusy(false)
    setRefused(sent.ok ? null : problem(sent.error))
    // What changed meanwhile is read again before it is approved.
    if (sent.ok || sent.error.code === 'cooperation.changed_since') await onSent()
  }
  return (
    <Stack>
      <Text>{t('cooperation.approve.about')}</Text>
      <ReasonToName found={content.identifying} reason={reason} onChange={setReason} />
      <Refusal>{refused}</Refusal>
      <Row>
        <Button
          kind="primary"
          icon="send"
          busy={busy}
          disabled={!mayName(content.identifying, reason)}
          onPress={() => void approve()}
        >
          {t('cooperation.approve.send')}
        </Button>
      </Row>
    </Stack>
  )
}
