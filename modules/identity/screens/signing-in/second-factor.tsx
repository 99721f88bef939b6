import { Card, Narrow, PageHeader, Stack, useMessages, useNavigation } from '@gloact/ui'
import { useState } from 'react'
import { AuthenticatorSetup } from '../account/authenticator-setup.tsx'
import { PasskeySetup } from '../account/passkey-setup.tsx'
import { RecoveryCodes } from '../account/recovery-codes.tsx'
import { useRefreshSession } from '../session.ts'
import { passkeysWork } from '../web-authn.ts'

/** For the person who opens files and has only a password yet: an authenticator or a passkey, then the codes to print. */
export function SecondFactor() {
  const { t } = useMessages()
  const { go } = useNavigation()
  const refresh = useRefreshSession()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const finish = async () => {
    await refresh()
    go('/', { replace: true })
  }
  const added = async (given: readonly string[]) => {
    if (given.length > 0) setCodes(given)
    else await finish()
  }
  if (codes !== null) {
    return (
      <Narrow>
        <PageHeader title={t('identity.recovery.title')} />
        <RecoveryCodes codes={codes} onKept={() => void finish()} />
      </Narrow>
    )
  }
  return (
    <Narrow>
      <Stack>
        <PageHeader title={t('identity.second_factor.title')} about={t('identity.second_factor.about')} />
        <Card title={t('identity.authenticator.title')} level={2}>
          <AuthenticatorSetup onAdded={(given) => void added(given)} />
        </Card>
        {passkeysWork() && (
          <Card title={t('identity.passkey.title')} level={2}>
            <PasskeySetup onAdded={(given) => void added(given)} />
          </Card>
        )}
      </Stack>
    </Narrow>
  )
}
