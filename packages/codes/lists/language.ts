import type { CodeList } from '../code-list.ts'

// ISO 639-1 where there is a two-letter code, else ISO 639-3. Those of the programme's countries and of the people who are met there.
// prettier-ignore
const SPOKEN = [
  'ar', 'en', 'fr', 'es', 'pt', 'ru', 'uk', 'be', 'ky', 'kk', 'uz', 'tg', 'tk', 'az', 'hy', 'ka', 'ur', 'ne', 'lo', 'th',
  'my', 'km', 'vi', 'zh', 'ja', 'ko', 'id', 'ms', 'fil', 'ceb', 'hi', 'bn', 'pa', 'sd', 'ps', 'prs', 'fa', 'bal', 'gu', 'mr',
  'ta', 'te', 'ml', 'kn', 'si', 'mai', 'bho', 'ku', 'ckb', 'tr', 'he', 'am', 'ti', 'om', 'so', 'sw', 'rw', 'rn', 'lg', 'ln',
  'ha', 'yo', 'ig', 'ff', 'wo', 'bm', 'dje', 'kr', 'tmh', 'mos', 'zgh', 'kab', 'shi', 'mg', 'ny', 'sn', 'zu', 'xh', 'af', 'st',
  'tn', 'ts', 'ss', 'nr', 've', 'nso', 'de', 'it', 'nl', 'pl', 'ro', 'hu', 'bg', 'sr', 'hr', 'bs', 'sq', 'mk', 'el', 'cs',
  'sk', 'sl', 'lt', 'lv', 'et', 'fi', 'sv', 'da', 'no', 'ay', 'qu', 'gn', 'ht', 'rom', 'rhg',
] as const

/** Languages that a person speaks. A country may add to them. */
export const language = {
  id: 'language',
  version: '1',
  labelsFrom: 'language',
  codes: [
    ...SPOKEN.map((code) => ({ code, label: {} })),
    // CLDR has no words for these two.
    {
      code: 'sgn',
      label: {
        en: 'Sign language',
        ar: 'لغة الإشارة',
        es: 'Lengua de señas',
        pt: 'Língua gestual',
        fr: 'Langue des signes',
        ru: 'Жестовый язык',
      },
    },
    {
      code: 'skr',
      label: { en: 'Saraiki', ar: 'السرائيكية', es: 'Saraiki', pt: 'Saraiki', fr: 'Saraiki', ru: 'Сараики' },
    },
  ],
} satisfies CodeList
