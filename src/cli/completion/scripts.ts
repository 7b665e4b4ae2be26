import { program } from '../help.js';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

const name = `_${program.replaceAll('-', '_')}`;

/** What a shell reads to complete the command: it asks `__complete`, which answers a line a candidate. */
export const completionScripts: Readonly<Record<Shell, string>> = {
  bash: `# ${program} in bash: source this, or put it where completions are loaded from.
${name}() {
  local IFS=$'\\n'
  COMPREPLY=($("$1" __complete bash "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
  # A member that has members of its own goes on without a space.
  [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *. ]] && compopt -o nospace
}
complete -o default -F ${name} ${program}
`,
  zsh: `#compdef ${program}
# ${program} in zsh: source this, or put it into a folder of fpath as ${name}.
${name}() {
  local -a lines values shown
  local line
  lines=("\${(@f)$("\${words[1]}" __complete zsh "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  for line in $lines; do
    values+=("\${line%%$'\\t'*}")
    shown+=("\${line/$'\\t'/  }")
  done
  if (( \${#values} == 0 )); then _default; return; fi
  if [[ \${#values} -eq 1 && \${values[1]} == *. ]]; then compadd -S '' -- $values
  else compadd -l -d shown -a values; fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then ${name} "$@"; else compdef ${name} ${program}; fi
`,
  fish: `# ${program} in fish: source this, or put it into ~/.config/fish/completions.
function ${name}
  set -l typed (commandline -opc)
  $typed[1] __complete fish $typed[2..-1] (commandline -ct) 2>/dev/null
end
complete -c ${program} -f -a '(${name})'
`,
};
