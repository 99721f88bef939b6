import { Button, Callout, LongText, Row, Stack, Text } from '@gloact/ui'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { Paragraphs } from '../../../panel/paragraphs.tsx'
import { isInWork } from '../../../panel/file-status.ts'
import { missingText, wordsOrNull } from '../../../panel/text-problem.ts'
import { useMe } from '../../../panel/use-me.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

/** A change of path that waits for a second person: what holds meanwhile, and confirming or returning it. */
export function PathWaiting() {
  const { file, may } = useFile()
  const { t, staff, formatDate } = useWords()
  const me = useMe()
  const confirming = usePanelForm<Record<string, never>>('path_confirmed', {})
  const returning = usePanelForm<{ readonly reasons: string }>('path_returned', { reasons: '' })
  const waits = file.pathWaits
  if (waits === null)
    return file.consentStillAsked ? <Callout>{t('protection.panel.second.path_unconfirmed')}</Callout> : null
  const isOwn = me?.userId === waits.actor
  const inWork = isInWork(file) && me !== undefined
  const mayConfirm = may('action.path_confirmed') && inWork && !isOwn
  const mayReturn = may('action.path_returned') && inWork
  const { to, basis, reasons, establishedOn } = waits.payload
  const words = wordsOrNull(returning.fields.reasons)
  return (
    <Callout tone="notice" title={t(`protection.panel.second.path_${to}`, { who: staff(waits.actor) })}>
      <Stack gap="sm">
        <Text>{t(`protection.panel.second.path_${to}_about`)}</Text>
        <Text>
          {t(`protection.panel.path.basis.${basis}`)} · {formatDate(establishedOn)}
        </Text>
        <Paragraphs text={reasons} />
        {isOwn && <Text tone="quiet">{t('protection.panel.second.own')}</Text>}
        {!confirming.open && !returning.open && (
          <Row>
            {mayConfirm && (
              <Button kind="primary" icon="check" onPress={() => confirming.begin()}>
                {t('protection.panel.second.path_confirm')}
              </Button>
            )}
            {mayReturn && (
              <Button icon="undo" onPress={() => returning.begin()}>
                {t('protection.panel.second.path_return')}
              </Button>
            )}
          </Row>
        )}
        {mayConfirm && confirming.open && (
          <ActionForm
            form={confirming}
            title={t('protection.panel.second.path_confirm')}
            submit={t('protection.panel.second.confirm')}
            onSubmit={() =>
              void confirming.send({
                type: 'path_confirmed',
                payload: { changeId: waits.actionId },
                said: t('protection.panel.second.confirmed_said'),
              })
            }
          >
            <Text>{t(`protection.panel.second.path_${to}_check`)}</Text>
          </ActionForm>
        )}
        {mayReturn && returning.open && !confirming.open && (
          <ActionForm
            form={returning}
            title={t('protection.panel.second.path_return')}
            submit={t('protection.panel.second.path_return')}
            onSubmit={() =>
              void returning.send({
                type: 'path_returned',
                payload: words === null ? null : { changeId: waits.actionId, reasons: words },
                said: t('protection.panel.second.returned_said'),
              })
            }
          >
            <LongText
              label={t('protection.panel.path.reasons')}
              required
              error={missingText(t, returning.tried, returning.fields.reasons)}
              maxLength={4000}
              value={returning.fields.reasons}
              onChange={(text) => returning.set({ reasons: text })}
            />
          </ActionForm>
        )}
      </Stack>
    </Callout>
  )
}
