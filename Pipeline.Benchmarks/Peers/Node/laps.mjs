import { createInterface } from "node:readline";

// Answers one line for each line that it reads: `load` once, then `run` as often as asked.
export async function answerLaps(version, load, run) {
  for await (const line of createInterface({ input: process.stdin })) {
    let reply;
    try {
      reply = await answer(JSON.parse(line), version, load, run);
    } catch (error) {
      reply = { error: String(error?.stack ?? error) };
    }

    process.stdout.write(JSON.stringify(reply) + "\n");
  }
}

async function answer(request, version, load, run) {
  if (request.command === "load") {
    await load(request);
    return { version };
  }

  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  await run(request);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const used = process.cpuUsage(cpu);
  return { seconds, cpu: (used.user + used.system) / 1e6 };
}
