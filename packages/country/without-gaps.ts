type Gapless<Part> = { readonly [Key in keyof Part]?: NonNullable<Part[Key]> }

/** Without keys that hold nothing, which would take a default away. */
export const withoutGaps = <Part extends object>(part: Part | undefined): Gapless<Part> =>
  Object.fromEntries(Object.entries(part ?? {}).filter(([, value]) => value !== undefined)) as Gapless<Part>
