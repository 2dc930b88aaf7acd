import { mermaid } from "@touchline/streams";
import { CliError } from "../error.ts";
import { topologies } from "./topologies.ts";

const begin = /<!-- topology: ([\w, -]+) -->\n/;
const end = "<!-- end of topology -->";

/** A page whose drawings are as the topologies are declared: each stands between a mark that names them and an end. */
export function withDrawings(page: string, text: string): string {
  const [before = "", ...parts] = text.split(begin);
  if (parts.length === 0) throw stale(`${page} has lost its marks: <!-- topology: NAME, ... --> and ${end}`);
  let whole = before;
  for (let i = 0; i < parts.length; i += 2) {
    const names = parts[i] as string;
    const after = (parts[i + 1] as string).indexOf(end);
    if (after < 0) throw stale(`${page} has lost the mark ${end}`);
    const drawing = mermaid(namedIn(names, page).map(({ drawn }) => drawn));
    whole += `<!-- topology: ${names} -->\n\`\`\`mermaid\n${drawing}\n\`\`\`\n${(parts[i + 1] as string).slice(after)}`;
  }
  return whole;
}

function namedIn(names: string, page: string) {
  const known = topologies();
  return names.split(",").map((name) => {
    const found = known.get(name.trim());
    if (found === undefined) throw stale(`${page} names the topology ${name.trim()}, which there is not`);
    return found;
  });
}

function stale(message: string): CliError {
  return new CliError("DRAWING_STALE", `${message}.`);
}
