import { Callout, Stack, Text, useMessages } from '@gloact/ui'
import type { BrowserFileRules } from '../rules.ts'
import { NumbersToCall } from './numbers-to-call.tsx'
import { Points } from './points.tsx'

const DO_NOW = ['move', 'emergency', 'hurt', 'stay', 'nobody_told', 'tell_supervisor'] as const

/** The person is not safe: what to do before any further question. */
export function UrgentPage({
  mayBeChild,
  rules,
}: {
  mayBeChild: boolean
  rules: Pick<BrowserFileRules, 'callNumbers'>
}) {
  const { t } = useMessages()
  return (
    <Stack>
      <Callout tone="danger" title={t('protection.contact.urgent.title')} urgent>
        {t('protection.contact.urgent.about')}
      </Callout>
      <NumbersToCall rules={rules} />
      <Points ordered>
        {[...DO_NOW, ...(mayBeChild ? (['child'] as const) : [])].map((step) => t(`protection.contact.urgent.${step}`))}
      </Points>
      <Text tone="quiet">{t('protection.contact.urgent.later')}</Text>
    </Stack>
  )
}
