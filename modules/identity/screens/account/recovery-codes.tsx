import { Button, Callout, CheckboxField, CopyText, Row, Stack, useMessages } from '@gloact/ui'
import { useState } from 'react'

interface RecoveryCodesProps {
  readonly codes: readonly string[]
  readonly onKept: () => void
}

/** Recovery codes, shown this once: to be printed and put where nobody else looks. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const { t } = useMessages()
  const [kept, setKept] = useState(false)
  return (
    <Stack>
      <Callout tone="notice" title={t('identity.recovery.once')}>
        {t('identity.recovery.about')}
      </Callout>
      <ol dir="ltr">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Row>
        <Button icon="print" onPress={() => window.print()}>
          {t('identity.recovery.print')}
        </Button>
        <CopyText text={codes.join('\n')} label={t('identity.recovery.copy')} />
      </Row>
      <CheckboxField label={t('identity.recovery.kept')} value={kept} onChange={setKept} />
      <Row>
        <Button kind="primary" disabled={!kept} onPress={onKept}>
          {t('identity.recovery.go_on')}
        </Button>
      </Row>
    </Stack>
  )
}
