/** Small words that a text of a language is full of, and others are not. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'the of and shall any person under which this be by',
  fr: 'le la les des du est et une aux dans par sur',
  es: 'el los las del y una por con para que se',
  pt: 'o os as da do dos das e não uma ao',
  de: 'der die das und den des wird oder nach einer ist',
  ms: 'yang dan dalam atau dengan di oleh itu mana bagi',
  ru: 'и в на по не о или с лиц закона',
  uk: 'та що або від для цього закону не є',
  ky: 'жана менен үчүн же болуп мыйзам',
}

/** The language that a text is most likely written in, of those that GloACT's countries legislate in; `und` where it is not clear. */
export function guessLanguage(text: string): string {
  const sample = text.slice(0, 60_000)
  const words = sample.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  if (words.length < 5) return 'und'
  const share = (script: RegExp) => words.filter((word) => script.test(word)).length / words.length
  if (share(/^[\u0600-\u06ff]/) > 0.4) return share(/[ٹڈڑںےھگچپ]/u) > 0.15 ? 'ur' : 'ar'
  if (share(/^[\u0900-\u097f]/) > 0.4) return 'ne'
  if (share(/^[\u0e80-\u0eff]/) > 0.4) return 'lo'
  const counts = Object.entries(WORDS).map(([language, list]) => {
    const small = new Set(list.split(' '))
    return { language, share: words.filter((word) => small.has(word)).length / words.length }
  })
  const [best] = counts.toSorted((a, b) => b.share - a.share)
  return best && best.share > 0.05 ? best.language : 'und'
}
