import { Button, Callout, Row, Section, Stack, Text } from '@gloact/ui'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { agreedSharings, sharingWords } from '../../../panel/consent-words.ts'
import { grantsOf } from '../../../panel/file-facts.ts'
import { isInWork } from '../../../panel/file-status.ts'
import { useMe } from '../../../panel/use-me.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

/** What was agreed after a refusal allows nothing until somebody else has confirmed that the person agreed. */
export function ConsentsWaiting() {
  const { file } = useFile()
  const { t } = useWords()
  const waiting = grantsOf(file).filter((grant) => grant.waits && grant.withdrawnOn === null)
  const consents = file.consents.filter(({ actionId }) => waiting.some(({ consentId }) => consentId === actionId))
  if (consents.length === 0) return null
  return (
    <Section title={t('protection.panel.second.consent_title')} level={3}>
      <Stack>
        {consents.map(({ actionId, actor }) => (
          <Waiting
            key={actionId}
            consentId={actionId}
            actor={actor}
            grants={waiting.filter(({ consentId }) => consentId === actionId)}
          />
        ))}
      </Stack>
    </Section>
  )
}

function Waiting({
  consentId,
  actor,
  grants,
}: {
  consentId: string
  actor: string
  grants: ReturnType<typeof grantsOf>
}) {
  const { file, today, may } = useFile()
  const { t, staff, sharing } = useWords()
  const me = useMe()
  const form = usePanelForm<Record<string, never>>(`consent_confirmed_${consentId}`, {})
  const isOwn = me?.userId === actor
  const mayConfirm = may('action.consent_confirmed') && isInWork(file) && me !== undefined && !isOwn
  return (
    <Callout tone="notice" title={t('protection.panel.second.consent_by', { who: staff(actor) })}>
      <Stack gap="sm">
        <Text>{t(isOwn ? 'protection.panel.second.own' : 'protection.panel.second.consent_about')}</Text>
        {agreedSharings(grants).map((agreed) => (
          <Text key={agreed.key}>{sharingWords(sharing, agreed, today)}</Text>
        ))}
        {mayConfirm && !form.open && (
          <Row>
            <Button kind="primary" icon="check" onPress={() => form.begin()}>
              {t('protection.panel.second.consent_confirm')}
            </Button>
          </Row>
        )}
        {mayConfirm && form.open && (
          <ActionForm
            form={form}
            title={t('protection.panel.second.consent_confirm')}
            level={4}
            submit={t('protection.panel.second.confirm')}
            onSubmit={() =>
              void form.send({
                type: 'consent_confirmed',
                payload: { consentId },
                said: t('protection.panel.second.confirmed_said'),
              })
            }
          >
            <Text>{t('protection.panel.second.consent_check')}</Text>
          </ActionForm>
        )}
      </Stack>
    </Callout>
  )
}
