import { createContext, type MouseEvent, type ReactNode, use } from 'react'

export interface Navigation {
  /** The path that is shown, without what follows `?`. */
  readonly path: string
  readonly go: (path: string, options?: GoOptions) => void
  /**
   * Asks before the browser's Back leaves the page: where `onBack` answers true it went back within the page itself, which stays. Gives
   * what ends it.
   */
  readonly holdBack: (onBack: () => boolean) => () => void
  /** Asks before the page is left by whatever leads elsewhere. Gives what ends it. */
  readonly holdLeaving: (leaving: Leaving) => () => void
}

/** What keeps a page from being left without asking. */
export interface Leaving {
  /** Whether the page stays; `page`: it is the page itself that goes on, as after something was sent. */
  readonly stays: (by: 'person' | 'page') => Promise<boolean>
  /** Whether loading the page again, or closing it, would lose something: the browser asks then. */
  readonly wouldLose: () => boolean
}

export interface GoOptions {
  readonly replace?: boolean
  /** Does not go to the top: what is led to is another part of the same page. */
  readonly keepPlace?: boolean
}

const NavigationContext = createContext<Navigation | null>(null)

export function NavigationProvider({ navigation, children }: { navigation: Navigation; children: ReactNode }) {
  return <NavigationContext value={navigation}>{children}</NavigationContext>
}

/** Where we are and how to get elsewhere, whichever router does it. */
export function useNavigation(): Navigation {
  const navigation = use(NavigationContext)
  if (!navigation) throw new Error('useNavigation is used outside NavigationProvider')
  return navigation
}

/** What makes an `<a>` lead within the app: an address to open in another tab, and a press that loads nothing again. */
export function useLinkProps(to: string, options?: GoOptions): { href: string; onClick: (event: MouseEvent) => void } {
  const { go } = useNavigation()
  return {
    href: to,
    onClick(event) {
      const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0
      if (event.defaultPrevented || opensElsewhere) return
      event.preventDefault()
      go(to, options)
    },
  }
}
