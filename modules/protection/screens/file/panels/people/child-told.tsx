import { asInstant } from '@gloact/kernel'
import { Button, Callout, Stack, Text, useMessages } from '@gloact/ui'
import { NumbersToCall } from '../../../contact/numbers-to-call.tsx'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useMe } from '../../../panel/use-me.ts'
import { useWords } from '../../../panel/use-words.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { childToldState } from './child-told-state.ts'

/** Whether the authority for the protection of children knows of the child, who received it there and when; and for its officer, the button. */
export function ChildTold() {
  const { file, rules, today, may } = useFile()
  const { t, agency, formatList } = useWords()
  const { formatInstant } = useMessages()
  const me = useMe()
  const receiving = usePanelForm<Record<string, never>>('child_received', {})
  const state = childToldState(file, rules, today)
  if (state === null) return null
  const own = file.childTold.find(({ agencyId }) => agencyId === me?.agencyId)
  const mayReceive = own?.received === null && may('action.child_received')
  const receive = () =>
    void receiving.send({
      type: 'child_received',
      payload: me === undefined ? null : { agencyId: me.agencyId },
      said: t('protection.child_told.received_said'),
    })
  return (
    <Callout
      tone={state === 'received' ? 'success' : 'notice'}
      title={t('protection.child_told.title')}
      actions={
        mayReceive ? (
          <Button kind="primary" icon="check" busy={receiving.busy} onPress={receive}>
            {t('protection.child_told.receive')}
          </Button>
        ) : undefined
      }
    >
      <Stack gap="xs">
        {mayReceive && <Text>{t('protection.child_told.receive_about', { agency: agency(file.agencyId) })}</Text>}
        {file.childTold.map(({ agencyId, toldAt, received }) => (
          <Text key={agencyId} tone="strong">
            {t(`protection.child_told.${received ? 'received' : 'told'}`, {
              agency: agency(agencyId),
              at: formatInstant(asInstant(received?.at ?? toldAt)),
            })}
          </Text>
        ))}
        {state === 'being_told' && (
          <Text tone="strong">
            {t('protection.child_told.being_told', {
              agencies: formatList(rules.childProtection.map(({ name }) => name)),
            })}
          </Text>
        )}
        {(state === 'waits' || state === 'not_told' || state === 'none') && (
          <Text tone="strong">{t(`protection.child_told.${state}`)}</Text>
        )}
        {(state === 'told' || state === 'received') && <Text tone="quiet">{t('protection.child_told.about')}</Text>}
        {state !== 'received' && !mayReceive && (
          <>
            <Text>{t('protection.child_told.call')}</Text>
            <NumbersToCall rules={rules} for={['child_protection']} />
          </>
        )}
      </Stack>
    </Callout>
  )
}
