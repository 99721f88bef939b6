import { createMessages, describeLanguage, type Catalogue } from '@gloact/messages'
import ar from '../locales/ar.json' with { type: 'json' }
import en from '../locales/en.json' with { type: 'json' }
import es from '../locales/es.json' with { type: 'json' }
import fr from '../locales/fr.json' with { type: 'json' }
import pt from '../locales/pt.json' with { type: 'json' }
import ru from '../locales/ru.json' with { type: 'json' }

const CATALOGUES: Readonly<Record<string, Catalogue>> = { ar, en, es, fr, pt, ru }

/** What is printed, in a language that there is; in English where there is none. */
export function printedIn(language: string) {
  const spoken = CATALOGUES[language] ? language : 'en'
  const words = createMessages({ language: spoken, catalogues: CATALOGUES, timeZone: 'UTC' })
  return { ...words, language: spoken, direction: describeLanguage(spoken).direction }
}
