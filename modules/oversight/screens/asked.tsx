import { AskedFor, type AskedForProps, useMessages } from '@gloact/ui'

/** What was asked for, once it is there, with this module’s words until then. */
export function Asked<Value>(of: Omit<AskedForProps<Value>, 'loading'>) {
  const { t } = useMessages()
  return <AskedFor loading={t('oversight.loading')} {...of} />
}

/** Says a code in the words that the first of these families of sentences has for it; the code itself where none has. */
export function useCodeWords(): (code: string, ...families: readonly string[]) => string {
  const { t, has } = useMessages()
  return (code, ...families) => {
    const id = families.map((family) => `${family}.${code}`).find((each) => has(each))
    return id === undefined ? code.replaceAll('_', ' ') : t(id)
  }
}
