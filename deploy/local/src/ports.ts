import { createServer } from "node:net";
import { LocalError } from "./error.ts";

/** Rejects with PORT_TAKEN where something listens on the port already. Port 0 is always free. */
export async function expectFree(port: number, what: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once("error", (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === "EADDRINUSE"
          ? portTaken(port, what)
          : new LocalError(
              "PORT_TAKEN",
              `Port ${port} cannot be used for ${what} (${cause.message}); choose another.`,
              { cause },
            ),
      );
    });
    server.listen(port, "127.0.0.1", () => server.close(() => resolve()));
  });
}

export function portTaken(port: number, what: string): LocalError {
  return new LocalError(
    "PORT_TAKEN",
    `Port ${port}, which ${what} needs, is taken by another program: stop that program or choose another port.`,
  );
}
