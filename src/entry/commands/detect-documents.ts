/**
 * The work of `newsglot detect`; apart from the command, so that help and completion need not load its code.
 * @module
 */
import { detect } from '../../translation/detect.ts';
import type { LanguageShares } from '../../translation/localisation.ts';
import { readConfig } from '../config.ts';
import type { DetectFlags } from './detect.ts';
import { EXIT, explain } from './exit.ts';
import { findInputs, readInput } from './inputs.ts';
import { writeOutput } from './outputs.ts';

/**
 * Prints the languages of documents; one that fails does not keep the others from being read.
 * @returns the exit code
 */
export async function detectDocuments(names: readonly string[], flags: DetectFlags): Promise<number> {
  const inputs = await findInputs(names);
  const config = readConfig(process.env);
  const limits = { segments: config.MAX_SEGMENTS, confidence: config.MIN_CONFIDENCE };
  let code: number = EXIT.ok;
  for (const input of inputs) {
    try {
      const { content, format } = await readInput(input, {
        format: flags.format,
        maxBytes: config.MAX_BODY_BYTES,
      });
      const detection = await detect(content, format, limits);
      if (flags.json) {
        const indent = inputs.length === 1 ? 2 : undefined;
        await writeOutput(`${JSON.stringify({ document: input.name, ...detection }, null, indent)}\n`);
      } else {
        const first = inputs.length === 1 ? '' : `${input.name}\t`;
        const lines = detection.segments.map(
          ({ language, confidence, role, text }) =>
            `${first}${language}\t${confidence.toFixed(2)}\t${role}\t${text}\n`,
        );
        await writeOutput(lines.join(''));
      }
      if (!flags.quiet) console.error(`${input.name}: ${sharesInWords(detection.languages)}`);
    } catch (error) {
      console.error(`newsglot: ${input.name}: ${explain(error)}`);
      code = EXIT.failure;
    }
  }
  return code;
}

function sharesInWords(languages: LanguageShares): string {
  const shares = Object.entries(languages).map(([code, share]) => `${code} ${(100 * share).toFixed(1)} %`);
  return shares.join(', ') || 'no text';
}
