import type { LanguageFacts } from '@gloact/messages'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useColorScheme } from '../providers/color-scheme.ts'
import { hasKeyboard } from '../providers/has-keyboard.ts'
import { laterComponent, useEver } from '../providers/later.ts'
import { useLeaveNow } from '../providers/leave-now.tsx'
import { useMessages } from '../providers/messages.tsx'
import { isTraining } from '../providers/training.ts'
import { useLinkProps, useNavigation } from '../providers/navigation.tsx'
import type { ActionMenuItem } from '../press/action-menu.tsx'
import styles from './app-shell.module.css'
import { isInBox, useBoxKey } from './box-key.ts'
import { HeaderMenu } from './header-menu.tsx'
import { MenuButton } from './menu-button.tsx'
import { NavigationList, type ShellNavGroup } from './navigation.tsx'
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

const SideDrawer = laterComponent(() => import('./side-drawer.tsx').then((file) => file.SideDrawer))

/** The frame around every page. */
export function AppShell(props: AppShellProps) {
  const { product, groups, search, mark, banner, languages, language, onLanguage, account, children } = props
  const { t } = useMessages()
  const { path } = useNavigation()
  const leave = useLeaveNow()
  const home = useLinkProps('/')
  const [open, setOpen] = useState(false)
  const drawer = useEver(open)
  const main = useRef<HTMLElement>(null)
  const shownPath = useRef(path)

  useBoxKey(search !== undefined)

  // A keyboard or a screen reader goes on from the new page, not from the link that led there. Where Ctrl-K was pressed while
  // the page was on its way, what is typed now belongs in the box.
  useEffect(() => {
    if (shownPath.current === path) return
    shownPath.current = path
    if (isInBox()) return
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
            <MenuButton
              icon="menu"
              label={t('ui.shell.menu')}
              name={t('ui.shell.menu_name')}
              onClick={() => setOpen(true)}
            />
          </div>
        )}
        <a className={styles.product} {...home}>
          {isTraining() ? <TrainingMark>{product}</TrainingMark> : product}
        </a>
        {search === undefined ? null : <div className={styles.search}>{search}</div>}
        <div className={styles.menus}>
          {mark}
          <MenuButton
            icon="eye-off"
            label={t(hasKeyboard() ? 'ui.leave.now' : 'ui.leave.now_touch')}
            name={t('ui.leave.name')}
            onClick={leave}
          />
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
            {drawer && (
              <SideDrawer title={product} open={open} onClose={() => setOpen(false)}>
                <nav aria-label={t('ui.shell.navigation')}>
                  <NavigationList groups={groups} onGo={() => setOpen(false)} />
                </nav>
              </SideDrawer>
            )}
          </>
        )}
        <main id="main" ref={main} tabIndex={-1} className={styles.main}>
          <div className={styles.content}>{children}</div>
        </main>
      </div>
    </div>
  )
}

function SchemeMenu() {
  const { t } = useMessages()
  const { shown } = useColorScheme()
  return (
    <HeaderMenu
      icon={shown === 'dark' ? 'moon' : 'sun'}
      label={t('ui.scheme.label')}
      name={t(`ui.scheme.${shown === 'dark' ? 'dark' : 'light'}`)}
    >
      {(menus, button) => <menus.SchemeMenu button={button} />}
    </HeaderMenu>
  )
}

type LanguageMenuProps = Pick<AppShellProps, 'languages' | 'language' | 'onLanguage'>

function LanguageMenu(props: LanguageMenuProps) {
  const { t } = useMessages()
  const current = props.languages.find(({ tag }) => tag === props.language)?.name ?? props.language
  return (
    <HeaderMenu icon="language" label={t('ui.language.label', { language: current })} words={current} name={current}>
      {(menus, button) => <menus.LanguageMenu button={button} {...props} />}
    </HeaderMenu>
  )
}

function AccountMenu({ account }: { account: ShellAccount }) {
  const { t } = useMessages()
  return (
    <HeaderMenu
      icon="user"
      label={t('ui.account.label', { name: account.name })}
      words={account.name}
      name={t('ui.account.name')}
    >
      {(menus, button) => <menus.AccountMenu button={button} items={account.items} head={account.about} />}
    </HeaderMenu>
  )
}
