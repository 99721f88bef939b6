import { type Catalogue, mergeCatalogues } from '@gloact/messages'

const files = import.meta.glob<Catalogue>(
  [
    '../../../../../packages/*/locales/pt.json',
    '../../../../../modules/identity/locales/pt.json',
    '../../../locales/pt.json',
  ],
  { eager: true, import: 'default' },
)

export const words = mergeCatalogues(Object.values(files))
