import { Button, Callout, Card, LongText, Row, Section, Stack, Tag, Text } from '@gloact/ui'
import { useFile } from '../../../reading/file-context.tsx'
import type { RefusalRecorded } from '../../../../domain/file/payloads.ts'
import { asksConsent } from '../../../../domain/file/second-person.ts'
import { ActionForm } from '../../../panel/action-form.tsx'
import { CorrectEntry } from '../../../panel/correct-entry.tsx'
import { DayField } from '../../../panel/day-field.tsx'
import { soundDay } from '../../../panel/entered-day.ts'
import { hasDeclinedIdentification } from '../../../panel/file-facts.ts'
import { isInWork } from '../../../panel/file-status.ts'
import { wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Kind = RefusalRecorded['kind']

/** The three ways to decline, each by itself, each with what still happens. A child's protection depends on none of them. */
export function ConsentDeclining() {
  const { file } = useFile()
  const { t } = useWords()
  if (!asksConsent(file)) {
    return (
      <Section title={t('protection.panel.declining.title')} level={3}>
        <Callout>
          <Text>{t('protection.panel.declining.child')}</Text>
          <Text>{t('protection.panel.declining.child_view')}</Text>
        </Callout>
      </Section>
    )
  }
  return (
    <Section title={t('protection.panel.declining.title')} about={t('protection.panel.declining.about')} level={3}>
      <Stack>
        <Declining kind="identification" isDeclined={hasDeclinedIdentification(file)} />
        <Declining kind="sharing" isDeclined={false} />
        <Card title={t('protection.panel.declining.recording')} level={4} tone="quiet">
          <Stack gap="sm">
            <Text>{t('protection.panel.declining.recording_about')}</Text>
            <Text tone="quiet">{t('protection.panel.declining.recording_later')}</Text>
          </Stack>
        </Card>
      </Stack>
    </Section>
  )
}

type Fields = { readonly on: string | null; readonly explained: string }

function Declining({ kind, isDeclined }: { kind: Kind; isDeclined: boolean }) {
  const { file, today, may } = useFile()
  const { t, formatDate } = useWords()
  const form = usePanelForm<Fields>(`refusal_${kind}`, { on: today, explained: '' })
  const refusals = file.refusals.filter(({ payload }) => payload.kind === kind)
  const declinedOn = soundDay(form.fields.on, { from: file.openedOn, today })
  const submit = () =>
    void form.send({
      type: 'refusal_recorded',
      payload: declinedOn && { kind, declinedOn, explained: wordsOrNull(form.fields.explained) },
      on: declinedOn,
      said: t('protection.panel.declining.recorded'),
    })
  if (form.open) {
    return (
      <ActionForm
        form={form}
        title={t(`protection.panel.declining.${kind}`)}
        level={4}
        submit={t('protection.panel.declining.submit')}
        onSubmit={submit}
      >
        <Text>{t(`protection.panel.declining.${kind}_about`)}</Text>
        <Text>{t(`protection.panel.declining.${kind}_goes_on`)}</Text>
        <DayField
          label={t('protection.panel.declining.on')}
          value={form.fields.on}
          onChange={(on) => form.set({ on })}
          tried={form.tried}
        />
        <LongText
          label={t('protection.panel.declining.explained')}
          help={t('protection.panel.declining.explained_help')}
          rows={2}
          maxLength={2000}
          value={form.fields.explained}
          onChange={(explained) => form.set({ explained })}
        />
      </ActionForm>
    )
  }
  return (
    <Card title={t(`protection.panel.declining.${kind}`)} level={4}>
      <Stack gap="sm">
        {isDeclined && (
          <Row>
            <Tag icon="stop">{t('protection.panel.declining.in_force')}</Tag>
          </Row>
        )}
        {refusals.map((refusal) => (
          <div key={refusal.actionId}>
            <Text as="div" tone="strong">
              {t('protection.panel.declining.declined_on', { date: formatDate(refusal.payload.declinedOn) })}
            </Text>
            {refusal.payload.explained !== null && (
              <Text as="div">{t('protection.panel.declining.was_explained', { text: refusal.payload.explained })}</Text>
            )}
            <CorrectEntry kind="refusal_recorded" entry={refusal} />
          </div>
        ))}
        <Text>{t(`protection.panel.declining.${kind}_about`)}</Text>
        <Text tone="quiet">{t(`protection.panel.declining.${kind}_goes_on`)}</Text>
        {!isDeclined && may('action.refusal_recorded') && isInWork(file) && (
          <div>
            <Button onPress={() => form.begin()}>{t(`protection.panel.declining.${kind}_button`)}</Button>
          </div>
        )}
      </Stack>
    </Card>
  )
}
