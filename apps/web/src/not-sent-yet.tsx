import { ShellMark, useDraftCount, useMessages } from '@gloact/ui'
import { modules } from './modules.ts'

const kept = modules.flatMap(({ unsent }) => unsent ?? [])
const counts = (key: string): boolean => kept.some((one) => one.counts(key))

/** A mark on every page where something typed on this device is not sent yet; nothing where all of it is. */
export function NotSentYet() {
  const { t } = useMessages()
  const count = useDraftCount(counts)
  const [first] = kept
  if (count === 0 || !first) return null
  return (
    <ShellMark to={first.path} icon="device" label={t(first.label, { count })} name={t(first.name)} count={count} />
  )
}
