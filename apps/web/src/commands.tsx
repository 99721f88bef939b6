import { CommandBox, type ModuleCommand, useMessages, useNavigation } from '@gloact/ui'
import { useEffect, useState } from 'react'
import { useKeyboardHelp } from './keyboard-help.ts'
import { KEYBOARD_PATH } from './keyboard-path.ts'
import { modules } from './modules.ts'
import { type CurrentSession, holdsRole } from './session.ts'

/** "Find a file or do something": every page that the roles open, and what modules do with a text. */
export function Commands({ session }: { session: CurrentSession }) {
  const { t } = useMessages()
  const { go } = useNavigation()
  const pages = modules.flatMap(({ navigation, account = [] }) => [...navigation, ...account])
  const pageCommands = pages
    .filter(({ roles }) => holdsRole(session, roles))
    .map(({ path, label, icon }) => ({ id: path, label: t(label), icon: icon ?? 'forward', onRun: () => go(path) }))
  const textCommands = modules
    .flatMap((module) => module.textCommands ?? [])
    .filter(({ roles }) => holdsRole(session, roles))
    .map(({ id, label, icon, open, offered }) => ({
      id,
      label: (text: string) => t(label, { text }),
      icon: icon ?? 'search',
      ...(offered === undefined ? {} : { offered }),
      onRun: (text: string) => open(text, go),
    }))
  const ofModules = useOffered().map(({ id, label, params, icon, path }) => ({
    id,
    label: t(label, params),
    icon: icon ?? 'forward',
    onRun: () => go(path),
  }))
  const keyboard = {
    id: KEYBOARD_PATH,
    label: t('web.keyboard.title'),
    icon: 'key' as const,
    onRun: () => go(KEYBOARD_PATH),
  }
  useKeyboardHelp(go)
  const commands = [...ofModules, ...pageCommands, keyboard]
  return <CommandBox label={t('web.find')} commands={commands} textCommands={textCommands} />
}

const offeredNow = (): readonly ModuleCommand[] => modules.flatMap(({ commands }) => commands?.current() ?? [])

/** What modules offer just now: the sections of an open file. */
function useOffered(): readonly ModuleCommand[] {
  const [offered, setOffered] = useState(offeredNow)
  useEffect(() => {
    const look = () => setOffered(offeredNow())
    const stops = modules.flatMap(({ commands }) => commands?.subscribe(look) ?? [])
    look()
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  return offered
}
