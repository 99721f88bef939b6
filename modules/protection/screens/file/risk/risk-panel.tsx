import { Button, DeadlineBadge, Disclosure, EmptyState, Row, Section, Stack, Text } from '@gloact/ui'
import { runningClocks } from '../../clocks.ts'
import { useFile } from '../../reading/file-context.tsx'
import { CorrectEntry, MistakesOf } from '../../panel/correct-entry.tsx'
import { isInWork } from '../../panel/file-status.ts'
import { usePanelForm } from '../../panel/use-panel-form.ts'
import { useWords } from '../../panel/use-words.ts'
import { ReviewsPanel } from '../reviews/reviews-panel.tsx'
import { AssessRisk } from './assess-risk.tsx'
import { fieldsFrom, NO_ASSESSMENT, type AssessmentFields } from './risk-fields.ts'
import { AssessmentsCompared, AssessmentShown } from './risk-shown.tsx'

/** The risks as they were last assessed, what is done about each, the safety plan, and how it was before. */
export function RiskPanel() {
  const { file, may, today, now, rules } = useFile()
  const { t, formatDate } = useWords()
  const form = usePanelForm<AssessmentFields>('risk_assessed', NO_ASSESSMENT)
  const last = file.risks.at(-1)
  const earlier = file.risks.slice(0, -1)
  const mayAssess = may('action.risk_assessed') && isInWork(file)
  const clock = runningClocks(file.deadlines, now, rules.timeZone).find(({ kind }) => kind === 'risk_review')
  const begin = mayAssess && !form.open && (
    <Button
      kind={last ? 'secondary' : 'primary'}
      icon="shield"
      onPress={() => form.begin(fieldsFrom(last?.payload, today))}
    >
      {t(last ? 'protection.risk.assess_again' : 'protection.risk.assess')}
    </Button>
  )
  return (
    <>
      <Section title={t('protection.risk.title')} about={t('protection.risk.about')} actions={last && begin}>
        <Stack>
          {clock && (
            <Row>
              <DeadlineBadge {...clock} label={t('protection.deadline.risk_review')} />
            </Row>
          )}
          {mayAssess && form.open && <AssessRisk form={form} again={last !== undefined} />}
          {!last && !form.open && (
            <EmptyState
              icon="shield"
              title={t('protection.risk.none')}
              about={t('protection.risk.none_about')}
              action={begin || undefined}
            />
          )}
          {/* While it is assessed again, the last assessment stands in the form. */}
          {last && !form.open && (
            <>
              <AssessmentShown assessment={last} before={earlier.at(-1)} />
              <CorrectEntry kind="risk_assessed" entry={last} />
            </>
          )}
          {last && !form.open && earlier.length > 0 && (
            <>
              <Text tone="strong">{t('protection.risk.compared')}</Text>
              <AssessmentsCompared assessments={file.risks} />
              {earlier.toReversed().map((assessment) => (
                <Disclosure
                  key={assessment.actionId}
                  summary={t('protection.risk.earlier', { date: formatDate(assessment.payload.assessedOn) })}
                >
                  <AssessmentShown assessment={assessment} />
                  <CorrectEntry kind="risk_assessed" entry={assessment} />
                </Disclosure>
              ))}
            </>
          )}
          <MistakesOf kinds={['risk_assessed']} />
        </Stack>
      </Section>
      {last && <ReviewsPanel of="risk" />}
    </>
  )
}
