// What a test tries in `npm test`, and what in `npm run test:thorough`: tools/tests/plan.ts lists the parts.

/** Whether all is tried, and not a slice of it. */
export const isThorough = process.env['GLOACT_TEST_THOROUGH'] === '1'

/** Decides what a slice holds: the same in every run unless another is asked for. */
const seed = Number(process.env['GLOACT_TEST_SEED'] ?? 0)

/** One of several by turns: neighbours take different ones, and another seed moves all of them on. */
export const oneOf = <Item>(items: readonly Item[], turn: number): Item => items[(seed + turn) % items.length]!

/** Of several that are tried alike, all in the thorough run, and one otherwise. */
export const sliceOf = <Item>(items: readonly Item[], turn = 0): readonly Item[] =>
  isThorough ? items : [oneOf(items, turn)]
