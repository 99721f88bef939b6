/** Somebody who is signed in, in a test of the whole product. */
export interface ProductCaller {
  get(path: string): Promise<{ readonly status: number; readonly body: unknown }>
  post(path: string, body: object): Promise<{ readonly status: number; readonly body: unknown }>
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
   * made, so that another's id and one that is none are what is refused.
   */
  readonly sent?: Readonly<Record<string, { readonly query?: string; readonly body?: () => object }>>
  /**
   * Makes something of each kind that an id in its addresses names, as somebody of an agency of the module's own choice, and says their ids
   * by those names (`{ testId: … }`): strangers then guess them.
   */
  readonly real?: (as: (role: string) => Promise<ProductCaller>) => Promise<Readonly<Record<string, string>>>
  /**
   * Routes that take words (`PUT /training/courses/:id`) and are tried with hostile ones in another test than that of the whole product:
   * its file. What is in neither fails that test.
   */
  readonly triedWithWords?: Readonly<Record<string, string>>
  /** Where another's id and one that is none may be told apart: by whom, on which routes, and why. */
  readonly toldApart?: readonly (readonly [role: RegExp, route: RegExp, why: string])[]
}
