import { type Catalogue, mergeCatalogues } from '@gloact/messages'

const files = import.meta.glob<Catalogue>(
  [
    '../../../../../packages/*/locales/fr.json',
    '../../../../../modules/identity/locales/fr.json',
    '../../../locales/fr.json',
  ],
  { eager: true, import: 'default' },
)

export const words = mergeCatalogues(Object.values(files))
