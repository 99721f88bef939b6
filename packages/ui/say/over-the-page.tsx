import { useNotifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { laterComponent, useEver } from '../providers/later.ts'
import { ConfirmProvider } from './confirm.tsx'

/**
 * Toasts, and questions before what cannot be undone. Inside whatever catches errors: they are fetched when they are
 * wanted, and a fetch that fails is said there.
 */
export function OverThePage({ children }: { children: ReactNode }) {
  return (
    <>
      <Toasts />
      <ConfirmProvider>{children}</ConfirmProvider>
    </>
  )
}

const Said = laterComponent(() => import('./toasts.tsx').then((file) => file.Toasts))

/** What `useToast` says. A sentence said before they are here is shown when they are. */
function Toasts() {
  const { notifications } = useNotifications()
  return useEver(notifications.length > 0) && <Said position="bottom-center" limit={3} />
}
