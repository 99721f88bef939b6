/** ISO 639-1 and 639-2/T of the languages that programme countries legislate in; Akoma Ntoso writes the longer. */
const LONG: Readonly<Record<string, string>> = {
  ar: 'ara',
  az: 'aze',
  be: 'bel',
  bn: 'ben',
  de: 'deu',
  en: 'eng',
  es: 'spa',
  fa: 'fas',
  fr: 'fra',
  hi: 'hin',
  id: 'ind',
  ky: 'kir',
  lo: 'lao',
  ms: 'msa',
  ne: 'nep',
  pt: 'por',
  ru: 'rus',
  si: 'sin',
  tg: 'tgk',
  th: 'tha',
  uk: 'ukr',
  ur: 'urd',
  uz: 'uzb',
  vi: 'vie',
  zh: 'zho',
}

/** `en` → `eng`; a language that is not known is `und`. */
export function languageCode(language: string): string {
  const short = language.toLowerCase().split('-')[0] ?? ''
  return LONG[short] ?? (/^[a-z]{3}$/.test(short) ? short : 'und')
}

/** `eng` → `en`; as it is where it has no shorter code. */
export const shortLanguage = (code: string): string =>
  Object.entries(LONG).find(([, long]) => long === code)?.[0] ?? code
