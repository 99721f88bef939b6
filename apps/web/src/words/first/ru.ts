import { type Catalogue, mergeCatalogues } from '@gloact/messages'

const files = import.meta.glob<Catalogue>(
  [
    '../../../../../packages/*/locales/ru.json',
    '../../../../../modules/identity/locales/ru.json',
    '../../../locales/ru.json',
  ],
  { eager: true, import: 'default' },
)

export const words = mergeCatalogues(Object.values(files))
