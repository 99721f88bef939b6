import { asInstant, newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  EmptyState,
  Form,
  PageHeader,
  Refusal,
  Row,
  Stack,
  Text,
  TextField,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { AssessmentView } from '../contract/assessments.ts'
import { openDraft } from '../contract/drafts.ts'
import type { LawEntry } from '../contract/laws.ts'
import { Asked, useRefusal } from './asked.tsx'
import { ChooseText } from './choose-text.tsx'
import { useAssessment, useLaws, useRenew } from './queries.ts'

/** Opens a drafting file: for a gap, with what the treaty asks for above it. */
export function NewDraftPage() {
  const { assessmentId, obligationId }: { assessmentId?: string; obligationId?: string } = useParams({ strict: false })
  return assessmentId === undefined || obligationId === undefined ? (
    <ForLaws gap={null} />
  ) : (
    <FromGap assessmentId={assessmentId} obligationId={obligationId} />
  )
}

const FromGap = ({ assessmentId, obligationId }: { assessmentId: string; obligationId: string }) => (
  <Asked query={useAssessment(assessmentId)}>{(assessment) => <ForLaws gap={{ assessment, obligationId }} />}</Asked>
)

interface Gap {
  readonly assessment: AssessmentView
  readonly obligationId: string
}

const ForLaws = ({ gap }: { gap: Gap | null }) => (
  <Asked query={useLaws()}>{({ items }) => <NewDraft gap={gap} laws={items} />}</Asked>
)

function NewDraft({ gap, laws }: { gap: Gap | null; laws: readonly LawEntry[] }) {
  const { t } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const { go } = useNavigation()
  const obligation = gap?.assessment.obligations.find(({ id }) => id === gap.obligationId)
  const cited = gap?.assessment.obligations
    .flatMap(({ elements }) => elements.flatMap(({ finding }) => finding?.citations ?? []))
    .map(({ expressionId }) => expressionId)
  const acts = laws.filter(({ type, expressions }) => type === 'act' && expressions.length > 0)
  // The law on which the assessment rests, as it reads now.
  const likely = acts.find(({ expressions }) => expressions.some(({ id }) => cited?.includes(id))) ?? acts[0]
  const [ids] = useState(() => ({ id: newId(), stepId: newId() }))
  const place = obligation ? [obligation.article, obligation.paragraph].filter(Boolean).join(' · ') : ''
  const [title, setTitle] = useState(
    obligation && likely ? t('legislation.bill_for', { title: likely.title, article: place }).slice(0, 300) : '',
  )
  const [beforeId, setBeforeId] = useState<string | null>(likely?.expressions[0]?.id ?? null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const open = async () => {
    if (title.trim() === '' || beforeId === null) return setProblem(t('legislation.draft_missing'))
    setBusy(true)
    const opened = await client.call(openDraft, {
      body: {
        ...ids,
        happenedAt: asInstant(Date.now()),
        title: title.trim(),
        beforeId,
        assessmentId: gap?.assessment.id ?? null,
        obligation: obligation?.id ?? '',
      },
    })
    setBusy(false)
    if (!opened.ok) return setProblem(refusal(opened.error))
    await renew()
    go(`/legislation/drafts/${ids.id}`)
  }
  return (
    <>
      <PageHeader
        title={t('legislation.new_draft')}
        back={{ to: '/legislation/drafts', label: t('legislation.drafts') }}
      />
      {acts.length === 0 ? (
        <EmptyState icon="book" title={t('legislation.no_laws')} />
      ) : (
        <Form onSubmit={() => void open()}>
          <Stack>
            {obligation && (
              <Callout title={t('legislation.article_of', { article: place })}>
                <Text>
                  <bdi>{obligation.text}</bdi>
                </Text>
              </Callout>
            )}
            <TextField label={t('legislation.bill')} required value={title} maxLength={300} onChange={setTitle} />
            <ChooseText
              label={t('legislation.amended_law')}
              texts={acts.flatMap(({ title: law, expressions }) =>
                expressions.slice(0, 1).map((text) => ({ ...text, title: law })),
              )}
              value={beforeId}
              onChange={setBeforeId}
            />
            <Refusal>{problem}</Refusal>
            <Row>
              <Button kind="primary" type="submit" busy={busy}>
                {t('legislation.open_draft')}
              </Button>
            </Row>
          </Stack>
        </Form>
      )}
    </>
  )
}
