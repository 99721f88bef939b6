import { Button, Callout, ChoiceField, KeyValueList, LongText, Row, Section, Stack, Text } from '@gloact/ui'
import type { AgeBasis, FilePath } from '../../../../domain/file/words.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { DayField } from '../../../panel/day-field.tsx'
import { soundDay } from '../../../panel/entered-day.ts'
import { isInWork } from '../../../panel/file-status.ts'
import { PathWaiting } from './path-waiting.tsx'
import { missingChoice, missingText, wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Fields = {
  readonly to: FilePath
  readonly basis: AgeBasis | null
  readonly on: string | null
  readonly reasons: string
}

/**
 * What an age may rest on. Doubt alone is enough to treat somebody as a child (CoE Convention, art. 10(3)); to leave the
 * child path takes a document or an assessment, never somebody's word.
 */
const BASES: Readonly<Record<FilePath, readonly AgeBasis[]>> = {
  child: ['disputed', 'declared', 'estimated', 'documented'],
  adult: ['documented', 'estimated'],
}

/** How old the person is taken to be and why; and what follows when that changes. */
export function PathPanel() {
  const { file, today, may } = useFile()
  const { t } = useWords()
  const other: FilePath = file.path === 'child' ? 'adult' : 'child'
  const form = usePanelForm<Fields>('path_changed', { to: other, basis: null, on: today, reasons: '' })
  const { to, basis, on, reasons } = form.fields
  const establishedOn = soundDay(on, { from: file.openedOn, today })
  const words = wordsOrNull(reasons)
  const mayChange = may('action.path_changed') && isInWork(file)
  const submit = () =>
    void form.send({
      type: 'path_changed',
      payload: basis && establishedOn && words ? { to, basis, reasons: words, establishedOn } : null,
      on: establishedOn,
      said: t(file.path === to ? `protection.panel.path.now_${to}` : `protection.panel.second.said_${to}`),
    })
  return (
    <Section title={t('protection.panel.path.title')} about={t(`protection.panel.path.about_${file.path}`)}>
      <Stack>
        <KeyValueList
          items={[
            { label: t('protection.panel.path.path'), value: t(`protection.panel.path.${file.path}`) },
            { label: t('protection.panel.path.age'), value: t(`protection.panel.path.said.${file.ageStatement}`) },
            { label: t('protection.panel.path.basis'), value: t(`protection.panel.path.basis.${file.ageBasis}`) },
          ]}
        />
        <PathWaiting />
        {mayChange && !form.open && (
          <Row>
            {other === 'child' && (
              <Button icon="flag" onPress={() => form.begin({ to: 'child', basis: 'disputed' })}>
                {t('protection.panel.path.doubt')}
              </Button>
            )}
            {file.path === 'child' && file.ageStatement === 'not_sure' && (
              <Button onPress={() => form.begin({ to: 'child' })}>
                {t('protection.panel.path.established_child')}
              </Button>
            )}
            <Button onPress={() => form.begin({ to: other })}>{t(`protection.panel.path.established_${other}`)}</Button>
          </Row>
        )}
        {mayChange && form.open && (
          <ActionForm
            form={form}
            title={t(`protection.panel.path.change_${to}`)}
            submit={t(`protection.panel.path.submit_${to}`)}
            onSubmit={submit}
            before={
              <Callout tone="notice" title={t('protection.panel.path.follows')}>
                <Stack gap="xs">
                  <Text>{t(`protection.panel.path.follows_${to}`)}</Text>
                  <Text>{t(`protection.panel.path.follows_${to}_consent`)}</Text>
                </Stack>
              </Callout>
            }
          >
            <ChoiceField
              label={t('protection.panel.path.on_what')}
              help={to === 'adult' ? t('protection.panel.path.on_what_adult') : undefined}
              required
              error={missingChoice(t, form.tried, basis)}
              value={basis}
              onChange={(next) => form.set({ basis: BASES[to].find((one) => one === next) ?? null })}
              options={BASES[to].map((one) => ({ value: one, label: t(`protection.panel.path.basis.${one}`) }))}
            />
            <DayField
              label={t('protection.panel.path.since')}
              value={on}
              onChange={(day) => form.set({ on: day })}
              tried={form.tried}
            />
            <LongText
              label={t('protection.panel.path.reasons')}
              help={t('protection.panel.path.reasons_help')}
              required
              error={missingText(t, form.tried, reasons)}
              maxLength={4000}
              value={reasons}
              onChange={(text) => form.set({ reasons: text })}
            />
          </ActionForm>
        )}
      </Stack>
    </Section>
  )
}
