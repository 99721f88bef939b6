import { lockSession } from '@gloact/identity/contract/session'
import { useQueryClient } from '@tanstack/react-query'
import { Button, EmptyState, useClient } from '@gloact/ui'
import { useCallback, type ReactNode } from 'react'
import { useChildrenWords } from './children-words.ts'
import { useLeftAlone } from './use-left-alone.ts'

/** A screen that a child has in hand: left alone for two minutes it closes, and the session behind it is locked. */
export function HandedToChild({ children }: { readonly children: ReactNode }) {
  const { t } = useChildrenWords()
  const client = useClient()
  const queries = useQueryClient()
  const lock = useCallback(() => {
    // Without a connection the page is closed all the same.
    void client.call(lockSession).then(() => queries.invalidateQueries({ queryKey: ['session'] }))
  }, [client, queries])
  const { left, comeBack } = useLeftAlone(lock)
  if (!left) return children
  return (
    <EmptyState
      icon="lock"
      title={t('children.explain.closed')}
      about={t('children.explain.closed_about')}
      action={<Button onPress={comeBack}>{t('children.explain.open')}</Button>}
    />
  )
}
