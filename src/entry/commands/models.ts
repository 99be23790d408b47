/**
 * `newsglot models list` and `newsglot models pull`.
 * @module
 */
import { Command } from 'commander';
import { readEmbedded } from '../../engine/embedded-node.ts';
import { readHubTable } from '../../engine/hub-table.ts';
import { defaultStore, listPulled } from '../../engine/model-store.ts';
import { type ManifestEntry, MODEL_NAME } from '../../engine/models.ts';
import { pullModel } from '../../engine/pull.ts';
import { NewsglotError } from '../../errors.ts';
import { type LanguageCode, parseLanguage } from '../../language/codes.ts';
import { createProgress } from './progress.ts';

interface PullFlags {
  readonly trust?: true;
  readonly languages?: readonly LanguageCode[];
  readonly licence?: string;
}

/** The command `models`. @param environment `MODELS_DIR` is the folder of pulled models, `HF_ENDPOINT` a mirror of the hub. */
export function modelsCommand(environment: Readonly<Record<string, string | undefined>>): Command {
  const store = environment.MODELS_DIR || defaultStore(environment);
  const endpoint = environment.HF_ENDPOINT || 'https://huggingface.co';
  const models = new Command('models').description('models that can be named in MODEL').addHelpText(
    'after',
    `
Pulled models lie in MODELS_DIR (${store}); every file is held to its SHA-256.

Examples:
  newsglot models list
  newsglot models pull opus-mt-en-fr --trust
  MODEL=opus-mt-en-fr newsglot translate article.html --to fr`,
  );
  models
    .command('list')
    .description('models that are here, and those known by name')
    .action(() => list(store));
  models
    .command('pull')
    .description('fetch a model of the hub into MODELS_DIR; what was fetched before a failure is kept')
    .argument('<name>', 'a name of the list, or owner/name on the hub')
    .option('--trust', 'take files that are not pinned, and record their hashes')
    .option('--languages <codes>', 'languages of a model that is not in the list, e.g. en,fr', readLanguages)
    .option('--licence <expression>', 'its licence, as an SPDX expression')
    .action((name: string, flags: PullFlags) => pull(name, flags, { store, endpoint }));
  return models;
}

async function list(store: string): Promise<void> {
  const here = [...(await readEmbedded()), ...(await listPulled(store))];
  const names = new Set(here.map(({ name }) => name));
  const rows = here.map((entry) => [entry.name, languages(entry), size(entry), entry.licence, 'here']);
  for (const [name, model] of await readHubTable()) {
    if (names.has(name)) continue;
    const state = model.files.length > 0 ? 'can be pulled' : 'can be pulled with --trust: not pinned';
    rows.push([name, languages(model), '', model.licence, state]);
  }
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

async function pull(
  name: string,
  flags: PullFlags,
  where: { store: string; endpoint: string },
): Promise<void> {
  const known = (await readHubTable()).get(name);
  if (!known && !(MODEL_NAME.test(name) && name.includes('/'))) {
    throw new NewsglotError('unknown_model', `there is no model named ${name}; see \`newsglot models list\``);
  }
  const view = createProgress('{path} {bar} {megabytes} MB');
  try {
    const { trust, ...stated } = flags;
    const entry = await pullModel({
      name,
      known,
      stated,
      trust: trust ? 'first-use' : 'pinned',
      ...where,
      onProgress: ({ path, bytes, total }) =>
        view.show(bytes, total ?? bytes, { path, megabytes: (bytes / 1e6).toFixed(1) }),
    });
    view.stop();
    console.log(`${name} is here, ${size(entry)}; hash ${entry.hash}`);
    console.log(`use it with MODEL=${name}`);
  } finally {
    view.stop();
  }
}

function readLanguages(text: string): LanguageCode[] {
  return text.split(',').map((tag) => {
    const code = parseLanguage(tag.trim());
    if (code) return code;
    throw new NewsglotError('unsupported_language', `${tag} is not a language`);
  });
}

function languages({ languages: codes, pairs }: Pick<ManifestEntry, 'languages' | 'pairs'>): string {
  return pairs ? pairs.map((pair) => pair.join(' → ')).join(', ') : codes.join(' ');
}

function size({ files }: Pick<ManifestEntry, 'files'>): string {
  return `${(files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1)} MB`;
}
