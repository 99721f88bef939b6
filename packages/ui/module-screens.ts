import type { ComponentType } from 'react'
import type { IconName } from './show/icon.tsx'

/** The parts of the navigation: what everybody lands on, the six responses, and what all of them need. */
export const NAVIGATION_GROUPS = [
  'work',
  'protection',
  'children',
  'cooperation',
  'legislation',
  'training',
  'strategy',
  'figures',
  'oversight',
  'administration',
] as const

export type NavigationGroup = (typeof NAVIGATION_GROUPS)[number]

export interface NavItem {
  readonly group: NavigationGroup
  /** Message id. */
  readonly label: string
  readonly path: string
  readonly icon?: IconName
  /** Shown to those who hold one of these roles; to everybody who is signed in where it is left out. */
  readonly roles?: readonly string[]
}

export interface ScreenRoute {
  /** In the router's way of writing: `/files/$fileId`. Holds nothing about a person but an id. */
  readonly path: string
  /** Loads the screen when it is first opened: `() => import('./file-page.tsx').then((file) => file.FilePage)`. */
  readonly load: () => Promise<ComponentType>
  /** Shown to those who hold one of these roles; anybody else sees that there is nothing here. */
  readonly roles?: readonly string[]
  /** Open without a session: sign-in, an invitation. */
  readonly public?: boolean
  /** Without navigation around it: sign-in, a wizard on a phone. */
  readonly bare?: boolean
}

/** Something that the box on top leads to. */
export interface ModuleCommand {
  readonly id: string
  /** Message id, and what stands in the message. */
  readonly label: string
  readonly params?: Readonly<Record<string, string>>
  readonly icon?: IconName
  readonly path: string
}

/** What a module adds to the browser's app: exported as `screens` from `@gloact/<module>/screens`. */
export interface ModuleScreens {
  readonly id: string
  readonly navigation: readonly NavItem[]
  readonly routes: readonly ScreenRoute[]
  /**
   * What can be done with a text typed into the box on top: `open` is given the text and leads on. The text goes on in
   * memory, never in an address.
   */
  readonly textCommands?: readonly {
    readonly id: string
    /** Message id of a sentence with `{text}`: "Look for “{text}” in the files". */
    readonly label: string
    readonly icon?: IconName
    readonly roles?: readonly string[]
    /** Whether it is offered for this text; for every text where it is left out. */
    readonly offered?: (text: string) => boolean
    readonly open: (text: string, go: (path: string) => void) => void
  }[]
  /** What else the box on top offers just now, such as the sections of the file that is open. */
  readonly commands?: {
    readonly current: () => readonly ModuleCommand[]
    /** Told when they change. Gives what ends it. */
    readonly subscribe: (listener: () => void) => () => void
  }
  /** Called when who was signed in leaves: what is held in memory of their work is forgotten. */
  readonly forget?: () => void
  /** What this module keeps on the device until it is sent, and the page that lists it. */
  readonly unsent?: {
    readonly path: string
    /** Message id of a sentence with `{count}`: "3 things are not sent yet". */
    readonly label: string
    /** Whether a draft counts, by its key. */
    readonly counts: (key: string) => boolean
  }
  /** Pages of the account menu. */
  readonly account?: readonly Omit<NavItem, 'group'>[]
  /**
   * Where one has to go before anything else (to sign in, to accept the code of conduct), given what
   * `GET /identity/session` answers; undefined where nothing stands in the way. Only identity has one.
   */
  readonly gate?: (session: unknown) => string | undefined
}
