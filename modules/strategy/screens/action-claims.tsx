import { useQuery, useQueryClient } from '@tanstack/react-query'
import { checkComplete } from '@gloact/forms'
import { asInstant, newId, type FieldFailure } from '@gloact/kernel'
import type { RegisterRow } from '@gloact/registers/contract'
import {
  Button,
  Card,
  FilePicker,
  Form,
  FormRenderer,
  Link,
  problemWords,
  QueryState,
  Refusal,
  Row,
  saveFile,
  Section,
  Stack,
  Tag,
  Text,
  TextField,
  useClient,
  useKeptAnswers,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { actionClaims, claimAction, openEvidence, uploadEvidence } from '../contract/claims.ts'
import { CLAIM_FORMS } from '../domain/claim-forms.ts'
import { recordKindOf } from '../domain/record-link.ts'

/** What was reported of an action, and for its lead the form to report it done. */
export function ActionClaims({ row, renew }: { readonly row: RegisterRow; readonly renew: () => void }) {
  const { t, formatInstant, formatNumber } = useMessages()
  const client = useClient()
  const queries = useQueryClient()
  const claims = useQuery({
    queryKey: ['strategy', 'claims', row.id, row.version],
    queryFn: () => client.callOrThrow(actionClaims, { params: { id: row.id } }),
  })
  if (!claims.isSuccess) return <QueryState query={claims} loading={t('strategy.claims.title')} />
  const { items, mayClaim } = claims.data
  const open = async (evidenceId: string) => {
    const got = await client.call(openEvidence, { params: { id: row.id, evidenceId } })
    if (got.ok) saveFile(got.value as Blob, `evidence-${evidenceId}`)
  }
  return (
    <Section title={t('strategy.claims.title')} about={t('strategy.claims.about')}>
      <Stack>
        {items.length === 0 && !mayClaim && <Text tone="quiet">{t('strategy.claims.none')}</Text>}
        {items.map(({ id, state, openedAt, evidence, yours }) => (
          <Card key={id}>
            <Row justify="between">
              <Row>
                <Tag>{t(state === 'unseen' ? 'strategy.claims.reported' : `strategy.claim.state.${state}`)}</Tag>
                <Text as="span" tone="quiet" size="sm">
                  {formatInstant(asInstant(openedAt), 'date')}
                </Text>
              </Row>
              <Row>
                {evidence?.record && (
                  <Link to={evidence.record}>{t(`strategy.record.${recordKindOf(evidence.record) ?? 'other'}`)}</Link>
                )}
                {evidence && evidence.record === null && (
                  <Button size="sm" icon="download" onPress={() => void open(evidence.id)}>
                    {t('strategy.claims.open_evidence', { size: formatNumber(Math.ceil(evidence.bytes / 1024)) })}
                  </Button>
                )}
                {yours && <Link to={`/strategy/claims/${id}`}>{t('strategy.claims.view')}</Link>}
              </Row>
            </Row>
          </Card>
        ))}
        {mayClaim && (
          <ReportDone
            actionId={row.id}
            onDone={() => {
              void queries.invalidateQueries({ queryKey: ['strategy'] })
              renew()
            }}
          />
        )}
      </Stack>
    </Section>
  )
}

const form = CLAIM_FORMS['claim']!
const CLAIM = 'claim'

// A type and not an interface: a draft is JSON.
type ReportBeside = {
  readonly document: { readonly id: string; readonly name: string } | null
  readonly record: string
  readonly recordId: string
}

function ReportDone({ actionId, onDone }: { readonly actionId: string; readonly onDone: () => void }) {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const kept = useKeptAnswers<ReportBeside>(CLAIM, {
    beside: { document: null, record: '', recordId: newId<string>() },
  })
  const { answers, typed } = kept
  const { document, record, recordId } = kept.beside
  const [claimId, stepId] = kept.ids
  const [failures, setFailures] = useState<readonly FieldFailure[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [begun, setBegun] = useState(false)
  const setDocument = (sent: ReportBeside['document']) => kept.set({ document: sent })
  const setRecord = (next: string) => kept.set({ record: next })
  const upload = async (file: File) => {
    setBusy(true)
    const evidenceId = newId<string>()
    const sent = await client.call(uploadEvidence, {
      params: { id: actionId, evidenceId },
      query: file.type === '' ? {} : { contentType: file.type },
      body: file,
    })
    setBusy(false)
    setProblem(sent.ok ? null : problemWords(messages, sent.error))
    if (sent.ok) setDocument({ id: evidenceId, name: file.name })
  }
  const report = async () => {
    const missing = checkComplete(form, answers)
    setFailures(missing)
    if (missing.length > 0) return
    if (!document && record.trim() === '') return setProblem(t('strategy.claims.evidence_needed'))
    setBusy(true)
    const happenedAt = new Date().toISOString()
    const sent = await client.call(claimAction, {
      params: { id: actionId },
      body: {
        claimId,
        stepId,
        ...(document ? { evidenceId: document.id } : { evidenceId: recordId, record: record.trim() }),
        happenedAt,
        answers: { ...answers },
      },
    })
    setBusy(false)
    setProblem(sent.ok ? null : problemWords(messages, sent.error))
    if (!sent.ok) return
    await typed.forget()
    onDone()
  }
  if (!typed.ready) return null
  // What was left unsent is open.
  if (!begun && !typed.isTyped) {
    return (
      <Row>
        <Button kind="primary" icon="done" onPress={() => setBegun(true)}>
          {t('strategy.claims.report')}
        </Button>
      </Row>
    )
  }
  return (
    <Card title={t('strategy.claims.report')}>
      <Form unsent="kept" onSubmit={() => void report()}>
        <Stack>
          <FormRenderer form={form} codeLists={{}} {...kept.renderer} failures={failures} bare />
          <FilePicker
            label={t('strategy.claims.evidence')}
            choose={t('strategy.claims.choose')}
            help={t('strategy.claims.evidence_about')}
            disabled={busy}
            onFiles={([file]) => file && void upload(file)}
          />
          {document && (
            <Text>
              {t('strategy.claims.attached')} <bdi>{document.name}</bdi>
            </Text>
          )}
          {!document && (
            <TextField
              label={t('strategy.record.label')}
              help={t('strategy.record.about')}
              maxLength={200}
              dir="ltr"
              value={record}
              onChange={setRecord}
            />
          )}
          <Refusal>{problem}</Refusal>
          <Row>
            <Button kind="primary" type="submit" busy={busy}>
              {t('strategy.claims.send')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Card>
  )
}
