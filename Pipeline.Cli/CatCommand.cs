using System.Buffers;
using System.CommandLine;
using DataflowWrite.Serialization;
using DataflowWrite.Sources;

namespace DataflowWrite.Cli;

/// <summary><c>dfw cat</c>: the rows of a dataset on standard output.</summary>
internal static class CatCommand
{
    private const string Help = """
        Prints the rows of a dataset or file, with partition values as columns behind those of the files.
        csv keeps the values as they stand; jsonl gives them types.

          dfw cat out/ --limit 10
          dfw cat out/ --format jsonl | jq .state
        """;

    public static Command Create(CliConsole console)
    {
        var dataset = new Argument<string>("dataset") { Description = InspectCommand.DatasetHelp };
        var limit = new Option<string?>("--limit") { HelpName = "N", Description = "Stop after N rows. Default: all of them." };
        var format = new Option<string?>("--format")
        {
            HelpName = "csv|jsonl",
            Description = "How rows are printed. Default: csv.",
        };
        var command = new Command("cat", Help);
        command.Arguments.Add(dataset);
        command.Options.Add(limit);
        command.Options.Add(format);
        command.SetAction((parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(dataset);
            UsageText.RefuseOptions([path], "cat");
            var rows = OptionText.Number(limit.Name, parsed.GetValue(limit), 0) ?? long.MaxValue;
            var isJson = OptionText.Choice(format.Name, parsed.GetValue(format) ?? "csv", ("csv", false), ("jsonl", true));
            return RunAsync(path, rows, isJson, console.Output, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        string path, long limit, bool isJson, Stream output, CancellationToken cancellationToken)
    {
        var source = await DatasetReader.OpenAsync(path, new() { InferTypes = isJson }, cancellationToken);
        var serializer = (isJson ? FileFormat.JsonLines() : FileFormat.Csv()).CreateSerializer(source.Schema);
        var buffer = new ArrayBufferWriter<byte>();
        var isFirst = true;
        await foreach (var batch in source.ReadAsync(cancellationToken))
        {
            using var whole = batch;
            using var rows = batch.Length <= limit ? null : batch.Slice(0, (int)limit);
            serializer.Serialize(rows ?? batch, isFirst, buffer);
            await FlushAsync(buffer, output, cancellationToken);
            isFirst = false;
            limit -= batch.Length;
            if (limit <= 0)
                break;
        }

        return ExitCode.Done;
    }

    private static async Task FlushAsync(ArrayBufferWriter<byte> buffer, Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
        buffer.ResetWrittenCount();
    }
}
