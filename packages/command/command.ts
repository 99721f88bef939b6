/** How a command may end. */
export const EXIT = { ok: 0, failed: 1, usage: 2, refused: 3 } as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export interface Option {
  readonly type: 'string' | 'boolean'
  /** What stands for the value in the help: `FILE`. */
  readonly value?: string
  readonly description: string
  readonly required?: boolean
  /** May be given several times. */
  readonly multiple?: boolean
}

export interface Argument {
  readonly name: string
  readonly description: string
  /** The last argument alone: may be given several times. */
  readonly multiple?: boolean
}

/** What every command may ask of its surroundings. */
export interface CommandSettings {
  /** The folder of the country's configuration. */
  readonly countryDir: string
  /** The language that the country or the terminal has; undefined where neither says. */
  readonly language?: string | undefined
}

/** What a command has to work with. What it says goes to standard error; standard output is for its result. */
export interface CommandContext<Settings = CommandSettings> {
  readonly settings: Settings
  readonly arguments: readonly string[]
  /** The value of a text option; undefined where it was not given. */
  text(name: string): string | undefined
  /** All values of an option that may be given several times. */
  texts(name: string): readonly string[]
  flag(name: string): boolean
  /** Tells what is going on. */
  say(line: string): void
  /** Overwrites the last progress line where a person watches; says nothing where nobody does. */
  progress(line: string): void
  /**
   * To be called before anything is written: from here on Ctrl-C ends the command by its signal alone, so that it takes away what
   * it began. Until then a command on a thread of its own may be cut off. Throws `Cancelled` where that has happened.
   */
  writes(): void
}

/** How it went: for people as text, for machines as JSON. */
export interface Outcome {
  readonly exit: ExitCode
  readonly text: string
  readonly json: Readonly<Record<string, unknown>>
  /** The text is what was asked for even where it tells of something wrong: it goes to standard output. */
  readonly isReport?: boolean
}

/** One command of `gloact`. Its help is written from this; its name and its summary stand in the list that it is of. */
export interface Command<Context = CommandContext> {
  /** What a user should know before using it. */
  readonly description?: string
  readonly arguments?: readonly Argument[]
  readonly options?: Readonly<Record<string, Option>>
  /** Lines as they would be typed, each with what it is for. */
  readonly examples: readonly (readonly [line: string, meaning: string])[]
  /** What its exit codes mean where that says more than the general list. */
  readonly exits?: Partial<Record<keyof typeof EXIT, string>>
  /** Computes for long, needs no database, and runs on a thread of its own. */
  readonly computes?: boolean
  /** What helps where memory runs out, if not that the file is split. */
  readonly memoryAdvice?: string
  /** Hands every argument on as it is: the options belong to what it starts. */
  readonly passesOn?: boolean
  run(context: Context): Promise<Outcome>
}

/** A command as it is listed: what the overview tells of it, and where the rest is. */
export interface ListedCommand<Context = CommandContext> {
  /** One or two words: `migrate`, `audit verify`. */
  readonly name: string
  /** What it does, in one line. */
  readonly summary: string
  load(): Promise<Command<Context>>
}

/** A command that was loaded, with what its line in the list says. */
export type NamedCommand<Context = CommandContext> = Command<Context> & Pick<ListedCommand, 'name' | 'summary'>
