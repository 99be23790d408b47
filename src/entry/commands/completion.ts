/**
 * `newsglot completion`: the script by which a shell completes command lines, and the hidden command that the script asks.
 * @module
 */
import tabtab from '@pnpm/tabtab';
import { Argument, Command, type Option } from 'commander';
import { readEmbedded } from '../../engine/embedded-node.ts';

/** What can stand at the cursor: one of some words, or a file's name. */
type Completion = { readonly kind: 'words'; readonly words: readonly Word[] } | { readonly kind: 'files' };

interface Word {
  readonly name: string;
  readonly description: string;
}

/** The command. */
export function completionCommand(): Command {
  return new Command('completion')
    .description('print the script that completes command lines in a shell')
    .addArgument(new Argument('<shell>').choices(tabtab.SUPPORTED_SHELLS))
    .addHelpText(
      'after',
      `
Examples:
  eval "$(newsglot completion bash)"       # in ~/.bashrc
  eval "$(newsglot completion zsh)"        # in ~/.zshrc, after compinit
  newsglot completion fish > ~/.config/fish/completions/newsglot.fish`,
    )
    .action(async (shell: (typeof tabtab.SUPPORTED_SHELLS)[number]) => {
      console.log(await tabtab.getCompletionScript({ name: 'newsglot', completer: 'newsglot', shell }));
    });
}

/** The hidden command: answers what can stand at the end of the words before the cursor. */
export function completionServer(program: Command): Command {
  return new Command('completion-server').argument('[words...]').action(async () => {
    const { complete, partial } = tabtab.parseEnv(process.env);
    if (!complete) return;
    const shell = tabtab.getShellFromEnv(process.env);
    const languages = new Set((await readEmbedded()).flatMap((model) => model.languages));
    const completion = completeWords(program, partial.trimStart().split(/\s+/).slice(1), [...languages]);
    if (completion.kind === 'words') tabtab.log([...completion.words], shell);
    // Bash looks for files by itself where there is nothing else.
    else if (shell !== 'bash') tabtab.logFiles();
  });
}

/**
 * What can stand in the place of the last word.
 * @param languages codes for options that take a language
 * @param words all up to the cursor but the program's name; the last one is what is written of the word there, maybe nothing.
 */
function completeWords(program: Command, words: readonly string[], languages: readonly string[]): Completion {
  let command = program;
  let argument = 0;
  let awaited: Option | undefined;
  for (const word of words.slice(0, -1)) {
    if (awaited) {
      awaited = undefined;
    } else if (word.startsWith('-')) {
      const option = command.options.find(({ short, long }) => word === short || word === long);
      awaited = option?.required ? option : undefined;
    } else {
      const inner = command.commands.find((one) => one.name() === word);
      if (inner) command = inner;
      else argument++;
    }
  }
  if (awaited) return oneOf(awaited.flags.endsWith('<language>') ? languages : awaited.argChoices);
  if (words.at(-1)?.startsWith('-')) return optionsOf(command);
  const help = command.createHelp();
  const inner = help.visibleCommands(command);
  if (inner.length > 0) {
    return {
      kind: 'words',
      words: inner.map((one) => ({ name: one.name(), description: one.description() })),
    };
  }
  return oneOf((command.registeredArguments[argument] ?? command.registeredArguments.at(-1))?.argChoices);
}

function optionsOf(command: Command): Completion {
  const options = command.createHelp().visibleOptions(command);
  return {
    kind: 'words',
    words: options.map(({ long, short, description }) => ({ name: long ?? short ?? '', description })),
  };
}

function oneOf(choices: readonly string[] | undefined): Completion {
  if (!choices) return { kind: 'files' };
  return { kind: 'words', words: choices.map((name) => ({ name, description: '' })) };
}
