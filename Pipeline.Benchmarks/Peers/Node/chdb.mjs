import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import { Session } from "chdb";
import { answerLaps } from "./laps.mjs";

const { version } = createRequire(import.meta.url)("chdb/package.json");
const gzipLevel = 6;
const zstdLevel = 3;
const session = new Session();
let threads;

function load(request) {
  threads = request.threads;
  session.query("CREATE DATABASE race");
  session.query(
    `CREATE TABLE race.input ENGINE = Memory AS SELECT * FROM file('${request.parquet}', Parquet) SETTINGS session_timezone = 'UTC'`);
}

function run({ kind, codec, partition, output }) {
  if (partition) {
    mkdirSync(output);
  }

  const text = kind === "Csv" || kind === "JsonLines";
  const path = partition ? `${output}/{_partition_id}.${extension(kind)}` : output;
  const target = text ? `file('${path}', ${format(kind)}, auto, '${codec ?? "none"}')` : `file('${path}', ${format(kind)})`;
  const by = partition ? ` PARTITION BY ${partition}` : "";
  session.query(
    `INSERT INTO FUNCTION ${target}${by} SELECT * FROM race.input SETTINGS ${settings(kind, codec).join(", ")}`);
}

function format(kind) {
  return { Csv: "CSVWithNames", JsonLines: "JSONEachRow", Parquet: "Parquet", Arrow: "Arrow" }[kind];
}

function extension(kind) {
  return { Csv: "csv", JsonLines: "jsonl", Parquet: "parquet", Arrow: "arrow" }[kind];
}

function settings(kind, codec) {
  const all = [
    `max_threads = ${threads}`,
    `max_insert_threads = ${threads}`,
    "session_timezone = 'UTC'",
    "engine_file_truncate_on_insert = 1",
    "max_partitions_per_insert_block = 0",
    "format_csv_null_representation = ''",
    "output_format_json_quote_64bit_integers = 0",
    "output_format_arrow_string_as_string = 1",
    "output_format_parquet_string_as_string = 1",
    `output_format_compression_level = ${codec === "gzip" ? gzipLevel : zstdLevel}`,
  ];
  if (kind === "Parquet") {
    all.push(`output_format_parquet_compression_method = '${codec}'`);
  }

  if (kind === "Arrow") {
    all.push(`output_format_arrow_compression_method = '${{ lz4: "lz4_frame", zstd: "zstd" }[codec] ?? "none"}'`);
  }

  return all;
}

await answerLaps(version, load, run);
