import { type Catalogue, mergeCatalogues } from '@gloact/messages'

const files = import.meta.glob<Catalogue>(
  ['../../../../../modules/*/locales/ar.json', '!../../../../../modules/identity/**'],
  { eager: true, import: 'default' },
)

export const words = mergeCatalogues(Object.values(files))
