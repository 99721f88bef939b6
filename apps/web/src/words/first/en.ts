import { type Catalogue, mergeCatalogues } from '@gloact/messages'

const files = import.meta.glob<Catalogue>(
  [
    '../../../../../packages/*/locales/en.json',
    '../../../../../modules/identity/locales/en.json',
    '../../../locales/en.json',
  ],
  { eager: true, import: 'default' },
)

export const words = mergeCatalogues(Object.values(files))
