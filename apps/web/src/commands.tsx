import { CommandBox, useMessages, useNavigation } from '@gloact/ui'
import { modules } from './modules.ts'
import { type CurrentSession, holdsRole } from './session.ts'

/** "Find a file or do something": every page that the roles open, and what modules do with a text. */
export function Commands({ session }: { session: CurrentSession }) {
  const { t } = useMessages()
  const { go } = useNavigation()
  const pages = modules.flatMap(({ navigation, account = [] }) => [...navigation, ...account])
  const commands = pages
    .filter(({ roles }) => holdsRole(session, roles))
    .map(({ path, label, icon }) => ({ id: path, label: t(label), icon: icon ?? 'forward', onRun: () => go(path) }))
  const textCommands = modules
    .flatMap((module) => module.textCommands ?? [])
    .filter(({ roles }) => holdsRole(session, roles))
    .map(({ id, label, icon, open }) => ({
      id,
      label: (text: string) => t(label, { text }),
      icon: icon ?? 'search',
      onRun: (text: string) => open(text, go),
    }))
  return <CommandBox label={t('web.find')} commands={commands} textCommands={textCommands} />
}
