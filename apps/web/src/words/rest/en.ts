import { type Catalogue, mergeCatalogues } from '@gloact/messages'

const files = import.meta.glob<Catalogue>(
  ['../../../../../modules/*/locales/en.json', '!../../../../../modules/identity/**'],
  { eager: true, import: 'default' },
)

export const words = mergeCatalogues(Object.values(files))
