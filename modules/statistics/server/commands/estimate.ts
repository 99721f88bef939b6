import { type Command, DELIMITER, LANGUAGE, NOTHING_WRITTEN } from '@gloact/command'

/** Estimates from lists that overlap how many people are on none of them. */
export const estimate: Command = {
  computes: true,
  description:
    'FILE has one column for each list, 1 for those on it and 0 for those not; each row is a history with the number of people in\n' +
    'a column “count”, or, without such a column, one person. Every estimate comes with the checks that say how far it can\n' +
    'be trusted; one that they refuse is not printed as a number. What is checked and refused: docs/methods/estimation.md.',
  arguments: [{ name: 'FILE.csv', description: 'The lists: 0/1 columns, and “count” unless each row is a person' }],
  options: {
    method: {
      type: 'string',
      value: 'stepwise|bic|aic|main|fixed|dga',
      description:
        'How the model is chosen: pairs added by p-value (default); the best of all by BIC or AIC; independence; the model of ' +
        '--model; the Bayesian average over decomposable graphs (with --strata: bic by default, aic, main or fixed)',
    },
    threshold: {
      type: 'string',
      value: 'P',
      description: 'stepwise: pairs below this p-value are added (default: 0.02)',
    },
    model: {
      type: 'string',
      value: '"A*B,C"',
      description: 'fixed: the interactions; every list is in it, named or not',
    },
    interval: {
      type: 'string',
      value: 'bca|percentile|wald|profile|none',
      description:
        'The interval: bootstrap of the whole choice (bca: default; with --strata: percentile, or wald where that takes long), or of the chosen model alone (wald, profile); dga has the interval of its posterior, or none',
    },
    replicates: {
      type: 'string',
      value: 'N',
      description:
        'bca, percentile, and no other interval: resamples (default: 1000); with --strata they ask for percentile',
    },
    seed: { type: 'string', value: 'N', description: 'The same seed gives the same result everywhere (default: 1)' },
    threads: { type: 'string', value: 'N', description: 'How many threads resample (default: one per core)' },
    strata: {
      type: 'string',
      value: 'sex,age',
      description: 'Columns by which the estimate is divided; the parts add up to the total',
    },
    trend: {
      type: 'string',
      value: 'year',
      description:
        'One of the columns of --strata, in whole numbers, as a polynomial: a line, or a parabola where the criterion asks for it',
    },
    residents: {
      type: 'string',
      value: 'FILE.csv',
      description:
        'Rates per 100,000: a column “residents” with a row for each combination of the columns of --strata that are in it; one row ' +
        'without --strata',
    },
    draws: {
      type: 'string',
      value: 'DRAWS.json|csv',
      description:
        'The tables that “gloact match” drew with the counts: the interval then includes the uncertainty of the linkage',
    },
    rules: {
      type: 'string',
      value: 'RULES.json',
      description: 'The limits of the checks, where a country has its own; what is not in the file stays as it is',
    },
    level: { type: 'string', value: '95', description: 'The level of the interval, in per cent (default: 95)' },
    assume: {
      type: 'string',
      value: '"WHY"',
      description:
        'Why the three lists are not all dependent on each other, which they cannot test. It is printed with the estimate',
    },
    'at-least': { type: 'string', value: 'N', description: 'How many there are at least, where known from elsewhere' },
    'at-most': { type: 'string', value: 'N', description: 'How many there are at most, where known from elsewhere' },
    'write-models': {
      type: 'string',
      value: 'FILE.csv',
      description: 'Writes every model with its estimate, AIC and BIC (of the lists alone, with --strata too)',
    },
    'write-resamples': {
      type: 'string',
      value: 'FILE.csv',
      description: 'bca, percentile: writes the resampled counts with the estimate of each. They reveal small counts',
    },
    report: {
      type: 'string',
      value: 'FILE.html|docx|pdf',
      description: 'Writes a readable report; a file there is replaced',
    },
    unchecked: {
      type: 'boolean',
      description: 'Prints an estimate even if the checks refuse it, marked as refused',
    },
    delimiter: DELIMITER,
    language: LANGUAGE,
  },
  examples: [
    ['estimate lists.csv', 'Estimate with the defaults'],
    ['estimate lists.csv --method bic --report estimate.pdf', 'The best model by BIC, and a report'],
    ['estimate lists.csv --report estimate.html --language ar', 'A report in Arabic, right to left'],
    ['estimate histories.csv --draws histories.draws.json', 'With the uncertainty of a linkage'],
    ['estimate lists.csv --strata sex,age', 'By sex and age'],
    ['estimate lists.csv --strata sex,year --trend year', 'By sex and year, with a line or parabola over the years'],
    ['estimate lists.csv --strata sex,age --residents residents.csv', 'The same, with rates per 100,000 residents'],
    ['estimate lists.csv --model "police*shelter,hotline" --json', 'A model of one’s own, for a program'],
  ],
  exits: {
    failed: NOTHING_WRITTEN,
    refused: 'The table or the estimate is refused; the reasons are in “warnings”. No number is printed.',
  },
  async run(context) {
    return (await import('./estimation/run-estimate.ts')).runEstimate(context)
  },
}
