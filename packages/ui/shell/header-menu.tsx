import { type ReactNode, useState } from 'react'
import { later, useLater } from '../providers/later.ts'
import type { IconName } from '../show/icon.tsx'
import type * as Menus from './menus.tsx'
import { MenuButton, type MenuButtonProps } from './menu-button.tsx'

const menus = later<typeof Menus>(() => import('./menus.tsx'))

export interface HeaderMenuProps {
  readonly icon: IconName
  readonly label: string
  readonly words?: string
  readonly name: string
  /** The menu itself, with its button; fetched when it is first opened. */
  readonly children: (menus: typeof Menus, button: MenuButtonProps) => ReactNode
}

/** A button of the header whose menu comes when it is first pressed, and opens then. */
export function HeaderMenu({ icon, label, words, name, children }: HeaderMenuProps) {
  const [asked, setAsked] = useState(false)
  const here = useLater(menus, asked)
  const button = { icon, label, name, ...(words === undefined ? {} : { words }) }
  if (asked && here) return children(here, button)
  return (
    <MenuButton
      {...button}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setAsked(true)}
      // On its way before it is pressed.
      onPointerEnter={menus.ahead}
    />
  )
}
