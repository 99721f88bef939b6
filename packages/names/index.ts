export * from './compare.ts'
export { editDistance } from './edit-distance.ts'
export { cleanName, foldName } from './fold.ts'
export * from './name-index.ts'
export {
  NAME_ROLES,
  parseName,
  type NamePart,
  type NameRole,
  type NameText,
  type ParsedName,
  type ParseOptions,
} from './parse.ts'
export * from './reasons.ts'
export { romanise } from './romanise.ts'
export {
  NAME_AGREEMENTS,
  weighNames,
  weightOfNames,
  type NameAgreement,
  type NameWeight,
  type PartAlignment,
} from './weigh-names.ts'
export { NAME_SCRIPTS, scriptOf, type NameScript } from './scripts.ts'
export {
  nameKeys,
  nameSkeletons,
  skeletonKeys,
  spokenParts,
  TOKENS_VERSION,
  type NameTokens,
  type TokenPart,
} from './tokens.ts'
export { partLikeness, type PartHow, type PartLikeness } from './part-likeness.ts'
