/** An agency of the invented country that a module needs and no other has: a ministry, a training academy. */
export interface DemoAgency {
  readonly name: string
  /** A kind of agency, as identity knows them: `central_government`. */
  readonly type: string
  readonly designations?: readonly string[]
}

/** Somebody invented who holds a role, so that anybody who looks at a demonstration can see the work of that role. */
export interface DemoAccount {
  readonly role: string
  readonly name: string
  /**
   * Where they work, by its key: one of identity's (`shelter`, `clinic`, `board`, `children`, `coordination`), or one that a module
   * declares.
   */
  readonly agency: string
  /** What stands before `@demo.example`, and behind `demo-` as the password; the role's id with hyphens where it is left out. */
  readonly address?: string
}

/** The invented people of a module: at least one for each of its roles. */
export interface DemoStaff {
  readonly agencies?: Readonly<Record<string, DemoAgency>>
  readonly accounts: readonly DemoAccount[]
}
