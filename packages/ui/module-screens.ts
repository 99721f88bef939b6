import type { ComponentType } from 'react'
import type { Instant } from '@gloact/kernel'
import type { IconName } from './show/icon.tsx'

/** A part of the navigation, declared by the module that it belongs to; others may put something there as well. */
export interface NavGroup {
  readonly id: string
  /** Message id of what stands above it; nothing stands above what everybody lands on. */
  readonly label?: string
}

export interface NavItem {
  /** Of this module or another. */
  readonly group: string
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
  /** A public screen that says nothing but what its module and the kit say: for visitors no other module’s words are loaded. */
  readonly ownWords?: boolean
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

/** A task as the server tells it: codes and ids, of which the module that it is of makes words and a way. */
export interface ModuleTask {
  /** What is at stake: danger to a person is said in red. */
  readonly stakes?: 'life' | 'guardian' | 'law' | undefined
  readonly module: string
  readonly kind: string
  readonly about: { readonly kind: string; readonly id: string }
  readonly details: Readonly<Record<string, string | number | boolean | null>>
  readonly dueAt: string | null
  readonly since: string
  readonly urgency: 'overdue' | 'today' | 'this_week' | 'later'
}

/** The numbers of a module for anyone who is signed in, by kind; a kind that is left out is 0. */
export type ModuleCards = Readonly<Record<string, number | undefined>>

/** What a module shows on the page on which everybody lands. */
export interface ModuleWork {
  /** A task of this module, as a `TaskRow`. */
  readonly Task?: ComponentType<{ readonly task: ModuleTask }>
  /**
   * Its tasks at a moment without signal, of those that were told last and of what its server said that they follow from (`foresight`).
   * Pure. Where it is left out, tasks stay as they were told, but for how pressing they are.
   */
  readonly tasksAt?: (
    known: readonly ModuleTask[],
    foresight: unknown,
    now: Instant,
  ) => readonly (
    | ModuleTask
    | (Omit<ModuleTask, 'module' | 'urgency'> & { readonly presses?: 'today' | 'this_week' | 'later' })
  )[]
  /** What of a task may lie on the device for when there is no signal; all of it where this is left out. */
  readonly toKeep?: (task: ModuleTask) => ModuleTask
  /** What to begin, on top of the page. */
  readonly Begin?: ComponentType
  /** Beside the day. */
  readonly Beside?: ComponentType<{ readonly cards: ModuleCards }>
  /** Before the tasks: what is more pressing than any. */
  readonly Before?: ComponentType<{ readonly cards: ModuleCards }>
  /** After the tasks. */
  readonly After?: ComponentType<{ readonly cards: ModuleCards }>
  /** What is said to those who hold one of the roles when nothing needs them, and where they may go then. */
  readonly empty?: {
    readonly roles: readonly string[]
    readonly about: string
    readonly to: string
    readonly label: string
  }
}

/** What a first contact says, as far as it takes to know who can help; nothing that says who the person is. */
export interface ContactNeeds {
  /** Codes, with the country's words for them. */
  readonly needs: readonly { readonly code: string; readonly label: string }[]
  readonly language: string | null
  readonly child: boolean
}

/** What a module shows of a first contact. */
export interface ModuleContact {
  /** Shows nothing: keeps on the device, from the first page of the contact on, what `Result` needs without a signal. */
  readonly Keep: ComponentType
  /** Beside the result. */
  readonly Result: ComponentType<ContactNeeds>
}

/** What a module adds to the browser's app: exported as `screens` from `@gloact/<module>/screens`. */
export interface ModuleScreens {
  readonly id: string
  /** The parts of the navigation that belong to it; they stand in the order of the modules. */
  readonly groups?: readonly NavGroup[]
  readonly navigation: readonly NavItem[]
  readonly routes: readonly ScreenRoute[]
  /** Where one of its requests is read, for a notice about it; undefined for what is not its own. */
  readonly addressOf?: (about: { readonly kind: string; readonly id: string }) => string | undefined
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
    /** Message id of one word: "Unsent". */
    readonly name: string
    /** Whether a draft counts, by its key. */
    readonly counts: (key: string) => boolean
    /** The key of today for a draft that an earlier version kept; undefined where it is not kept. */
    readonly renamed?: (earlierKey: string) => string | undefined
  }
  /** Beside the menus, on every page of a person signed in: fetched after the page is there. */
  readonly mark?: () => Promise<ComponentType>
  /** Its part of the page on which everybody lands, loaded with it. */
  readonly work?: () => Promise<ModuleWork>
  /** Its part of a first contact, loaded when one begins. */
  readonly contact?: () => Promise<ModuleContact>
  /** What somebody who leads a team has to see first, before what is late. */
  readonly team?: () => Promise<{ readonly Team: ComponentType }>
  /** Shows which procedure is in force for something that people do: other modules show it on the page on which they do it. */
  readonly procedures?: () => Promise<ComponentType<{ readonly use: string; readonly on?: string | undefined }>>
  /** Pages of the account menu. */
  readonly account?: readonly Omit<NavItem, 'group'>[]
  /**
   * Where one has to go before anything else (to sign in, to accept the code of conduct), given what
   * `GET /identity/session` answers; undefined where nothing stands in the way. Only identity has one.
   */
  readonly gate?: (session: unknown) => string | undefined
}
