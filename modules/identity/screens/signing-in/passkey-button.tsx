import { Button, useClient, useMessages, useToast } from '@gloact/ui'
import { useState } from 'react'
import { signInWithPasskey, startPasskeySignIn } from '../../contract/sign-in.ts'
import { answerWithPasskey, passkeysWork } from '../web-authn.ts'

/** Signs in with a passkey. Not there where the browser has none, such as on an address without TLS. */
export function PasskeyButton({ onSignedIn }: { readonly onSignedIn: () => Promise<void> }) {
  const { t } = useMessages()
  const client = useClient()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  if (!passkeysWork()) return null

  async function signIn(): Promise<boolean | null> {
    const started = await client.call(startPasskeySignIn)
    if (!started.ok) return false
    const response = await answerWithPasskey(started.value.options)
    if (response === null) return null
    const { challengeId } = started.value
    return (await client.call(signInWithPasskey, { body: { challengeId, response } })).ok
  }

  const press = async () => {
    setBusy(true)
    const signedIn = await signIn()
    setBusy(false)
    if (signedIn === true) await onSignedIn()
    else if (signedIn === false) toast.say(t('identity.passkey_failed'), { tone: 'notice' })
  }
  return (
    <Button icon="key" busy={busy} onPress={() => void press()}>
      {t('identity.sign_in.passkey')}
    </Button>
  )
}
