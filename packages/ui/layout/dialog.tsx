import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { isBehindLock } from '../shell/lock-screen.tsx'

export interface DialogProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly size?: 'sm' | 'md' | 'lg'
  readonly children: ReactNode
}

const WIDTHS = { sm: '26rem', md: '36rem', lg: '52rem' } as const

/** Something that has to be settled before going on. Esc closes it; the focus goes back to where it was. */
export function Dialog({ title, open, onClose, size = 'md', children }: DialogProps) {
  const { t } = useMessages()
  return (
    <Modal
      opened={open}
      // The kit hears Esc wherever it is pressed, also in a lock that stands in front.
      onClose={() => isBehindLock() || onClose()}
      title={title}
      // A press beside it is no decision: what is typed in it would be gone.
      closeOnClickOutside={false}
      size={WIDTHS[size]}
      centered
      closeButtonProps={{ 'aria-label': t('ui.close'), size: 'lg' }}
      styles={{ title: { fontWeight: 600, fontSize: '1.125rem' } }}
    >
      {children}
    </Modal>
  )
}
