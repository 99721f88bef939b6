import { clockState } from '@gloact/calendar'
import { asInstant } from '@gloact/kernel'
import { requestWords, turnOf, wayOf } from '@gloact/records'
import { useRef } from 'react'
import { FormRenderer } from '../form/form-renderer.tsx'
import { Row, Stack } from '../layout/layout.tsx'
import { Section } from '../layout/page-header.tsx'
import { Button } from '../press/button.tsx'
import { useMessages } from '../providers/messages.tsx'
import { useStaffName } from '../providers/staff-names.tsx'
import { DeadlineBadge } from '../show/deadline-badge.tsx'
import { StatusBar } from '../show/status-bar.tsx'
import { Tag } from '../show/tag.tsx'
import { Timeline } from '../show/timeline.tsx'
import type { RequestPageProps } from './request-props.ts'
import { RequestSteps } from './request-steps.tsx'

export type { RequestPageProps, StepToSend } from './request-props.ts'
export { StepForm } from './step-form.tsx'
export { takeStep } from './take-step.ts'

/**
 * A request by its declaration: where it stands, its clocks, what can be done, what happened. Each party sees its own: what is
 * not theirs is not in what the server shows.
 */
export function RequestPage({ staffName: given, ...rest }: RequestPageProps) {
  const ofColleague = useStaffName()
  const props = { ...rest, staffName: given ?? ofColleague }
  const { kind, request } = props
  const { t } = useMessages()
  const steps = useRef<HTMLDivElement>(null)
  const word = (id: string) => t(id)
  const mayAct = request.open.some(({ barredBy }) => barredBy === undefined)
  const party = (name: string) => {
    const agency = request.parties[name]
    return (agency === undefined ? undefined : props.agencyName?.(agency)) ?? word(requestWords.party(kind.kind, name))
  }
  return (
    <Stack gap="lg">
      <StatusBar
        label={t('records.way')}
        steps={wayOf(kind, request, props.way).map(({ state, is }) => ({
          id: state,
          label: word(requestWords.state(kind.kind, state)),
          state: is,
        }))}
      />
      <Row>
        <Turn kind={kind} request={request} party={party} />
        <Clocks {...props} />
        {/* What is particular to the kind may be long: what can be done is reached without passing it. */}
        {props.children !== undefined && mayAct && (
          <Button kind="quiet" size="sm" onPress={() => steps.current?.querySelector('button')?.focus()}>
            {t('records.steps')}
          </Button>
        )}
      </Row>
      {props.children}
      <div ref={steps}>
        <RequestSteps {...props} party={party} />
      </div>
      <Section title={t('records.history')}>
        <RequestHistory {...props} party={party} />
      </Section>
    </Stack>
  )
}

function Turn({
  kind,
  request,
  party,
}: Pick<RequestPageProps, 'kind' | 'request'> & { readonly party: (name: string) => string }) {
  const { t } = useMessages()
  switch (turnOf(kind, request)) {
    case 'ended':
      return <Tag icon="check">{t('records.ended')}</Tag>
    case 'you':
      return (
        <Tag tone="notice" icon="dot">
          {t('records.turn.you')}
        </Tag>
      )
    case 'colleague':
      return <Tag icon="clock">{t('records.turn.colleague', { party: party(request.turn ?? '') })}</Tag>
    case 'other':
      return <Tag icon="clock">{t('records.turn.other', { party: party(request.turn ?? '') })}</Tag>
    case 'nobody':
      return null
  }
}

/** The clocks that run or stand still. */
function Clocks({ kind, request, now }: RequestPageProps) {
  const { t, formatInstant, timeZone } = useMessages()
  return request.clocks
    .filter(({ stoppedAt }) => stoppedAt === null)
    .map(({ clock, dueAt, warnAt, pausedAt }) => {
      const label = t(requestWords.clock(kind.kind, clock))
      if (dueAt === null) {
        if (pausedAt === null) return null
        return (
          <Tag key={clock} icon="clock">
            {`${label}: ${t('records.paused', { when: formatInstant(asInstant(pausedAt), 'date') })}`}
          </Tag>
        )
      }
      const moments = { dueAt: asInstant(dueAt), warnAt: warnAt === null ? null : asInstant(warnAt), stoppedAt: null }
      return <DeadlineBadge key={clock} label={label} dueAt={moments.dueAt} {...clockState(moments, now, timeZone)} />
    })
}

function RequestHistory({
  kind,
  request,
  forms = {},
  codeLists = {},
  references,
  staffName,
  party,
}: RequestPageProps & { party: (name: string) => string }) {
  const { t, formatInstant } = useMessages()
  return (
    <Timeline
      label={t('records.history')}
      entries={request.steps.toReversed().map(({ id, step, party: by, by: userId, happenedAt, answers }) => {
        const form = forms[kind.steps[step]?.needs ?? '']
        const name = userId === null ? undefined : staffName?.(userId)
        return {
          id,
          at: formatInstant(asInstant(happenedAt)),
          title: t(requestWords.taken(kind.kind, step)),
          who: name === undefined ? party(by) : `${name}, ${party(by)}`,
          body:
            form && Object.keys(answers).length > 0 ? (
              <FormRenderer
                form={form}
                codeLists={codeLists}
                answers={answers}
                onChange={() => undefined}
                {...(references && { references })}
                readOnly
                bare
              />
            ) : undefined,
        }
      })}
    />
  )
}
