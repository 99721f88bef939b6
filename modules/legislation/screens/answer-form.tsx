import { newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  ChoiceField,
  Columns,
  Form,
  LongText,
  Refusal,
  Row,
  Stack,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { type Citation, type FindingView, saveFinding } from '../contract/assessments.ts'
import { FINDING_STATUSES, needsProvision } from '../domain/finding.ts'
import { useRefusal } from './asked.tsx'
import type { AssessedDay } from '../domain/in-force.ts'
import { PickProvisions } from './pick-provisions.tsx'
import { useRenew } from './queries.ts'

interface AnswerFormProps {
  readonly assessmentId: string
  readonly elementId: string
  /** What the element asks for. */
  readonly about: string
  readonly finding: FindingView | null
  readonly day: AssessedDay
  readonly onDone: () => void
}

/** Answers an element, with the law's text beside it to pick the provisions from. */
export function AnswerForm({ assessmentId, elementId, about, day, finding, onDone }: AnswerFormProps) {
  const { t } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const [id] = useState(() => newId())
  const [status, setStatus] = useState<string | null>(finding?.status ?? null)
  const [reasoning, setReasoning] = useState(finding?.reasoning ?? '')
  const [citations, setCitations] = useState<readonly Citation[]>(
    finding?.citations.flatMap(({ inForce }) => inForce ?? []) ?? [],
  )
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    const chosen = FINDING_STATUSES.find((one) => one === status)
    if (chosen === undefined) return setProblem(t('legislation.status_missing'))
    if (needsProvision(chosen) && citations.length === 0) return setProblem(t('legislation.provision_missing'))
    setBusy(true)
    const saved = await client.call(
      saveFinding,
      { params: { assessmentId, elementId }, body: { id, status: chosen, reasoning, citations: [...citations] } },
      finding ? { ifMatch: `"${finding.version}"` } : {},
    )
    setBusy(false)
    if (!saved.ok) return setProblem(refusal(saved.error))
    await renew()
    onDone()
  }
  return (
    <Form onSubmit={() => void save()}>
      <Columns min="22rem">
        <Stack>
          {finding?.citations.some(({ later }) => later !== null) && (
            <Callout>{t('legislation.follows_later')}</Callout>
          )}
          <ChoiceField
            label={t('legislation.status')}
            required
            options={FINDING_STATUSES.map((value) => ({
              value,
              label: t(`legislation.status.${value}`),
              help: t(`legislation.status_help.${value}`),
            }))}
            value={status}
            onChange={setStatus}
          />
          <LongText
            label={t('legislation.reasoning')}
            help={t('legislation.reasoning_help')}
            value={reasoning}
            maxLength={4000}
            onChange={setReasoning}
          />
          <Refusal>{problem}</Refusal>
          <Row>
            <Button kind="primary" type="submit" busy={busy}>
              {t('legislation.save_answer')}
            </Button>
            <Button kind="quiet" onPress={onDone}>
              {t('legislation.cancel')}
            </Button>
          </Row>
        </Stack>
        <PickProvisions about={about} day={day} citations={citations} onChange={setCitations} />
      </Columns>
    </Form>
  )
}
