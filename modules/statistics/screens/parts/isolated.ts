/** A text of anybody’s direction among others: isolated, so that it moves nothing beside it. */
export const isolated = (text: string): string => `\u2068${text}\u2069`
