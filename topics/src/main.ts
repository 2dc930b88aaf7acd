import { topicsCommand } from "./command.ts";

process.exitCode = await topicsCommand(process.argv.slice(2));
