import { createServer } from "node:net";
import { LocalError } from "./error.ts";

/**
 * Rejects with PORT_TAKEN where something listens on the port already, and says which option chooses another. Port 0 is
 * always free.
 */
export async function expectFree(port: number, what: string, option?: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const why = cause.code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${cause.code})`;
      const instead = option === undefined ? "choose another port" : `choose another with ${option}`;
      const how = cause.code === "EADDRINUSE" ? `stop that program or ${instead}` : instead;
      reject(new LocalError("PORT_TAKEN", `Port ${port} for ${what} ${why}: ${how}.`, { cause }));
    });
    server.listen(port, "127.0.0.1", () => server.close(() => resolve()));
  });
}

/**
 * Ports that nothing listens on, for servers that must come back on the same one: from below those that systems hand out
 * by themselves, lest somebody's connection has it meanwhile.
 */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let tried = 0; found.size < count; tried++) {
    const port = 12_000 + Math.floor(Math.random() * 20_000);
    const free = await expectFree(port, "Kafka").then(
      () => true,
      (error) => {
        if (tried >= 100) throw error;
        return false;
      },
    );
    if (free) found.add(port);
  }
  return [...found];
}
