import { signOut } from '@gloact/identity/contract/session'
import { holdsDrafts } from '@gloact/offline'
import { type ShellAccount, useClient, useMessages, useNavigation } from '@gloact/ui'
import { useQueryClient } from '@tanstack/react-query'
import { keepPreferences } from './preferences.ts'
import { modules } from './modules.ts'
import { type CurrentSession, SESSION_KEY } from './session.ts'

/** The training sandbox stands on an address of its own; it is not told where the reader came from. */
const sandboxAt = (url: string, label: string): ShellAccount['items'][number] => ({
  label,
  icon: 'book',
  onChoose: () => void window.open(url, '_blank', 'noopener,noreferrer'),
})

/** The account menu of who is signed in: the pages of the `account` kind that modules have, and the way out. */
export function useAccount(session: CurrentSession | null): ShellAccount | null {
  const { t } = useMessages()
  const { go } = useNavigation()
  const client = useClient()
  const queries = useQueryClient()
  if (!session?.principal) return null

  const leave = async () => {
    // What was typed and not sent stays sealed on the device; where there is nothing, the server has the browser clear it all.
    const keep = await holdsDrafts()
    const restore = keepPreferences()
    const left = await client.call(signOut, { query: keep ? { keep: 'drafts' } : {} })
    // What was read stays in no memory.
    for (const module of modules) module.forget?.()
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] })
    if (left.ok && !keep) {
      restore()
      // Nothing of this page may go on with a storage that is no longer there.
      location.replace('/')
      return
    }
    go('/')
    await queries.invalidateQueries({ queryKey: SESSION_KEY })
  }

  const pages = modules.flatMap(({ account = [] }) => account)
  return {
    name: session.principal.displayName,
    about: session.principal.agencyName,
    items: [
      ...pages.map(({ label, path, icon }) => ({ label: t(label), to: path, icon: icon ?? 'user' })),
      ...(session.trainingUrl === null ? [] : [sandboxAt(session.trainingUrl, t('web.practise'))]),
      { label: t('web.sign_out'), icon: 'sign-out', onChoose: () => void leave() },
    ],
  }
}
