import { Button, useClient, useMessages } from '@gloact/ui'
import { startSingleSignOn } from '../../contract/single-sign-on.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useSession } from '../session.ts'

/** Leads to the ministry's own provider, where one is configured; with a link's token, to connect its account. */
export function SingleSignOnButton({ invitation }: { readonly invitation?: string }) {
  const { t } = useMessages()
  const client = useClient()
  const provider = useSession()?.singleSignOn
  const { busy, problem, send } = useSending()
  if (!provider) return null
  const go = async () => {
    const begun = await send(client.call(startSingleSignOn, { body: invitation === undefined ? {} : { invitation } }))
    if (begun) location.assign(begun.url)
  }
  const { name } = provider
  return (
    <>
      <Button icon="agency" busy={busy} onPress={() => void go()}>
        {invitation === undefined
          ? t('identity.single_sign_on.button', { name })
          : t('identity.single_sign_on.join', { name })}
      </Button>
      <ProblemNote problem={problem} />
    </>
  )
}
