import { notifications } from '@mantine/notifications'
import { useMemo } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { Icon, type IconName } from '../show/icon.tsx'

export type ToastTone = 'plain' | 'success' | 'notice' | 'danger'

export interface Toast {
  /** A short sentence about what was just done. It goes by itself: nothing that has to be read stands only here. */
  readonly say: (text: string, options?: { readonly tone?: ToastTone }) => void
}

const SHAPES = { plain: 'info', success: 'check', notice: 'bell', danger: 'warning' } as const satisfies Record<
  ToastTone,
  IconName
>

const COLOURS = { plain: 'accent', success: 'accent', notice: 'yellow.9', danger: 'red.9' } as const

export function useToast(): Toast {
  const { t } = useMessages()
  return useMemo(
    () => ({
      say(text, { tone = 'plain' } = {}) {
        notifications.show({
          message: text,
          color: COLOURS[tone],
          icon: <Icon name={SHAPES[tone]} size={18} />,
          autoClose: 7000,
          withBorder: true,
          closeButtonProps: { 'aria-label': t('ui.close') },
        })
      },
    }),
    [t],
  )
}
