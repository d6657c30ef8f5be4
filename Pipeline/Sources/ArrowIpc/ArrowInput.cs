namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>Arrow IPC, in one of its layouts.</summary>
internal sealed class ArrowInput(string name, IpcLayout layout, IReadOnlyList<string> extensions) : InputFormat(name, extensions)
{
    public override bool StatesTypes => true;

    protected override async Task<FileSource> OpenFilesAsync(
        IReadOnlyList<SourceFile> files, FileSourceOptions options, CancellationToken cancellationToken)
        => await ArrowSource.OpenAsync(files, layout, options.BatchSize, cancellationToken).ConfigureAwait(false);
}
