import { offeredCodes } from '@gloact/codes'
import { Button, ChoiceField, EmptyState, LongText, Section, Stack, Text } from '@gloact/ui'
import { useState } from 'react'
import type { ServiceView } from '../../../../contract/calendar/calendar.ts'
import type { ServiceState } from '../../../../domain/file/services.ts'
import { SYSTEM_ACTOR } from '../../../../domain/file/system-actor.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { DayField } from '../../../panel/day-field.tsx'
import { soundDay } from '../../../panel/entered-day.ts'
import { isInWork } from '../../../panel/file-status.ts'
import { ServiceCard } from './service-card.tsx'
import { ServiceForm, useServiceForm } from './service-form.tsx'
import { CURRENT_STATES, countServices, SERVICE_FILTERS, showsIn, type ServiceFilter } from './service-list.ts'
import { missingChoice, wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type ResultFields = {
  readonly serviceId: string | null
  readonly result: string | null
  readonly on: string | null
  readonly reason: string
}

/** What help is planned, given and was given; with its outcome. */
export function ServicesPanel() {
  const { file, may } = useFile()
  const { t } = useWords()
  const [filter, setFilter] = useState<ServiceFilter>('current')
  const form = useServiceForm()
  const result = useResultForm()
  const mayRecord = may('action.service_recorded') && isInWork(file)
  const mayResult = may('action.service_result_recorded') && isInWork(file)
  const counts = countServices(file.services)
  const shown = file.services
    .filter((service) => showsIn(filter, service.state))
    .toSorted((a, b) => (beginning(a.payload) < beginning(b.payload) ? 1 : -1))
  const add = mayRecord && !form.open && (
    <Button kind="primary" icon="plus" onPress={() => form.begin()}>
      {t('protection.service.add')}
    </Button>
  )
  const summed = CURRENT_STATES.concat('ended', 'not_given')
    .filter((state) => counts[state] > 0)
    .map((state) => t(`protection.service.count.${state}`, { count: counts[state] }))
  return (
    <Section
      title={t('protection.service.title')}
      about={t('protection.service.about')}
      level={3}
      actions={
        <>
          {mayRecord && <Button to={`/referral/refer/${file.id}`}>{t('protection.service.refer')}</Button>}
          {mayRecord && <Button to={`/referral/between/file/${file.id}`}>{t('protection.service.with_agency')}</Button>}
          {mayRecord && <Button to={`/referral/told/${file.id}`}>{t('protection.service.who_knows')}</Button>}
          {mayRecord && (
            <Button to={`/cooperation/victims/refer/${file.id}`}>{t('protection.service.refer_abroad')}</Button>
          )}
          {file.services.length > 0 && add}
        </>
      }
    >
      <Stack>
        {mayRecord && form.open && <ServiceForm form={form} />}
        {mayResult && result.open && <ResultForm form={result} />}
        {file.services.length === 0 && !form.open && (
          <EmptyState
            icon="support"
            title={t('protection.service.none')}
            about={t('protection.service.none_about')}
            action={add || undefined}
          />
        )}
        {file.services.length > 0 && (
          <>
            {summed.length > 0 && <Text tone="strong">{summed.join(' · ')}</Text>}
            <ChoiceField
              label={t('protection.service.filter')}
              as="select"
              value={filter}
              onChange={(next) => setFilter(SERVICE_FILTERS.find((each) => each === next) ?? 'current')}
              options={SERVICE_FILTERS.map((each) => ({
                value: each,
                label: t(`protection.service.filter.${each}`, {
                  count: file.services.filter(({ state }) => showsIn(each, state)).length,
                }),
              }))}
            />
            {shown.length === 0 && <Text tone="quiet">{t('protection.service.none_shown')}</Text>}
            {shown.map((service) => (
              <ServiceCard
                key={service.actionId}
                service={service}
                {...(mayResult && isOpenEntry(service.state)
                  ? { onResult: () => result.begin({ serviceId: service.actionId }) }
                  : {})}
                {...(mayRecord && isOpenEntry(service.state) ? { onCorrect: () => form.correct(service) } : {})}
                {...(mayRecord && isByHand(service)
                  ? { continueAt: `/referral/refer/${file.id}/from/${service.actionId}` }
                  : {})}
              />
            ))}
          </>
        )}
      </Stack>
    </Section>
  )
}

/** Written by a person rather than by a referral, with who gives it, and not over. */
const isByHand = ({ actor, state, payload }: ServiceView): boolean =>
  actor !== SYSTEM_ACTOR &&
  CURRENT_STATES.includes(state) &&
  (payload.providerAgencyId !== null || payload.provider !== null)

const isOpenEntry = (state: ServiceState): boolean => state !== 'corrected' && state !== 'mistake'

const beginning = (payload: { readonly startedOn: string | null; readonly plannedOn: string | null }): string =>
  payload.startedOn ?? payload.plannedOn ?? ''

function useResultForm() {
  const { today } = useFile()
  return usePanelForm<ResultFields>('service_result_recorded', { serviceId: null, result: null, on: today, reason: '' })
}

/** The outcome of one service: the last that is recorded stands, and those before it stay. */
function ResultForm({ form }: { form: ReturnType<typeof useResultForm> }) {
  const { file, today } = useFile()
  const { t, list, label } = useWords()
  const { serviceId, result, on, reason } = form.fields
  const service = file.services.find(({ actionId }) => actionId === serviceId)
  const resultOn = soundDay(on, { from: file.openedOn, today })
  if (!service) return null
  const submit = () =>
    void form.send({
      type: 'service_result_recorded',
      payload:
        result && resultOn ? { serviceId: service.actionId, result, resultOn, reason: wordsOrNull(reason) } : null,
      on: resultOn,
      said: t('protection.service.result_recorded'),
    })
  return (
    <ActionForm
      form={form}
      title={t('protection.service.result_of', { service: label('service_type', service.payload.type) })}
      submit={t('protection.service.result_submit')}
      level={4}
      onSubmit={submit}
    >
      <ChoiceField
        label={t('protection.service.result')}
        help={t('protection.service.result_help')}
        required
        as="radio"
        error={missingChoice(t, form.tried, result)}
        value={result}
        onChange={(next) => form.set({ result: next })}
        options={offeredCodes(list('service_result')).map(({ code }) => ({
          value: code,
          label: label('service_result', code),
        }))}
      />
      <DayField
        label={t('protection.service.result_on')}
        value={on}
        onChange={(day) => form.set({ on: day })}
        tried={form.tried}
      />
      <LongText
        label={t('protection.service.reason')}
        help={t('protection.service.reason_help')}
        rows={3}
        maxLength={4_000}
        value={reason}
        onChange={(text) => form.set({ reason: text })}
      />
    </ActionForm>
  )
}
