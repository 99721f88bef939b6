import { isPlainDate, newId, type PartialDate } from '@gloact/kernel'
import {
  Button,
  ChoiceField,
  Columns,
  DateField,
  Disclosure,
  Form,
  KeyValueList,
  LongText,
  Refusal,
  Row,
  Section,
  Stack,
  Text,
  TextField,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import type { ObligationView } from '../contract/assessments.ts'
import { type GapPlanView, saveGapPlan } from '../contract/plans.ts'
import { ASSISTANCE, PRIORITIES } from '../domain/gap-plan.ts'
import { useRefusal } from './asked.tsx'
import { useRenew } from './queries.ts'

interface GapPlanProps {
  readonly assessmentId: string
  readonly obligation: ObligationView
  readonly mayEdit: boolean
}

/** What closes a gap: how urgent it is, which help is needed, what to do, which office, until when. */
export function GapPlan({ assessmentId, obligation, mayEdit }: GapPlanProps) {
  const { t } = useMessages()
  const { plan, id } = obligation
  return (
    <Section title={t('legislation.gap_plan')}>
      <Stack>
        {plan ? <Plan plan={plan} /> : <Text tone="quiet">{t('legislation.no_gap_plan')}</Text>}
        {mayEdit && (
          <Disclosure summary={t(plan ? 'legislation.change_plan' : 'legislation.make_plan')}>
            <PlanForm key={plan?.version ?? 0} assessmentId={assessmentId} obligationId={id} plan={plan} />
          </Disclosure>
        )}
      </Stack>
    </Section>
  )
}

function Plan({ plan }: { plan: GapPlanView }) {
  const { t, formatDate } = useMessages()
  const { priority, assistance, helper, recommendation, owner, dueOn } = plan
  return (
    <KeyValueList
      items={[
        { label: t('legislation.priority'), value: t(`legislation.priority.${priority}`) },
        { label: t('legislation.assistance'), value: t(`legislation.assistance.${assistance}`) },
        ...(helper === '' ? [] : [{ label: t('legislation.helper'), value: <bdi>{helper}</bdi> }]),
        ...(recommendation === ''
          ? []
          : [{ label: t('legislation.recommendation'), value: <bdi>{recommendation}</bdi> }]),
        ...(owner === '' ? [] : [{ label: t('legislation.owner'), value: <bdi>{owner}</bdi> }]),
        ...(dueOn === null ? [] : [{ label: t('legislation.due_on'), value: formatDate(dueOn) }]),
      ]}
    />
  )
}

interface PlanFormProps {
  readonly assessmentId: string
  readonly obligationId: string
  readonly plan: GapPlanView | null
}

function PlanForm({ assessmentId, obligationId, plan }: PlanFormProps) {
  const { t } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const [id] = useState(() => newId())
  const [priority, setPriority] = useState<string | null>(plan?.priority ?? 'medium')
  const [assistance, setAssistance] = useState<string | null>(plan?.assistance ?? 'none')
  const [helper, setHelper] = useState(plan?.helper ?? '')
  const [recommendation, setRecommendation] = useState(plan?.recommendation ?? '')
  const [owner, setOwner] = useState(plan?.owner ?? '')
  // Left empty, the date that was there stays.
  const [dueOn, setDueOn] = useState<PartialDate | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    if (dueOn !== null && !isPlainDate(dueOn)) return setProblem(t('legislation.due_missing'))
    setBusy(true)
    const saved = await client.call(
      saveGapPlan,
      {
        params: { assessmentId, obligationId },
        body: {
          id,
          priority: PRIORITIES.find((one) => one === priority) ?? 'medium',
          assistance: ASSISTANCE.find((one) => one === assistance) ?? 'none',
          helper,
          recommendation,
          owner,
          dueOn: dueOn ?? plan?.dueOn ?? null,
        },
      },
      plan ? { ifMatch: `"${plan.version}"` } : {},
    )
    setBusy(false)
    if (!saved.ok) return setProblem(refusal(saved.error))
    await renew()
  }
  return (
    <Form onSubmit={() => void save()}>
      <Stack>
        <Columns>
          <ChoiceField
            label={t('legislation.priority')}
            as="select"
            options={PRIORITIES.map((value) => ({ value, label: t(`legislation.priority.${value}`) }))}
            value={priority}
            onChange={setPriority}
          />
          <ChoiceField
            label={t('legislation.assistance')}
            as="select"
            options={ASSISTANCE.map((value) => ({ value, label: t(`legislation.assistance.${value}`) }))}
            value={assistance}
            onChange={setAssistance}
          />
          <TextField label={t('legislation.helper')} value={helper} maxLength={300} onChange={setHelper} />
          <TextField
            label={t('legislation.owner')}
            help={t('legislation.owner_help')}
            value={owner}
            maxLength={200}
            onChange={setOwner}
          />
          <DateField label={t('legislation.due_on')} precision="day" value={dueOn} onChange={setDueOn} />
        </Columns>
        <LongText
          label={t('legislation.recommendation')}
          rows={4}
          maxLength={4000}
          value={recommendation}
          onChange={setRecommendation}
        />
        <Refusal>{problem}</Refusal>
        <Row>
          <Button type="submit" busy={busy}>
            {t('legislation.save_plan')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
