import { AskedFor, type AskedForProps, problemWords, useMessages } from '@gloact/ui'

/** What was asked for, once it is there, with this module’s words until then. */
export function Asked<Value>(of: Omit<AskedForProps<Value>, 'loading'>) {
  const { t } = useMessages()
  return <AskedFor loading={t('legislation.loading')} {...of} />
}

/** Says why something was refused. */
export function useRefusal() {
  const messages = useMessages()
  return (problem: Parameters<typeof problemWords>[1]) => problemWords(messages, problem)
}
