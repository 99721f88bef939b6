import { Button, Card, Disclosure, Row, Stack, Tag, Text, Timeline, type IconName } from '@gloact/ui'
import type { ServiceView } from '../../../../contract/calendar/calendar.ts'
import type { ServiceState } from '../../../../domain/file/services.ts'
import { Paragraphs } from '../../../panel/paragraphs.tsx'
import { usePlanGoals } from '../plan/use-plan-goals.ts'
import { useWords } from '../../../panel/use-words.ts'

const LOOK: Readonly<
  Record<ServiceState, { readonly icon: IconName; readonly tone: 'neutral' | 'accent' | 'notice' }>
> = {
  planned: { icon: 'calendar', tone: 'neutral' },
  waiting: { icon: 'clock', tone: 'notice' },
  under_way: { icon: 'forward', tone: 'accent' },
  ended: { icon: 'done', tone: 'neutral' },
  not_given: { icon: 'minus', tone: 'neutral' },
  corrected: { icon: 'undo', tone: 'neutral' },
  mistake: { icon: 'close', tone: 'neutral' },
}

export interface ServiceCardProps {
  readonly service: ServiceView
  readonly onResult?: () => void
  readonly onCorrect?: () => void
  /** Where it goes on as a referral: of an entry that somebody wrote by hand and that names who gives it. */
  readonly continueAt?: string
}

/** One service: what, by whom, since when, where it stands; the rest on demand. */
export function ServiceCard({ service, onResult, onCorrect, continueAt }: ServiceCardProps) {
  const { t, formatDate, staff, label, agency } = useWords()
  const goals = usePlanGoals()
  const { payload, state, results } = service
  const days = [
    payload.plannedOn !== null && t('protection.service.planned_for', { date: formatDate(payload.plannedOn) }),
    payload.startedOn !== null && t('protection.service.since', { date: formatDate(payload.startedOn) }),
    payload.endedOn !== null && t('protection.service.until', { date: formatDate(payload.endedOn) }),
  ].filter((each) => each !== false)
  const goal = goals.find(({ id }) => id === payload.goalId)
  const last = results.at(-1)
  return (
    <Card
      title={label('service_type', payload.type)}
      level={4}
      tone={state === 'corrected' || state === 'mistake' ? 'quiet' : 'plain'}
      actions={
        <Tag icon={LOOK[state].icon} tone={LOOK[state].tone}>
          {last && (state === 'ended' || state === 'not_given')
            ? label('service_result', last.payload.result)
            : t(`protection.service.state.${state}`)}
        </Tag>
      }
    >
      <Stack gap="sm">
        <Text>
          <bdi>{payload.providerAgencyId === null ? payload.provider : agency(payload.providerAgencyId)}</bdi>
          {days.length > 0 && ` · ${days.join(' · ')}`}
        </Text>
        {goal && (
          <Text tone="quiet" size="sm">
            {t('protection.service.for_goal')} <bdi>{goal.text}</bdi>
          </Text>
        )}
        {(payload.note !== null || results.length > 0) && (
          <Disclosure summary={t('protection.service.more')}>
            <Stack gap="sm">
              {payload.note !== null && <Paragraphs text={payload.note} />}
              {results.length > 0 && (
                <Timeline
                  label={t('protection.service.results')}
                  entries={results.toReversed().map((result) => ({
                    id: result.actionId,
                    title: label('service_result', result.payload.result),
                    at: formatDate(result.payload.resultOn),
                    who: staff(result.actor),
                    body: result.payload.reason === null ? undefined : <Paragraphs text={result.payload.reason} />,
                  }))}
                />
              )}
            </Stack>
          </Disclosure>
        )}
        {(onResult ?? onCorrect ?? continueAt) && (
          <Row>
            {onResult && (
              <Button
                size="sm"
                icon="check"
                label={`${t('protection.service.say_result')}: ${label('service_type', payload.type)}`}
                onPress={onResult}
              >
                {t('protection.service.say_result')}
              </Button>
            )}
            {continueAt !== undefined && (
              <Button
                size="sm"
                icon="send"
                label={`${t('protection.service.continue')}: ${label('service_type', payload.type)}`}
                to={continueAt}
              >
                {t('protection.service.continue')}
              </Button>
            )}
            {onCorrect && (
              <Button
                size="sm"
                kind="quiet"
                icon="edit"
                label={`${t('protection.service.correct')}: ${label('service_type', payload.type)}`}
                onPress={onCorrect}
              >
                {t('protection.service.correct')}
              </Button>
            )}
          </Row>
        )}
      </Stack>
    </Card>
  )
}
