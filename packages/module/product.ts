/** Somebody who is signed in, in a test of the whole product. */
export interface ProductCaller {
  get(path: string): Promise<{ readonly status: number; readonly body: unknown }>
  post(path: string, body: object): Promise<{ readonly status: number; readonly body: unknown }>
  /** Any request; a body of bytes is sent as it is. */
  send(
    method: string,
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly body: unknown }>
}

/** Somebody who says hostile words (SQL, HTML, formulas) wherever there is a place for words, and remembers what they said. */
export interface HostileSpeaker {
  /** A file of the caseworker's, in which much was said already. */
  readonly fileId: string
  readonly as: (role: string) => Promise<ProductCaller>
  /** Words that were never said before, so that each is known again; `path` is where they are said. */
  readonly say: (path: string, most?: number) => string
  /** Sends a request with such words in every text of its body, by the route's contract. Ids stand in for its `:names` in order. */
  readonly request: (
    caller: ProductCaller,
    method: string,
    route: string,
    sample: object,
    more?: { readonly ids?: readonly string[]; readonly version?: number },
  ) => Promise<unknown>
  /** What is answered, where it is no failure. */
  readonly ok: <Body>(
    answer: Promise<{ readonly status: number; readonly body: unknown }>,
    what: string,
  ) => Promise<Body>
  /** A route (`PUT /training/banks`) that was sent words without `request`. */
  readonly tried: (route: string) => void
  /** Holds that everything said since stands in what is read, letter for letter, but for what was said at the places that are excepted. */
  readonly stands: (reading: () => Promise<unknown>, except?: RegExp) => Promise<void>
}

/**
 * What a module brings to the tests of the whole product, in `modules/<name>/testing/product.ts` as `product`: found there, so that no
 * list elsewhere has to be added to. Each test says of which address or route it has nothing.
 */
export interface ModuleProduct {
  /** An address of each of its screens, by a role that it is for: shown in two directions, at two widths, read aloud, in every language. */
  readonly screens?: Readonly<Record<string, readonly string[]>>
  /** Addresses for anybody who has not signed in. */
  readonly withoutSession?: readonly string[]
  /**
   * What is sent to a route that has an id in its address and takes more than it (`post /training/tests/{testId}/state`): something well
   * made, so that another's id and one that is none are what is refused. `real` are ids of what there is, as `real` below says them.
   */
  readonly sent?: Readonly<
    Record<string, { readonly query?: string; readonly body?: (real: Readonly<Record<string, string>>) => object }>
  >
  /**
   * Makes something of each kind that an id in its addresses names, as somebody of an agency of the module's own choice, and says their ids
   * by those names (`{ testId: … }`): strangers then guess them.
   */
  readonly real?: (as: (role: string) => Promise<ProductCaller>) => Promise<Readonly<Record<string, string>>>
  /** Says hostile words in what the module keeps, and reads them again. */
  readonly says?: (speaker: HostileSpeaker) => Promise<void>
  /**
   * Routes whose words are held against something and not kept (`POST /training/take-part`): who asks (nobody who is signed in, for
   * null), and what is sent. Anything is answered but a failure of ours.
   */
  readonly heldAgainst?: Readonly<
    Record<
      string,
      {
        readonly as: string | null
        readonly send: (say: (most?: number) => string) => { readonly path: string; readonly body?: object }
      }
    >
  >
  /**
   * Routes that take words (`PUT /training/courses/:id`) and are tried with hostile ones in another test than that of the whole product:
   * its file. What is in neither fails that test.
   */
  readonly triedWithWords?: Readonly<Record<string, string>>
  /** Where another's id and one that is none may be told apart: by whom, on which routes, and why. */
  readonly toldApart?: readonly (readonly [role: RegExp, route: RegExp, why: string])[]
}
