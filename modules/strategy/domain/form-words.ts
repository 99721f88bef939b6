import { sixWords as words } from './lists.ts'

/* What several forms of a plan ask alike. */

export const open = { sensitivity: 'open' } as const
export const TITLE = words(['Title', 'العنوان', 'Intitulé', 'Título', 'Título', 'Название'])
export const PLAN = words(['Plan', 'الخطة', 'Plan', 'Plan', 'Plano', 'План'])
export const STATE = words(['Status', 'الحالة', 'État', 'Estado', 'Estado', 'Статус'])
export const CODE = words(['Number', 'الرقم', 'Numéro', 'Número', 'Número', 'Номер'])
