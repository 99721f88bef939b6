import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { publishedStages } from './glotip-stages.ts'
import { besideReported, showReported, WITHHELD, type ReportedFigure } from './reported-figures.ts'

const RULE = { base: 10, threshold: 10, protection: 5 }

const figure = (more: Partial<ReportedFigure>): ReportedFigure => ({
  year: 2025,
  stage: 'convicted',
  article: 'Article 171',
  form: 'total',
  sex: 'total',
  age: 'total',
  citizenship: 'total',
  count: 0,
  body: 'Supreme Court',
  document: 'Judicial statistics',
  dated: '2026-03-31',
  ...more,
})

/** Rounds at the turning point that a test gives to a place. */
const turning = (turns: readonly number[]) => {
  let at = 0
  return (_: string, count: number) => Math.floor((count + turns[at++ % turns.length]!) / 10) * 10
}

test('a figure that leaves is a multiple of the base or below it; a zero that was reported is not told from a nine, and nothing is made up', () => {
  const shown = showReported(
    [figure({ count: 0 }), figure({ count: 9, article: 'Article 172' }), figure({ count: 47, year: 2024 })],
    RULE,
    turning([0]),
  )
  assert.deepEqual(
    shown.map(({ value, article, body, year }) => [value, article, body, year]),
    [
      ['<10', 'Article 171', 'Supreme Court', 2025],
      ['<10', 'Article 172', 'Supreme Court', 2025],
      ['40', 'Article 171', 'Supreme Court', 2024],
    ],
  )
  assert.deepEqual(showReported([], RULE, turning([0])), [])
})

test('a total that would tell a small number by subtraction is withheld, and its parts stand', () => {
  // Rounded up and down: 20 in all is 11 at the least, and fewer than 10 women leave two men.
  const figures = [figure({ count: 15 }), figure({ count: 9, sex: 'male' }), figure({ count: 6, sex: 'female' })]
  const shownBy = (protection: number) =>
    showReported(figures, { ...RULE, protection }, turning([5, 0, 0])).map(({ value }) => value)
  assert.deepEqual(shownBy(7), ['20', '<10', '<10'])
  assert.deepEqual(shownBy(8), [WITHHELD, '<10', '<10'])
})

test('figures of different articles and authorities are held against one another nowhere: nothing says that they add up', () => {
  const shown = showReported(
    [figure({ count: 40 }), figure({ count: 3, sex: 'male', article: 'Article 172' })],
    RULE,
    turning([0]),
  )
  assert.deepEqual(
    shown.map(({ value }) => value),
    ['40', '<10'],
  )
})

/** Every way in which four counts can be what was shown of them, their rows, columns and total. */
function worlds(shown: readonly (number | null)[]): readonly (readonly number[])[] {
  const [all, rowOne, rowTwo, columnOne, columnTwo, ...cells] = shown
  const fits = (value: number | null | undefined, count: number) =>
    value === null || value === undefined || (value === 0 ? count < 10 : Math.abs(count - value) < 10)
  const range = (value: number | null | undefined) =>
    Array.from({ length: 60 }, (_, count) => count).filter((count) => fits(value, count))
  const out: (readonly number[])[] = []
  for (const a of range(cells[0]))
    for (const b of range(cells[1])) {
      if (!fits(rowOne, a + b)) continue
      for (const c of range(cells[2])) {
        if (!fits(columnOne, a + c)) continue
        for (const d of range(cells[3]))
          if (fits(rowTwo, c + d) && fits(columnTwo, b + d) && fits(all, a + b + c + d)) out.push([a, b, c, d])
      }
    }
  return out
}

for (const [protection, numRuns] of [
  [5, 60],
  [8, 60],
] as const) {
  test(`anyone who subtracts all that is shown of a table and its totals learns no small number to within less than ${protection}`, () => {
    let withheld = 0
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 4, maxLength: 4 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 }),
        ([a = 0, b = 0, c = 0, d = 0], turns) => {
          const figures = [
            figure({ count: a + b + c + d }),
            figure({ count: a + b, sex: 'female' }),
            figure({ count: c + d, sex: 'male' }),
            figure({ count: a + c, age: 'child' }),
            figure({ count: b + d, age: 'adult' }),
            figure({ count: a, sex: 'female', age: 'child' }),
            figure({ count: b, sex: 'female', age: 'adult' }),
            figure({ count: c, sex: 'male', age: 'child' }),
            figure({ count: d, sex: 'male', age: 'adult' }),
          ]
          const shown = showReported(figures, { ...RULE, protection }, turning(turns))
          if (shown.some(({ value }) => value === WITHHELD)) withheld++
          const possible = worlds(
            shown.map(({ value }) => (value === WITHHELD ? null : value.startsWith('<') ? 0 : Number(value))),
          )
          assert.ok(
            possible.some((world) => world.join() === [a, b, c, d].join()),
            'the truth is among them',
          )
          for (const [at, count] of [a, b, c, d].entries()) {
            if (count >= 10) continue
            const could = possible.map((world) => world[at]!)
            assert.ok(
              Math.max(...could) - Math.min(...could) >= protection,
              `${count} is told by ${shown.map(({ value }) => value).join(' ')}`,
            )
          }
        },
      ),
      { numRuns, seed: 20, endOnFailure: true },
    )
    assert.ok(protection < 8 || withheld > 0, 'some total was withheld')
  })
}

test('what UNODC published stands beside what was reported of all together, article by article, and blank where there is nothing', () => {
  const shown = showReported(
    [
      figure({ count: 40 }),
      figure({ count: 20, article: 'Article 172' }),
      figure({ count: 30, sex: 'male' }),
      figure({ count: 10, year: 2024, stage: 'prosecuted' }),
    ],
    RULE,
    turning([0]),
  )
  assert.deepEqual(besideReported({ convicted: [{ year: 2023, value: '<5' }] }, shown), [
    { stage: 'prosecuted', year: 2024, published: '', here: ['10'] },
    { stage: 'convicted', year: 2025, published: '', here: ['40', '20'] },
    { stage: 'convicted', year: 2023, published: '<5', here: [] },
  ])
  assert.deepEqual(publishedStages('UA').convicted?.at(-1), { year: 2022, value: '18' })
  assert.deepEqual(publishedStages('PK').offences?.[0], { year: 2011, value: '11478' })
  assert.deepEqual(publishedStages('DL'), {})
})
