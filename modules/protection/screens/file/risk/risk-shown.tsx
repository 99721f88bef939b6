import { Absent, Grid, KeyValueList, Row, Stack, Tag, Text, type IconName } from '@gloact/ui'
import type { ReactNode } from 'react'
import type { FileView } from '../../../contract/reading/files.ts'
import {
  changeOf,
  levelOf,
  suggestedLevel,
  type RiskChange,
  type RiskLevel,
  type AssessedRisk,
} from '../../../domain/file/risk.ts'
import { useFile } from '../../reading/file-context.tsx'
import { Paragraphs } from '../../panel/paragraphs.tsx'
import { useWords } from '../../panel/use-words.ts'

export type AssessmentView = FileView['risks'][number]

const LEVEL_SHAPES: Readonly<Record<RiskLevel, IconName>> = {
  low: 'circle',
  medium: 'info',
  high: 'warning',
  very_high: 'triangle',
}
const LEVEL_TONES = { low: 'neutral', medium: 'notice', high: 'danger', very_high: 'danger' } as const

/** How great a risk is, by a word and a shape. */
export function LevelTag({ level }: { level: RiskLevel }) {
  const { t } = useWords()
  return (
    <Tag tone={LEVEL_TONES[level]} icon={LEVEL_SHAPES[level]}>
      {t(`protection.risk.level.${level}`)}
    </Tag>
  )
}

const CHANGE_SHAPES: Readonly<Record<RiskChange, IconName>> = {
  up: 'increase',
  down: 'decrease',
  same: 'equal',
  new: 'plus',
  unknown: 'minus',
}

/** How a risk is beside the assessment before: by a word and a shape. */
export function ChangeTag({ change }: { change: RiskChange }) {
  const { t } = useWords()
  return <Tag icon={CHANGE_SHAPES[change]}>{t(`protection.risk.change.${change}`)}</Tag>
}

/** The level of one risk; where it has no score, why. */
export function RiskLevelShown({ risk }: { risk: AssessedRisk }) {
  const { rules } = useFile()
  const level = levelOf(risk, rules.riskBands)
  if (level) return <LevelTag level={level} />
  const missing = 'absent' in risk.likelihood ? risk.likelihood : risk.impact
  return 'absent' in missing ? <Absent kind={missing.absent} /> : null
}

/** An assessment as it was made: the level, each risk with what is done about it, the safety plan. */
export function AssessmentShown({
  assessment,
  before,
}: {
  assessment: AssessmentView
  before?: AssessmentView | undefined
}) {
  const { rules } = useFile()
  const { t, formatDate, staff } = useWords()
  const { payload } = assessment
  const suggested = suggestedLevel(payload.risks, rules.riskBands)
  return (
    <Stack>
      <KeyValueList
        items={[
          { label: t('protection.risk.overall'), value: <LevelTag level={payload.overall} /> },
          ...(payload.overallReason === null
            ? []
            : [
                {
                  label: suggested
                    ? t('protection.risk.why_not_suggested', { level: suggested })
                    : t('protection.risk.why_without_score'),
                  value: <bdi>{payload.overallReason}</bdi>,
                },
              ]),
          { label: t('protection.risk.assessed_on'), value: formatDate(payload.assessedOn) },
          { label: t('protection.panel.recorded_by'), value: staff(assessment.actor) },
          { label: t('protection.risk.took_part'), value: <TookPart answer={payload.personTookPart} /> },
        ]}
      />
      {payload.risks.map((risk) => (
        <RiskShown key={risk.dimension} risk={risk} before={before?.payload.risks} />
      ))}
      <SafetyPlanShown plan={payload.safetyPlan} />
    </Stack>
  )
}

/** Whether the person took part: a yes, a no, or why there is neither. */
export function TookPart({ answer }: { answer: AssessmentView['payload']['personTookPart'] }) {
  const { t } = useWords()
  return 'absent' in answer ? (
    <Absent kind={answer.absent} />
  ) : (
    t(answer.value === 'yes' ? 'protection.review.took_part_yes' : 'protection.review.took_part_no')
  )
}

