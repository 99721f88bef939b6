import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { Menu } from '@mantine/core'
import type { LanguageFacts } from '@gloact/messages'
import type { ReactNode } from 'react'
import { type ColorScheme, useColorScheme, useContrast } from '../providers/color-scheme.ts'
import { useMessages } from '../providers/messages.tsx'
import { type ActionMenuItem, MenuItems } from '../press/action-menu.tsx'
import { MenuButton, type MenuButtonProps } from './menu-button.tsx'

/** A menu of the header, open: it was asked for when it was fetched. */
function OpenMenu({ button, children }: { button: MenuButtonProps; children: ReactNode }) {
  return (
    <Menu position="bottom-end" shadow="md" withinPortal defaultOpened>
      <Menu.Target>
        <MenuButton {...button} />
      </Menu.Target>
      {children}
    </Menu>
  )
}

const SCHEMES = ['light', 'dark', 'auto'] as const satisfies readonly ColorScheme[]

export function SchemeMenu({ button }: { button: MenuButtonProps }) {
  const { t } = useMessages()
  const { scheme, choose } = useColorScheme()
  const { contrast, choose: setContrast } = useContrast()
  return (
    <OpenMenu button={button}>
      <Menu.Dropdown>
        <Menu.RadioGroup value={scheme} onChange={(next) => choose(SCHEMES.find((one) => one === next) ?? 'auto')}>
          {SCHEMES.map((one) => (
            <Menu.RadioItem key={one} value={one} closeMenuOnClick>
              {t(`ui.scheme.${one}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.CheckboxItem checked={contrast === 'more'} onChange={(on) => setContrast(on ? 'more' : 'auto')}>
          {t('ui.contrast.more')}
        </Menu.CheckboxItem>
      </Menu.Dropdown>
    </OpenMenu>
  )
}

export interface LanguageMenuProps {
  readonly button: MenuButtonProps
  readonly languages: readonly LanguageFacts[]
  readonly language: string
  readonly onLanguage: (tag: string) => void
}

export function LanguageMenu({ button, languages, language, onLanguage }: LanguageMenuProps) {
  return (
    <OpenMenu button={button}>
      <Menu.Dropdown>
        <Menu.RadioGroup value={language} onChange={onLanguage}>
          {languages.map(({ tag, name, direction }) => (
            <Menu.RadioItem key={tag} value={tag} closeMenuOnClick>
              <span lang={tag} dir={direction}>
                {name}
              </span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </OpenMenu>
  )
}

export interface AccountMenuProps {
  readonly button: MenuButtonProps
  readonly items: readonly ActionMenuItem[]
  readonly head: string
}

export function AccountMenu({ button, items, head }: AccountMenuProps) {
  return (
    <OpenMenu button={button}>
      <MenuItems items={items} head={head} />
    </OpenMenu>
  )
}
