import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Drawer.layer.css'
import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMessages } from '../providers/messages.tsx'

export interface SideDrawerProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What stands beside the page where there is room, and slides in over it where there is none. */
export function SideDrawer({ title, open, onClose, children }: SideDrawerProps) {
  const { t } = useMessages()
  return (
    <Drawer
      opened={open}
      onClose={onClose}
      title={title}
      // The kit's "left" is where a line begins: the right side in Arabic.
      position="left"
      size="min(20rem, 86vw)"
      closeButtonProps={{ 'aria-label': t('ui.close'), size: 'lg' }}
      styles={{ title: { fontWeight: 600 } }}
    >
      {children}
    </Drawer>
  )
}
