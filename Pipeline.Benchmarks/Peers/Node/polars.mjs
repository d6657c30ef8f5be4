import { createRequire } from "node:module";
import pl from "nodejs-polars";
import { answerLaps } from "./laps.mjs";

const { version } = createRequire(import.meta.url)("nodejs-polars/package.json");
const gzipLevel = 6;
const zstdLevel = 3;
let frame;

function load(request) {
  frame = pl.readParquet(request.parquet);
}

function run({ kind, codec, output }) {
  sink(kind, codec, output).collectSync();
}

function sink(kind, codec, output) {
  const rows = frame.lazy();
  switch (kind) {
    case "Csv":
      return rows.sinkCSV(output, textOptions(codec));
    case "JsonLines":
      return rows.sinkNdJson(output, textOptions(codec));
    case "Parquet":
      return rows.sinkParquet(output, { compression: codec, compressionLevel: codec === "zstd" ? zstdLevel : undefined });
    default:
      // The lazy sink takes no codec but those of text.
      return { collectSync: () => frame.writeIPC(output, { compression: codec ?? "uncompressed" }) };
  }
}

function textOptions(codec) {
  return {
    compression: codec ?? "uncompressed",
    compressionLevel: codec === "gzip" ? gzipLevel : codec === "zstd" ? zstdLevel : undefined,
    checkExtension: false,
  };
}

await answerLaps(version, load, run);