function RiskShown({ risk, before }: { risk: AssessedRisk; before: readonly AssessedRisk[] | undefined }) {
  const { t, formatDate, staff } = useWords()
  const facts: { readonly label: string; readonly value: ReactNode }[] = [
    { label: t('protection.risk.likelihood'), value: <GradeShown of="likelihood" answer={risk.likelihood} /> },
    { label: t('protection.risk.impact'), value: <GradeShown of="impact" answer={risk.impact} /> },
    ...(risk.what === null ? [] : [{ label: t('protection.risk.what'), value: <Paragraphs text={risk.what} /> }]),
    ...(risk.mitigation === null
      ? []
      : [{ label: t('protection.risk.mitigation'), value: <Paragraphs text={risk.mitigation} /> }]),
    ...(risk.ownerId === null ? [] : [{ label: t('protection.risk.owner'), value: staff(risk.ownerId) }]),
    ...(risk.reviewOn === null ? [] : [{ label: t('protection.risk.review_on'), value: formatDate(risk.reviewOn) }]),
  ]
  return (
    <Stack gap="xs">
      <Row gap="sm">
        <Text as="span" tone="strong">
          {t(`protection.risk.dimension.${risk.dimension}`)}
        </Text>
        <RiskLevelShown risk={risk} />
        {before && <ChangeTag change={changeOf(risk, before)} />}
      </Row>
      <KeyValueList items={facts} />
    </Stack>
  )
}

function GradeShown({ of, answer }: { of: 'likelihood' | 'impact'; answer: AssessedRisk['likelihood'] }) {
  const { t } = useWords()
  return 'absent' in answer ? <Absent kind={answer.absent} /> : t(`protection.risk.${of}.${answer.value}`)
}

export const SAFETY_PLAN_PARTS = ['signs', 'steps', 'people', 'places'] as const

/** What the person does when in danger, in their words. */
export function SafetyPlanShown({ plan }: { plan: AssessmentView['payload']['safetyPlan'] }) {
  const { t } = useWords()
  if (plan === null) return <Text tone="quiet">{t('protection.safety_plan.none')}</Text>
  return (
    <Stack gap="xs">
      <Text tone="strong">{t('protection.safety_plan.title')}</Text>
      <KeyValueList
        items={SAFETY_PLAN_PARTS.flatMap((part) => {
          const words = plan[part]
          return words === null
            ? []
            : [{ label: t(`protection.safety_plan.${part}`), value: <Paragraphs text={words} /> }]
        })}
      />
    </Stack>
  )
}

/** Assessments side by side, the latest first: how each risk went. */
export function AssessmentsCompared({ assessments }: { assessments: readonly AssessmentView[] }) {
  const { t, formatDate } = useWords()
  const latestFirst = assessments.toReversed()
  const dimensions = [...new Set(latestFirst.flatMap(({ payload }) => payload.risks.map(({ dimension }) => dimension)))]
  const cell = (dimension: AssessedRisk['dimension'], index: number) => {
    const risk = latestFirst[index]?.payload.risks.find((one) => one.dimension === dimension)
    if (!risk) return <Text tone="quiet">{t('protection.risk.not_looked_at')}</Text>
    const before = latestFirst[index + 1]?.payload.risks
    return (
      <Row gap="xs">
        <RiskLevelShown risk={risk} />
        {before && <ChangeTag change={changeOf(risk, before)} />}
      </Row>
    )
  }
  return (
    <Grid
      caption={t('protection.risk.compared')}
      columns={[t('protection.risk.risk'), ...latestFirst.map(({ payload }) => formatDate(payload.assessedOn))]}
      rows={[
        {
          id: 'overall',
          header: t('protection.risk.overall'),
          cells: latestFirst.map(({ actionId, payload }) => <LevelTag key={actionId} level={payload.overall} />),
        },
        ...dimensions.map((dimension) => ({
          id: dimension,
          header: t(`protection.risk.dimension.${dimension}`),
          cells: latestFirst.map((_assessment, index) => cell(dimension, index)),
        })),
      ]}
    />
  )
}
