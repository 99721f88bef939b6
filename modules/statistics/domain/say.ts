/** A label in the six languages of the product. */
export const say = (en: string, ar: string, es: string, fr: string, pt: string, ru: string) => ({
  en,
  ar,
  es,
  fr,
  pt,
  ru,
})
