import { opensFiles } from '@gloact/identity/contract/principal'
import type { PartialDate } from '@gloact/kernel'
import { Callout, ChoiceField, DateField, Disclosure, FieldGroup, LongText, Stack, Text } from '@gloact/ui'
import { levelOf, RISK_DIMENSIONS, RISK_GRADES, RISK_LEVELS, type RiskDimension } from '../../../domain/file/risk.ts'
import { useFile } from '../../reading/file-context.tsx'
import { ActionForm } from '../../panel/action-form.tsx'
import { DayField } from '../../panel/day-field.tsx'
import { soundDay } from '../../panel/entered-day.ts'
import { missingChoice, missingText } from '../../panel/text-problem.ts'
import type { PanelForm } from '../../panel/use-panel-form.ts'
import { useWords } from '../../panel/use-words.ts'
import { TookPartField } from '../reviews/took-part-field.tsx'
import {
  assessmentOf,
  GRADE_ABSENCES,
  isBegun,
  NO_RISK,
  riskProblems,
  risksOf,
  suggestionOf,
  type AssessmentFields,
  type RiskFields,
} from './risk-fields.ts'
import { LevelTag, SAFETY_PLAN_PARTS } from './risk-shown.tsx'

/** Risks assessed with the person: each that was looked at, the overall level, the safety plan. */
export function AssessRisk({ form, again }: { form: PanelForm<AssessmentFields>; again: boolean }) {
  const { file, rules, today } = useFile()
  const { t } = useWords()
  const { fields, tried } = form
  const assessedOn = soundDay(fields.on, { from: file.openedOn, today })
  const suggested = suggestionOf(fields, rules.riskBands)
  const differs = fields.overall !== null && fields.overall !== suggested
  const noneYet = risksOf(fields)?.length === 0
  const submit = () =>
    void form.send({
      type: 'risk_assessed',
      payload: assessmentOf(fields, assessedOn, rules.riskBands),
      on: assessedOn,
      said: t('protection.risk.recorded'),
    })
  const setRisk = (dimension: RiskDimension, changed: Partial<RiskFields>) =>
    form.set({
      risks: { ...fields.risks, [dimension]: { ...NO_RISK, ...fields.risks[dimension], ...changed } },
    })
  return (
    <ActionForm
      form={form}
      title={t(again ? 'protection.risk.assess_again' : 'protection.risk.assess')}
      submit={t('protection.risk.submit')}
      onSubmit={submit}
    >
      <Text>{t(again ? 'protection.risk.again_about' : 'protection.risk.how')}</Text>
      <DayField
        label={t('protection.risk.assessed_on')}
        value={fields.on}
        onChange={(on) => form.set({ on })}
        tried={tried}
      />
      <FieldGroup
        label={t('protection.risk.risks')}
        help={t('protection.risk.risks_help')}
        error={tried && noneYet ? t('protection.risk.none_chosen') : undefined}
      >
        {RISK_DIMENSIONS.map((dimension) => (
          <OneRisk
            key={dimension}
            dimension={dimension}
            fields={{ ...NO_RISK, ...fields.risks[dimension] }}
            assessedOn={assessedOn}
            tried={tried}
            onChange={(changed) => setRisk(dimension, changed)}
          />
        ))}
      </FieldGroup>
      <Callout>
        {suggested ? t('protection.risk.suggested', { level: suggested }) : t('protection.risk.no_suggestion')}
      </Callout>
      <ChoiceField
        label={t('protection.risk.overall')}
        help={t('protection.risk.overall_help')}
        required
        error={missingChoice(t, tried, fields.overall)}
        value={fields.overall}
        onChange={(next) => form.set({ overall: RISK_LEVELS.find((level) => level === next) ?? null })}
        options={RISK_LEVELS.map((level) => ({ value: level, label: t(`protection.risk.level.${level}`) }))}
      />
      {differs && (
        <LongText
          label={
            suggested
              ? t('protection.risk.why_not_suggested', { level: suggested })
              : t('protection.risk.why_without_score')
          }
          required
          error={missingText(t, tried, fields.overallReason)}
          rows={2}
          maxLength={4000}
          value={fields.overallReason}
          onChange={(overallReason) => form.set({ overallReason })}
        />
      )}
      <TookPartField
        label={t('protection.risk.took_part')}
        value={fields.tookPart}
        tried={tried}
        onChange={(tookPart) => form.set({ tookPart })}
      />
      <FieldGroup label={t('protection.safety_plan.title')} help={t('protection.safety_plan.about')}>
        <Stack>
          {SAFETY_PLAN_PARTS.map((part) => (
            <LongText
              key={part}
              label={t(`protection.safety_plan.${part}`)}
              rows={2}
              maxLength={4000}
              value={fields[part]}
              onChange={(words) => form.set({ [part]: words })}
            />
          ))}
        </Stack>
      </FieldGroup>
    </ActionForm>
  )
}

