/** What needs somebody, as a module tells it: kinds and codes only; words and links are the module's own screens'. */
export interface Task {
  /** A code of the module's own, such as `deadline`. */
  readonly kind: string
  /** What it is about: its kind (`protection.case_file`) and its id. */
  readonly about: { readonly kind: string; readonly id: string }
  /** Whose it is alone; null where it is anybody's to whom it is shown. */
  readonly to: string | null
  /** What the module's sentences and links take: numbers, codes and moments, nothing that says who somebody is. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>
  readonly dueAt: string | null
  /** Since when there is something to do. */
  readonly since: string
  /** What is at stake: a life or a child in danger stands before everything else, whatever is due when; then a child whom nobody acts for. */
  readonly stakes?: 'life' | 'guardian' | 'law'
  /** How pressing it is where no date says so; of this week, where it is left out. */
  readonly presses?: 'today' | 'this_week' | 'later'
}

/**
 * What somebody's tasks are, and what more will follow by itself from what there is now: clocks that run, appointments to come. A device
 * keeps it, and without signal works its tasks out of it by the same pure function as the server (`tasksAt` of `ModuleWork`). It holds
 * codes, ids, moments and numbers of files, as tasks do.
 */
export interface Foreseen {
  readonly tasks: readonly Task[]
  readonly foresight: Readonly<Record<string, unknown>>
}

/** That somebody else did something which its reader wants to hear of: codes, ids and a moment; words and links are the module's own. */
export interface Notice {
  /** Of the step or action that it is about. */
  readonly id: string
  /** A code of the module's own, such as `request_step`. */
  readonly kind: string
  readonly about: { readonly kind: string; readonly id: string }
  readonly details: Readonly<Record<string, string | number | boolean | null>>
  readonly at: string
}

/** A number of the module's, for the person who asks: how many files are open, how many requests wait for an answer. */
export interface Card {
  /** A code of the module's own, such as `open_files`. */
  readonly kind: string
  readonly count: number
}
