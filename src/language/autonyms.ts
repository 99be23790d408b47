/**
 * What languages call themselves: "Deutsch" in a language switcher is German, whatever stands around it.
 * @module
 */
import type { LanguageCode } from './codes.ts';

// Unicode CLDR, written out: asking Intl for them takes 50 ms of every cold start.
const AUTONYMS: ReadonlyMap<string, LanguageCode> = new Map(
  `af afrikaans | ar العربية | az azərbaycan | be беларуская | bg български | bn বাংলা | bs bosanski |
  ca català | cs čeština | cy cymraeg | da dansk | de deutsch | el ελληνικά | en english | es español |
  et eesti | eu euskara | fa فارسی | fi suomi | fr français | ga gaeilge | gl galego | gu ગુજરાતી |
  he עברית | hi हिन्दी | hr hrvatski | hu magyar | hy հայերեն | id indonesia | is íslenska | it italiano |
  ja 日本語 | ka ქართული | kk қазақ тілі | ko 한국어 | lt lietuvių | lv latviešu | mk македонски | ml മലയാളം |
  mr मराठी | ms melayu | mt malti | nl nederlands | no norsk | pa ਪੰਜਾਬੀ | pl polski | pt português |
  ro română | ru русский | sk slovenčina | sl slovenščina | sq shqip | sr српски | sv svenska |
  sw kiswahili | ta தமிழ் | te తెలుగు | th ไทย | tr türkçe | uk українська | ur اردو | vi tiếng việt |
  zh 中文`
    .split(/\s*\|\s*/)
    .map((pair) => [pair.slice(3), pair.slice(0, 2) as LanguageCode]),
);

/** The language that a label is the own name of, in any case. */
export function languageNamed(label: string): LanguageCode | undefined {
  return label.length > 30 ? undefined : AUTONYMS.get(label.trim().toLowerCase());
}
