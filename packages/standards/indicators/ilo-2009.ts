import type { IndicatorSet } from './indicator-set.ts'
import { DESTINATION } from './ilo-destination.ts'
import { RECRUITMENT } from './ilo-recruitment.ts'

/**
 * Operational indicators of trafficking in human beings: results of a Delphi survey by the ILO and the European
 * Commission (March 2009, revised September 2009, WCMS_105023). Six dimensions, 67 indicators, four profiles.
 *
 * The labour lists were read in a transcription whose counts per dimension an independent page confirms. The lists
 * for sexual exploitation could not be had: their profiles are provisional and must be replaced, as a new version,
 * from the ILO's document before a country relies on them. Until then a screen that uses them says so.
 *
 * Labels are the ILO's, but for "victim": at a screening nobody has been found to be one, and they say "the person".
 */
export const ILO_2009: IndicatorSet = {
  id: 'ilo',
  version: 'ilo-2009.1',
  labels: {
    en: 'ILO operational indicators of trafficking in human beings (2009)',
    ar: 'المؤشرات العملية للاتجار بالبشر الصادرة عن منظمة العمل الدولية (2009)',
    es: 'Indicadores operativos de la OIT sobre la trata de seres humanos (2009)',
    pt: 'Indicadores operacionais da OIT sobre o tráfico de seres humanos (2009)',
    fr: 'Indicateurs opérationnels de l’OIT de la traite des êtres humains (2009)',
    ru: 'Оперативные показатели торговли людьми МОТ (2009)',
  },
  source: 'ILO and European Commission, WCMS_105023, March 2009, revised September 2009',
  profiles: {
    adult_labour: 'verified',
    child_labour: 'verified',
    adult_sexual: 'provisional',
    child_sexual: 'provisional',
  },
  dimensions: [...RECRUITMENT, ...DESTINATION],
}
