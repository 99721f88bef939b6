import { Button, Callout, LongText, Row, Stack, Text } from '@gloact/ui'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { Paragraphs } from '../../../panel/paragraphs.tsx'
import { isInWork } from '../../../panel/file-status.ts'
import { missingText, wordsOrNull } from '../../../panel/text-problem.ts'
import { useMe } from '../../../panel/use-me.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

/** A decision that other members of the authority have still to agree with: what it says, and agreeing or sending it back. */
export function DecisionWaiting() {
  const { file, may } = useFile()
  const { t, staff, formatDate } = useWords()
  const me = useMe()
  const agreeing = usePanelForm<Record<string, never>>('decision_agreed', {})
  const returning = usePanelForm<{ readonly reasons: string }>('decision_sent_back', { reasons: '' })
  const waits = file.decisionWaits
  if (waits === null) return null
  const { actionId, payload } = waits.decision
  const inWork = isInWork(file) && me !== undefined
  const hasAgreed = me !== undefined && waits.agreedBy.includes(me.userId)
  const mayAgree = may('action.decision_agreed') && inWork && !hasAgreed
  const mayReturn = may('action.decision_sent_back') && inWork
  const reasons = wordsOrNull(returning.fields.reasons)
  return (
    <Callout
      tone="notice"
      title={t('protection.decision.waits', { agreed: waits.agreedBy.length, members: payload.members ?? 1 })}
    >
      <Stack gap="sm">
        <Text tone="strong">
          {t(`protection.decision.outcome.${payload.kind}.${payload.outcome}`)} · {formatDate(payload.decidedOn)}
        </Text>
        <Text>{payload.legalBasis}</Text>
        <Paragraphs text={payload.reasons} />
        <Text tone="quiet">
          {t('protection.decision.waits_agreed', { who: waits.agreedBy.map((id) => staff(id)).join(', ') })}
        </Text>
        <Text tone="quiet">{t('protection.decision.waits_about')}</Text>
        {!agreeing.open && !returning.open && (
          <Row>
            {mayAgree && (
              <Button kind="primary" icon="check" onPress={() => agreeing.begin()}>
                {t('protection.decision.agree')}
              </Button>
            )}
            {mayReturn && (
              <Button icon="undo" onPress={() => returning.begin()}>
                {t('protection.decision.send_back')}
              </Button>
            )}
          </Row>
        )}
        {mayAgree && agreeing.open && (
          <ActionForm
            form={agreeing}
            title={t('protection.decision.agree')}
            submit={t('protection.decision.agree_submit')}
            onSubmit={() =>
              void agreeing.send({
                type: 'decision_agreed',
                payload: { decisionId: actionId },
                said: t('protection.decision.agreed_said'),
              })
            }
          >
            <Text>{t('protection.decision.agree_about')}</Text>
          </ActionForm>
        )}
        {mayReturn && returning.open && !agreeing.open && (
          <ActionForm
            form={returning}
            title={t('protection.decision.send_back')}
            submit={t('protection.decision.send_back')}
            onSubmit={() =>
              void returning.send({
                type: 'decision_sent_back',
                payload: reasons === null ? null : { decisionId: actionId, reasons },
                said: t('protection.decision.sent_back_said'),
              })
            }
          >
            <LongText
              label={t('protection.panel.path.reasons')}
              required
              error={missingText(t, returning.tried, returning.fields.reasons)}
              maxLength={4_000}
              value={returning.fields.reasons}
              onChange={(text) => returning.set({ reasons: text })}
            />
          </ActionForm>
        )}
      </Stack>
    </Callout>
  )
}
