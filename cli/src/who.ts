import { userInfo } from "node:os";
import { CliError } from "./error.ts";

/** The name of who runs a command. Throws OPTION_INVALID where a container runs under a number alone: nobody is logged in there. */
export function whoIsLoggedIn(): string {
  try {
    return userInfo().username;
  } catch (cause) {
    throw new CliError("OPTION_INVALID", "Nobody is logged in by a name: say with --by who makes the change.", {
      cause,
    });
  }
}