interface OneRiskProps {
  readonly dimension: RiskDimension
  readonly fields: RiskFields
  readonly assessedOn: string | null
  readonly tried: boolean
  readonly onChange: (changed: Partial<RiskFields>) => void
}

/** One risk: closed until it is looked at, with its level beside its name. */
function OneRisk({ dimension, fields, assessedOn, tried, onChange }: OneRiskProps) {
  const { rules, directory } = useFile()
  const { t } = useWords()
  const problems = tried ? riskProblems(fields, assessedOn) : []
  const level = gradedLevel(fields, rules.riskBands)
  const grades = (of: 'likelihood' | 'impact') => [
    ...RISK_GRADES.map((grade) => ({ value: String(grade), label: t(`protection.risk.${of}.${grade}`) })),
    ...GRADE_ABSENCES.map((kind) => ({ value: kind, label: t(`forms.absence.${kind}`) })),
  ]
  return (
    <Disclosure
      {...(problems.length > 0 ? { open: true } : {})}
      summary={
        // In a line with the marker that opens it.
        <>
          {t(`protection.risk.dimension.${dimension}`)}{' '}
          {level ? (
            <LevelTag level={level} />
          ) : (
            !isBegun(fields) && (
              <Text as="span" tone="quiet" size="sm">
                {t('protection.risk.not_looked_at')}
              </Text>
            )
          )}
        </>
      }
    >
      <Stack>
        <Text tone="quiet">{t(`protection.risk.dimension_help.${dimension}`)}</Text>
        <ChoiceField
          label={t('protection.risk.likelihood')}
          as="select"
          value={fields.likelihood}
          error={problems.includes('likelihood') ? t('protection.panel.missing_choice') : undefined}
          onChange={(likelihood) => onChange({ likelihood })}
          options={grades('likelihood')}
        />
        <ChoiceField
          label={t('protection.risk.impact')}
          as="select"
          value={fields.impact}
          error={problems.includes('impact') ? t('protection.panel.missing_choice') : undefined}
          onChange={(impact) => onChange({ impact })}
          options={grades('impact')}
        />
        <LongText
          label={t('protection.risk.what')}
          rows={2}
          maxLength={4000}
          value={fields.what}
          onChange={(what) => onChange({ what })}
        />
        <LongText
          label={t('protection.risk.mitigation')}
          help={t('protection.risk.mitigation_help')}
          rows={2}
          maxLength={4000}
          value={fields.mitigation}
          onChange={(mitigation) => onChange({ mitigation })}
        />
        <ChoiceField
          label={t('protection.risk.owner')}
          as="select"
          value={fields.ownerId}
          onChange={(ownerId) => onChange({ ownerId })}
          options={directory.colleagues
            .filter(({ roles }) => roles.some(opensFiles))
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DateField
          label={t('protection.risk.review_on')}
          help={t('protection.risk.review_on_help')}
          error={problems.includes('review_day') ? t('protection.review.next_on_problem') : undefined}
          precision="day"
          value={fields.reviewOn as PartialDate | null}
          onChange={(reviewOn) => onChange({ reviewOn })}
        />
      </Stack>
    </Disclosure>
  )
}

const gradedLevel = (fields: RiskFields, bands: Parameters<typeof levelOf>[1]) => {
  const [likelihood, impact] = [Number(fields.likelihood), Number(fields.impact)]
  const [often, hard] = [likelihood, impact].map((grade) => RISK_GRADES.find((one) => one === grade))
  return often && hard ? levelOf({ likelihood: { value: often }, impact: { value: hard } }, bands) : undefined
}
