import { Menu, UnstyledButton } from '@mantine/core'
import type { LanguageFacts } from '@gloact/messages'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type ColorScheme, useColorScheme, useContrast } from '../providers/color-scheme.ts'
import { useLeaveNow } from '../providers/leave-now.tsx'
import { useMessages } from '../providers/messages.tsx'
import { isTraining } from '../providers/training.ts'
import { useLinkProps, useNavigation } from '../providers/navigation.tsx'
import { type ActionMenuItem, MenuItems } from '../press/action-menu.tsx'
import { IconButton } from '../press/icon-button.tsx'
import { Icon, type IconName } from '../show/icon.tsx'
import styles from './app-shell.module.css'
import { NavigationList, type ShellNavGroup } from './navigation.tsx'
import { SideDrawer } from './side-drawer.tsx'
import { TrainingBand, TrainingMark } from './training-band.tsx'

export interface ShellAccount {
  readonly name: string
  /** The agency, the role. */
  readonly about: string
  readonly items: readonly ActionMenuItem[]
}

export interface AppShellProps {
  readonly product: string
  /** None: no navigation (sign-in, a wizard). */
  readonly groups: readonly ShellNavGroup[]
  readonly search?: ReactNode
  /** A mark beside the menus: what is not sent yet. */
  readonly mark?: ReactNode
  /** Said on every page: that it is a demonstration, that there is no connection. */
  readonly banner?: ReactNode
  readonly languages: readonly LanguageFacts[]
  readonly language: string
  readonly onLanguage: (tag: string) => void
  /** Null where nobody is signed in. */
  readonly account: ShellAccount | null
  readonly children: ReactNode
}

/** The frame around every page. */
export function AppShell(props: AppShellProps) {
  const { product, groups, search, mark, banner, languages, language, onLanguage, account, children } = props
  const { t } = useMessages()
  const { path } = useNavigation()
  const leave = useLeaveNow()
  const home = useLinkProps('/')
  const [open, setOpen] = useState(false)
  const main = useRef<HTMLElement>(null)
  const shownPath = useRef(path)

  // A keyboard or a screen reader goes on from the new page, not from the link that led there.
  useEffect(() => {
    if (shownPath.current === path) return
    shownPath.current = path
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [path])

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t('ui.shell.skip')}
      </a>
      {isTraining() && <TrainingBand />}
      {banner === undefined || banner === null ? null : <div className={styles.banner}>{banner}</div>}
      <header className={styles.header}>
        {groups.length > 0 && (
          <div className={styles.burger}>
            <IconButton icon="menu" label={t('ui.shell.menu')} onPress={() => setOpen(true)} />
          </div>
        )}
        <a className={styles.product} {...home}>
          {isTraining() ? <TrainingMark>{product}</TrainingMark> : product}
        </a>
        {search === undefined ? null : <div className={styles.search}>{search}</div>}
        <div className={styles.menus}>
          {mark}
          <IconButton icon="eye-off" label={t('ui.leave.now')} onPress={leave} />
          <SchemeMenu />
          {languages.length > 1 && <LanguageMenu languages={languages} language={language} onLanguage={onLanguage} />}
          {account && <AccountMenu account={account} />}
        </div>
      </header>
      <div className={styles.frame}>
        {groups.length > 0 && (
          <>
            <nav className={styles.side} aria-label={t('ui.shell.navigation')}>
              <div className={styles.sideInner}>
                <NavigationList groups={groups} />
              </div>
            </nav>
            <SideDrawer title={product} open={open} onClose={() => setOpen(false)}>
              <nav aria-label={t('ui.shell.navigation')}>
                <NavigationList groups={groups} onGo={() => setOpen(false)} />
              </nav>
            </SideDrawer>
          </>
        )}
        <main id="main" ref={main} tabIndex={-1} className={styles.main}>
          <div className={styles.content}>{children}</div>
        </main>
      </div>
    </div>
  )
}

export interface ShellMarkProps {
  readonly to: string
  readonly icon: IconName
  /** The whole sentence; read aloud, and shown where the pointer rests. */
  readonly label: string
  readonly count: number
}

/** A small mark beside the menus that leads somewhere: its icon, and how many. */
export function ShellMark({ to, icon, label, count }: ShellMarkProps) {
  const link = useLinkProps(to)
  return (
    <a className={styles.menuButton} aria-label={label} title={label} {...link}>
      <Icon name={icon} size={22} />
      <span aria-hidden>{count}</span>
    </a>
  )
}

interface MenuButtonProps {
  readonly icon: IconName
  readonly label: string
  /** Shown where there is room. */
  readonly words?: string
  readonly children: ReactNode
}

function MenuButton({ icon, label, words, children }: MenuButtonProps) {
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <UnstyledButton className={styles.menuButton} aria-label={label} title={label}>
          <Icon name={icon} size={22} />
          {words === undefined ? null : <span className={styles.menuWords}>{words}</span>}
        </UnstyledButton>
      </Menu.Target>
      {children}
    </Menu>
  )
}

const SCHEMES = ['light', 'dark', 'auto'] as const satisfies readonly ColorScheme[]

function SchemeMenu() {
  const { t } = useMessages()
  const { scheme, shown, choose } = useColorScheme()
  const { contrast, choose: setContrast } = useContrast()
  return (
    <MenuButton icon={shown === 'dark' ? 'moon' : 'sun'} label={t('ui.scheme.label')}>
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
    </MenuButton>
  )
}

type LanguageMenuProps = Pick<AppShellProps, 'languages' | 'language' | 'onLanguage'>

function LanguageMenu({ languages, language, onLanguage }: LanguageMenuProps) {
  const { t } = useMessages()
  const current = languages.find(({ tag }) => tag === language)?.name ?? language
  return (
    <MenuButton icon="language" label={t('ui.language.label', { language: current })} words={current}>
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
    </MenuButton>
  )
}

function AccountMenu({ account }: { account: ShellAccount }) {
  const { t } = useMessages()
  return (
    <MenuButton icon="user" label={t('ui.account.label', { name: account.name })} words={account.name}>
      <MenuItems items={account.items} head={account.about} />
    </MenuButton>
  )
}
