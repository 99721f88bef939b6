import { asInstant, dateIn } from '@gloact/kernel'
import { Button, Callout, DeadlineBadge, EmptyState, Procedures, Row, Section, Stack, Text } from '@gloact/ui'
import { DECISION_KINDS } from '../../../../domain/file/words.ts'
import { clockOf } from '../../../clocks.ts'
import { useNow } from '../../../use-now.ts'
import { fileAddress } from '../../../file-address.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { MistakesOf } from '../../../panel/correct-entry.tsx'
import { DecisionCard } from './decision-card.tsx'
import { hasDeclinedIdentification, standing } from '../../../panel/file-facts.ts'
import { isInWork } from '../../../panel/file-status.ts'
import { DecisionWaiting } from './decision-waiting.tsx'
import { InformationRequests } from './information-requests.tsx'
import { RecordDecision } from './record-decision.tsx'
import { RequestDecision } from './request-decision.tsx'
import { groupsKeptFrom } from './request-readiness.ts'
import { RequestReconsideration, useReconsideration } from './request-reconsideration.tsx'
import { useMe } from '../../../panel/use-me.ts'
import { useWords } from '../../../panel/use-words.ts'

/** The two decisions of identification: what is awaited, the reflection period, and every decision there was. */
export function DecisionsPanel() {
  const { file, may } = useFile()
  const { t } = useWords()
  const me = useMe()
  const reconsideration = useReconsideration()
  const { awaited } = file
  const decides = may('action.decision_recorded') && isInWork(file) && awaited?.bodyAgencyId === me?.agencyId
  const mayAskAgain = may('action.reconsideration_requested') && isInWork(file) && file.awaited === null
  return (
    <Section title={t('protection.decision.title')} about={t('protection.decision.about')}>
      <Stack gap="lg">
        <Procedures use="determination" />
        <ReflectionPeriod />
        <Awaited decides={decides} />
        {file.decisionWaits && <DecisionWaiting />}
        {awaited && decides && file.decisionWaits === null && <RecordDecision awaited={awaited} />}
        <InformationRequests asks={awaited !== null && decides} />
        <RequestDecision />
        {file.decisions.length === 0 && awaited === null && !may('action.identification_requested') && (
          <EmptyState
            icon="decision"
            title={t('protection.decision.none')}
            about={t('protection.decision.none_about')}
          />
        )}
        {DECISION_KINDS.map((kind) => {
          const decisions = file.decisions.filter(({ payload }) => payload.kind === kind).toReversed()
          const stands = standing(file, kind)
          return decisions.length === 0 ? null : (
            <Section key={kind} title={t(`protection.decision.kind.${kind}`)} level={3}>
              <Stack>
                {decisions.map((decision) => (
                  <DecisionCard
                    key={decision.actionId}
                    decision={decision}
                    stands={decision === stands}
                    onReconsider={
                      mayAskAgain && decision === stands && !reconsideration.open
                        ? () => reconsideration.begin({ decisionId: decision.actionId })
                        : undefined
                    }
                  />
                ))}
                {reconsideration.open && reconsideration.fields.decisionId === stands?.actionId && (
                  <RequestReconsideration form={reconsideration} />
                )}
              </Stack>
            </Section>
          )
        })}
        <MistakesOf kinds={['decision_recorded']} />
      </Stack>
    </Section>
  )
}

/** What was asked for, of whom, since when; and that nothing is where the person declined. */
function Awaited({ decides }: { decides: boolean }) {
  const { file, rules, today, may } = useFile()
  const { t, agency, formatDate } = useWords()
  const now = useNow()
  if (file.awaited === null) {
    return hasDeclinedIdentification(file) ? (
      <Callout
        title={t('protection.decision.declined_title')}
        actions={
          may('action.consent_recorded') && (
            <Button to={fileAddress(file.id, 'consent')}>{t('protection.decision.to_consent')}</Button>
          )
        }
      >
        <Text>{t('protection.decision.declined')}</Text>
      </Callout>
    ) : null
  }
  const { kind, bodyAgencyId, requestedOn, reconsiders } = file.awaited
  const running = file.deadlines.find((deadline) => deadline.kind === kind && deadline.stoppedAt === null)
  const clock = running && clockOf(running, now, rules.timeZone)
  const kept = groupsKeptFrom(file, bodyAgencyId, today).length > 0
  return (
    // To the person who decides, what has to be seen is below: that it is theirs to decide.
    <Callout tone={decides ? 'info' : 'notice'} title={t(`protection.decision.awaited.${kind}`)}>
      <Stack gap="xs">
        <Text>
          {t(reconsiders ? 'protection.decision.awaited_again' : 'protection.decision.awaited_from', {
            body: agency(bodyAgencyId),
            date: formatDate(requestedOn),
          })}
        </Text>
        {kept && (
          <Text tone="strong">{t('protection.decision.awaited_without_consent', { body: agency(bodyAgencyId) })}</Text>
        )}
        {clock && (
          <Row>
            <DeadlineBadge {...clock} label={t('protection.decision.due')} />
          </Row>
        )}
      </Stack>
    </Callout>
  )
}

/** The days to recover and reflect. That they end is no lateness: nobody has to have done anything by then. */
function ReflectionPeriod() {
  const { file, rules } = useFile()
  const { t, formatDate } = useWords()
  const now = useNow()
  const deadline = file.deadlines.find(({ kind }) => kind === 'reflection')
  if (!deadline) return null
  const clock = clockOf(deadline, now, rules.timeZone)
  const until = formatDate(dateIn(asInstant(deadline.dueAt), rules.timeZone))
  const state = clock.state === 'stopped' ? 'stopped' : clock.state === 'overdue' ? 'over' : ('running' as const)
  return (
    <Callout
      tone={state === 'running' ? 'success' : 'info'}
      title={t(`protection.decision.reflection.${state}`, { until })}
    >
      <Text>{t(`protection.decision.reflection.${state}_about`, { days: Math.max(0, clock.daysLeft) })}</Text>
    </Callout>
  )
}
