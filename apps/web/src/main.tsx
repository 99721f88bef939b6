import { chooseLanguage } from '@gloact/messages'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { availableLanguages, loadFirstWords, rememberedLanguage } from './languages.ts'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')

const remembered = rememberedLanguage()
const language = chooseLanguage(
  [...(remembered === null ? [] : [remembered]), ...navigator.languages],
  availableLanguages.map(({ tag }) => tag),
)
// English, for what a language lacks, comes with the rest: none lacks what is said first, as the checks see to.
const words = await loadFirstWords(language)

createRoot(root).render(
  <StrictMode>
    <App language={language} firstWords={{ [language]: words }} />
  </StrictMode>,
)
