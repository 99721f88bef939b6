import { ErrorState, useMessages, useOnline } from '@gloact/ui'

/**
 * A bug, or a part that could not be fetched: said plainly, with what is safe. A browser remembers for as long as a page
 * lives that a file of code could not be fetched, so the page is loaded again; without a connection that would leave nothing.
 */
export function Broken({ reset }: { readonly reset?: () => void }) {
  const { t } = useMessages()
  const online = useOnline()
  const again = online ? () => location.reload() : reset
  return <ErrorState title={t('web.broken')} safe={t('web.typed_is_kept')} {...(again && { onRetry: again })} />
}
