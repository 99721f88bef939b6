import {
  Button,
  Callout,
  CheckboxField,
  DeadlineBadge,
  KeyValueList,
  Row,
  Section,
  Stack,
  Text,
  TextField,
} from '@gloact/ui'
import { clockOf } from '../../../clocks.ts'
import { useNow } from '../../../use-now.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { CorrectEntry, MistakesOf } from '../../../panel/correct-entry.tsx'
import { DayField } from '../../../panel/day-field.tsx'
import { soundDay } from '../../../panel/entered-day.ts'
import { SYSTEM_ACTOR } from '../../../../domain/file/system-actor.ts'
import { isInWork } from '../../../panel/file-status.ts'
import { missingText, wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Fields = { readonly guardian: string; readonly on: string | null; readonly free: boolean }

/** Who looks after a child's interests and nobody else's. On the adult path only one who was there is shown. */
export function GuardianPanel() {
  const { file, rules, today, may } = useFile()
  const { t, formatDate, staff } = useWords()
  const now = useNow()
  const form = usePanelForm<Fields>('guardian_appointed', { guardian: '', on: today, free: false })
  if (file.path !== 'child' && file.guardian === null) return null
  const running = file.deadlines.find(({ kind, stoppedAt }) => kind === 'guardian' && stoppedAt === null)
  const appointedOn = soundDay(form.fields.on, { from: file.openedOn, today })
  const name = wordsOrNull(form.fields.guardian)
  const mayAppoint = may('action.guardian_appointed') && isInWork(file) && file.path === 'child'
  const submit = () =>
    void form.send({
      type: 'guardian_appointed',
      payload:
        name && appointedOn && form.fields.free ? { guardian: name, appointedOn, noConflictOfInterest: true } : null,
      on: appointedOn,
      said: t('protection.guardian.recorded'),
    })
  const clock = running && (
    <Row>
      <DeadlineBadge {...clockOf(running, now, rules.timeZone)} label={t('protection.deadline.guardian')} />
    </Row>
  )
  const begin = (
    <Button kind={file.guardian ? 'secondary' : 'primary'} icon="user" onPress={() => form.begin()}>
      {t(file.guardian ? 'protection.guardian.change' : 'protection.guardian.appoint')}
    </Button>
  )
  return (
    <Section
      title={t('protection.guardian.title')}
      about={t('protection.guardian.about')}
      actions={
        file.path === 'child' && mayAppoint ? (
          <Button to={`/children/files/${file.id}`}>{t('protection.guardian.children')}</Button>
        ) : undefined
      }
    >
      <Stack>
        {file.guardian ? (
          <>
            <KeyValueList
              items={[
                { label: t('protection.guardian.who'), value: <bdi>{file.guardian.payload.guardian}</bdi> },
                { label: t('protection.guardian.since'), value: formatDate(file.guardian.payload.appointedOn) },
                { label: t('protection.guardian.conflict'), value: t('protection.guardian.conflict_none') },
                { label: t('protection.panel.recorded_by'), value: staff(file.guardian.actor) },
              ]}
            />
            {file.guardian.actor !== SYSTEM_ACTOR && file.path === 'child' && (
              <Callout tone="notice" title={t('protection.guardian.unchecked')}>
                <Stack gap="xs">
                  <Text>{t('protection.guardian.unchecked_about')}</Text>
                  {clock}
                </Stack>
              </Callout>
            )}
            <CorrectEntry kind="guardian_appointed" entry={file.guardian} />
            {mayAppoint && !form.open && <div>{begin}</div>}
          </>
        ) : (
          <Callout
            tone={running ? 'notice' : 'info'}
            title={t('protection.guardian.none')}
            actions={mayAppoint && !form.open ? begin : undefined}
          >
            <Stack gap="xs">
              <Text>{t('protection.guardian.none_about')}</Text>
              {clock}
            </Stack>
          </Callout>
        )}
        {form.open && mayAppoint && (
          <ActionForm
            form={form}
            title={t(file.guardian ? 'protection.guardian.change_title' : 'protection.guardian.appoint_title')}
            submit={t('protection.guardian.submit')}
            onSubmit={submit}
          >
            {file.guardian && <Text>{t('protection.guardian.change_about')}</Text>}
            <TextField
              label={t('protection.guardian.who')}
              help={t('protection.guardian.who_help')}
              required
              error={missingText(t, form.tried, form.fields.guardian)}
              maxLength={300}
              value={form.fields.guardian}
              onChange={(guardian) => form.set({ guardian })}
            />
            <DayField
              label={t('protection.guardian.on')}
              help={t('protection.guardian.on_help')}
              value={form.fields.on}
              onChange={(on) => form.set({ on })}
              tried={form.tried}
            />
            <CheckboxField
              label={t('protection.guardian.free')}
              help={t('protection.guardian.free_help')}
              required
              error={form.tried && !form.fields.free ? t('protection.guardian.free_missing') : undefined}
              value={form.fields.free}
              onChange={(free) => form.set({ free })}
            />
          </ActionForm>
        )}
        <MistakesOf kinds={['guardian_appointed']} />
      </Stack>
    </Section>
  )
}
