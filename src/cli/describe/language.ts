import { descriptionLanguages, type DescriptionLanguage } from '../../catalog/descriptions.js';
import { UsageError } from '../usage-error.js';

/** The language that was asked for, else that of the locale: Chinese for `zh_CN.UTF-8`, English for all others. */
export function wantedLanguage(asked: string | undefined, env = process.env): DescriptionLanguage {
  if (asked !== undefined) return toLanguage(asked);
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(
    (each) => each !== undefined && each !== '',
  );
  return locale !== undefined && /^zh/i.test(locale) ? 'zh' : 'en';
}

/** @throws {@link UsageError} for a language that nothing is described in */
export function toLanguage(asked: string): DescriptionLanguage {
  const found = descriptionLanguages.find((each) => each === asked);
  if (found !== undefined) return found;
  throw new UsageError(`lang is one of ${descriptionLanguages.join(', ')}, not ${JSON.stringify(asked)}`);
}
