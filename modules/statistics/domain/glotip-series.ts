/*
 * Detected victims as UNODC published them, for countries that have published a total (data portal of GLOTIP, export of 14 April 2025).
 * They are what a country's own figures are held against, side by side: what was counted there is the country's own answer to a
 * questionnaire, often of one authority or one part of the law, and is not what is counted here.
 */

export interface PublishedSeries {
  readonly source: string
  /** What is known of how they were counted; null where nothing is. */
  readonly note: string | null
  readonly years: readonly { readonly year: number; readonly value: string }[]
}

const SOURCE = 'UNODC, Global Report on Trafficking in Persons, data portal, 14 April 2025'

const TOTALS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  BR: { 2015: '1228', 2016: '1054', 2017: '35', 2018: '101', 2019: '66', 2020: '19', 2021: '142', 2022: '539' },
  BY: {
    2007: '418',
    2008: '591',
    2009: '398',
    2010: '362',
    2011: '295',
    2012: '209',
    2013: '149',
    2014: '97',
    2015: '121',
    2016: '184',
    2017: '131',
    2018: '142',
    2019: '126',
    2020: '108',
    2021: '244',
    2022: '210',
  },
  CO: {
    2007: '78',
    2008: '53',
    2009: '53',
    2010: '53',
    2011: '23',
    2012: '35',
    2013: '60',
    2014: '72',
    2015: '38',
    2016: '76',
    2017: '98',
    2018: '113',
    2019: '124',
    2020: '104',
    2021: '181',
    2022: '162',
  },
  EG: {
    2009: '<5',
    2010: '12',
    2012: '31',
    2013: '46',
    2014: '116',
    2015: '72',
    2016: '81',
    2017: '60',
    2018: '152',
    2020: '365',
    2021: '296',
  },
  KG: { 2009: '162', 2010: '22', 2014: '18', 2015: '10', 2016: '8', 2017: '<5', 2018: '8', 2019: '9', 2020: '7' },
  LA: { 2007: '264', 2008: '235', 2009: '155', 2010: '145', 2014: '157', 2015: '107' },
  MA: {
    2014: '<5',
    2015: '<5',
    2016: '<5',
    2017: '27',
    2018: '280',
    2019: '423',
    2020: '131',
    2021: '165',
    2022: '155',
  },
  ML: { 2007: '5', 2008: '175', 2009: '277', 2017: '44', 2018: '13', 2020: '77' },
  NE: { 2015: '108', 2016: '67', 2017: '164', 2018: '60', 2019: '18', 2020: '12', 2021: '42', 2022: '71' },
  NP: {
    2007: '147',
    2008: '145',
    2009: '197',
    2010: '193',
    2011: '141',
    2012: '271',
    2013: '237',
    2014: '266',
    2016: '350',
    2017: '311',
    2018: '546',
    2019: '204',
    2020: '187',
    2021: '211',
  },
  PK: { 2019: '32022', 2020: '20045', 2021: '21253', 2022: '26539' },
  UA: {
    2007: '366',
    2008: '342',
    2009: '773',
    2010: '407',
    2011: '389',
    2014: '27',
    2015: '83',
    2016: '110',
    2017: '198',
    2018: '1192',
    2019: '262',
    2020: '152',
    2021: '163',
    2022: '66',
  },
  ZA: { 2010: '248', 2011: '87', 2012: '87', 2013: '64', 2014: '55', 2018: '96', 2020: '<5', 2021: '21', 2022: '32' },
}

/** Countries whose published figures count something else than persons who were identified. */
const NOTES: Readonly<Record<string, string>> = {
  PK: 'From 2019 on the figures have a different counting basis from those of most countries; the two are not compared.',
}

/** What was published of a country; null where nothing was. */
export function publishedSeries(country: string): PublishedSeries | null {
  const of = TOTALS[country]
  if (!of) return null
  return {
    source: SOURCE,
    note: NOTES[country] ?? null,
    years: Object.entries(of).map(([year, value]) => ({ year: Number(year), value })),
  }
}
