import { Button, Callout, ChoiceField, Stack, Text } from '@gloact/ui'
import { fileAddress } from '../../../file-address.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { groupsWords } from '../../../panel/consent-words.ts'
import { DayField } from '../../../panel/day-field.tsx'
import { soundDay } from '../../../panel/entered-day.ts'
import { isInWork } from '../../../panel/file-status.ts'
import { nextDecision, readinessOf, type Readiness } from './request-readiness.ts'
import { missingChoice } from '../../../panel/text-problem.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Fields = { readonly body: string | null; readonly on: string | null }

/** Asks a competent body for the decision that comes next; or says what is missing for it and where to get it. */
export function RequestDecision() {
  const { file, rules, today, may } = useFile()
  const { t } = useWords()
  const only = rules.competentBodies.length === 1 ? rules.competentBodies[0]?.id : undefined
  const form = usePanelForm<Fields>('identification_requested', { body: only ?? null, on: today })
  const kind = nextDecision(file)
  if (!may('action.identification_requested') || !isInWork(file) || kind === null) return null

  const body = rules.competentBodies.find(({ id }) => id === form.fields.body)
  const requestedOn = soundDay(form.fields.on, { from: file.openedOn, today })
  // Whichever body is asked: until one is chosen, what would stand in the way of all of them.
  const readiness = readinessOf(file, { kind, bodyAgencyId: body?.id ?? '', on: today })
  // That the person declined, or that a decision is awaited, is said by the panel around this to every reader.
  if (!['ready', 'consent_missing'].includes(readiness.kind)) return null
  if (readiness.kind === 'consent_missing' && !form.open && !mayDependOnBody()) {
    return <NotReady readiness={readiness} />
  }
  if (rules.competentBodies.length === 0) return <Callout>{t('protection.decision.no_body')}</Callout>
  if (!form.open) {
    return (
      <Callout
        title={t(`protection.decision.next.${kind}`)}
        actions={
          <Button kind="primary" icon="send" onPress={() => form.begin()}>
            {t('protection.decision.request')}
          </Button>
        }
      >
        <Text>{t(`protection.decision.request_about_${file.path}`)}</Text>
      </Callout>
    )
  }
  const blocked = body !== undefined && readiness.kind === 'consent_missing'
  const submit = () =>
    void form.send({
      type: 'identification_requested',
      payload: body && requestedOn ? { kind, bodyAgencyId: body.id, requestedOn } : null,
      on: requestedOn,
      said: t('protection.decision.requested'),
    })
  return (
    <ActionForm
      form={form}
      title={t(`protection.decision.request_title.${kind}`)}
      submit={t('protection.decision.request_submit')}
      blocked={blocked ? t('protection.decision.blocked_by_consent') : undefined}
      before={
        blocked ? (
          <NotReady readiness={readiness} />
        ) : (
          body && <Text>{t(`protection.decision.request_gives_${file.path}`, { body: body.name })}</Text>
        )
      }
      onSubmit={submit}
    >
      <ChoiceField
        label={t('protection.decision.which_body')}
        required
        error={missingChoice(t, form.tried, form.fields.body)}
        value={form.fields.body}
        onChange={(next) => form.set({ body: next })}
        options={rules.competentBodies.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DayField
        label={t('protection.decision.requested_on')}
        value={form.fields.on}
        onChange={(on) => form.set({ on })}
        tried={form.tried}
      />
    </ActionForm>
  )

  /** Consent may be there for one body and not for another: then the form is offered, to choose. */
  function mayDependOnBody(): boolean {
    return rules.competentBodies.some(
      ({ id }) => kind !== null && readinessOf(file, { kind, bodyAgencyId: id, on: today }).kind === 'ready',
    )
  }
}

/** What stands in the way, in words, and where to get on. */
function NotReady({ readiness }: { readiness: Readiness }) {
  const { file } = useFile()
  const { t, sharing } = useWords()
  if (readiness.kind !== 'consent_missing') return null
  return (
    <Callout
      tone="notice"
      title={t('protection.decision.consent_missing')}
      actions={
        <Button kind="primary" to={fileAddress(file.id, 'consent')}>
          {t('protection.decision.ask_consent')}
        </Button>
      }
    >
      <Stack gap="xs">
        <Text>{t('protection.decision.consent_missing_about')}</Text>
        <Text tone="strong">
          {t('protection.decision.consent_missing_groups', { groups: groupsWords(sharing, readiness.groups) })}
        </Text>
      </Stack>
    </Callout>
  )
}
