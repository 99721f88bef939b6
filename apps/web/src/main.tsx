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
const [english, own] = await Promise.all([loadFirstWords('en'), loadFirstWords(language)])

createRoot(root).render(
  <StrictMode>
    <App language={language} firstWords={{ en: english, [language]: own }} />
  </StrictMode>,
)
