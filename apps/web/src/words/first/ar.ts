import { type Catalogue, mergeCatalogues } from '@gloact/messages'

const files = import.meta.glob<Catalogue>(
  [
    '../../../../../packages/*/locales/ar.json',
    '../../../../../modules/identity/locales/ar.json',
    '../../../locales/ar.json',
  ],
  { eager: true, import: 'default' },
)

export const words = mergeCatalogues(Object.values(files))
