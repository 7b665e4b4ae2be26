/** The languages that descriptions are written in. */
export const descriptionLanguages = ['en', 'zh'] as const;

/** A language that descriptions are written in. */
export type DescriptionLanguage = (typeof descriptionLanguages)[number];
