namespace DataflowWrite.Sources.JsonLines;

internal sealed class JsonLinesInput() : InputFormat("jsonl", "jsonl", "ndjson")
{
    protected override async Task<FileSource> OpenFilesAsync(
        IReadOnlyList<SourceFile> files, FileSourceOptions options, CancellationToken cancellationToken)
        => await JsonLinesSource.OpenAsync(files, options, cancellationToken).ConfigureAwait(false);
}
